// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

bool all_equal(const std::vector<std::int64_t>& values, std::int64_t expected) {
    return std::all_of(values.begin(), values.end(), [&](auto v) { return v == expected; });
}

bool keeps_shape(const WorkGraph& graph, const WorkNode& node) {
    return !node.inputs.empty() && same_shape(graph, node.inputs[0], node.outputs[0]);
}

bool keeps_type(const WorkGraph& graph, const WorkNode& node) {
    return graph.tensors[node.inputs[0]].type == graph.tensors[node.outputs[0]].type;
}

bool one_by_one_pool(const WorkGraph& graph, const WorkNode& node) {
    const auto kernel = node.attribute("kernel_shape", std::vector<std::int64_t>{});
    return !kernel.empty() && all_equal(kernel, 1) && keeps_shape(graph, node) &&
           node.outputs.size() == 1;
}

/// The activation of x * 1, x / 1, x + 0 and x - 0.
TensorId neutral_operand(const WorkGraph& graph, const WorkNode& node) {
    const auto operand = scalar_operand(graph, node);
    if (!operand || !operand->value || !same_shape(graph, operand->activation, node.outputs[0]))
        return kNoTensor;
    const bool commutes = node.type == "Mul" || node.type == "Add";
    const bool product = node.type == "Mul" || node.type == "Div";
    if (!product && node.type != "Add" && node.type != "Sub") return kNoTensor;
    if (operand->constant_first && !commutes) return kNoTensor;
    return *operand->value == (product ? 1.0 : 0.0) ? operand->activation : kNoTensor;
}

bool reverses(const WorkGraph& graph, const WorkNode& node) {
    return node.inputs.size() > 4 && !all_equal(graph.integers(node.inputs[4], node), 1);
}

bool passes_first_operand(const WorkGraph& graph, const WorkNode& node) {
    const std::string_view type = node.type;
    if (type == "Identity" || type == "Dropout") return true;
    if (type == "Cast" || type == "CastLike") return keeps_type(graph, node);
    if (type == "MaxPool" || type == "AveragePool" || type == "LpPool")
        return one_by_one_pool(graph, node);
    if (type == "Slice") return keeps_shape(graph, node) && !reverses(graph, node);
    if (type == "GlobalAveragePool" || type == "GlobalMaxPool" || type == "Resize" ||
        type == "Upsample" || type == "Expand" || type == "Tile" || type == "Pad" ||
        type == "Reshape" || type == "Flatten")
        return keeps_shape(graph, node);
    return (type == "Concat" || type == "Sum" || type == "Mean" || type == "Max" ||
            type == "Min") &&
           node.inputs.size() == 1;
}

TensorId passed_through(const WorkGraph& graph, const WorkNode& node) {
    return passes_first_operand(graph, node) ? node.inputs[0] : neutral_operand(graph, node);
}

bool reads_further_outputs(const WorkGraph& graph, const WorkNode& node) {
    return std::any_of(node.outputs.begin() + 1, node.outputs.end(), [&](TensorId id) {
        return id != kNoTensor && (!graph.tensors[id].consumers.empty() || graph.graph_output(id));
    });
}

}  // namespace

void remove_identities(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        const TensorId passed = passed_through(graph, node);
        if (passed == kNoTensor || reads_further_outputs(graph, node)) return;
        const TensorId output = node.outputs[0];
        graph.erase(node);
        graph.replace_uses(output, passed);
    });
}

}  // namespace ascend::models
