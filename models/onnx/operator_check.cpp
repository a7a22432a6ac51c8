// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/operator_check.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <string>
#include <vector>

#include "models/onnx/node_order.h"
#include "models/onnx/rules/operator_rule.h"
#include "traces/error.h"

namespace ascend::models::onnx_file {

bool is_if(const onnx::NodeProto& node) {
    return node.op_type() == "If" && (node.domain().empty() || node.domain() == "ai.onnx");
}

void check_operators(const onnx::GraphProto& graph) {
    constexpr std::size_t kNodesNamed = 20;
    std::map<std::string, std::vector<std::string>> unknown;
    std::size_t count = 0;
    for (int i = 0; i < graph.node_size(); ++i) {
        const onnx::NodeProto& node = graph.node(i);
        if (is_if(node) || onnx_rules::find_rule(node.domain(), node.op_type())) continue;
        const std::string domain = node.domain().empty() ? "" : node.domain() + ".";
        auto& names = unknown[domain + node.op_type()];
        if (count++ < kNodesNamed) names.push_back(fmt::format("'{}'", node_name(graph, i)));
    }
    if (unknown.empty()) return;
    std::vector<std::string> types;
    types.reserve(unknown.size());
    for (const auto& [type, names] : unknown) {
        types.push_back(names.empty() ? type
                                      : fmt::format("{} ({})", type, fmt::join(names, ", ")));
    }
    throw Error(
        ErrorCode::kUnsupported,
        fmt::format(
            "{} node{} whose operator is not modelled: {}{}", count, count == 1 ? "" : "s",
            fmt::join(types, ", "),
            count > kNodesNamed ? fmt::format(" and {} more nodes", count - kNodesNamed) : ""));
}

}  // namespace ascend::models::onnx_file
