// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "models/om/graph_encoder.h"

namespace ascend::models::om {

namespace {

constexpr std::string_view kParentIndex = "_parent_node_index";

/// The branch that a gear takes: computed on the host from what the caller set.
OpDef branch_number() {
    OpDef op{"ascend_mbatch_mapindex_node", "MapIndex"};
    TensorDesc number{"", DataType::kInt32, {}, "ND"};
    number.size = 4;
    op.output_descs.push_back(std::move(number));
    return op;
}

OpDef call_of(const OpDef& number, const std::string& name, const Attributes& choice) {
    OpDef op{name + "_Case", "Case"};
    op.attributes = choice;
    op.inputs.push_back(number.name + ":0");
    op.input_descs.push_back(number.output_descs.front());
    return op;
}

/// Marks a branch's Data operators and outputs with their places on the Case, whose input 0 is the
/// branch number.
void bind(GraphDef& branch) {
    std::int64_t input = 1;
    for (OpDef& op : branch.ops) {
        if (op.type == "Data") op.attributes.set(kParentIndex, input++);
        if (op.type != "NetOutput") continue;
        for (std::size_t i = 0; i < op.input_descs.size(); ++i)
            op.input_descs[i].attributes.set(kParentIndex, static_cast<std::int64_t>(i));
    }
}

}  // namespace

GraphDef switch_graph(const std::string& name, std::vector<EncodedGraph>& branches,
                      const Attributes& choice) {
    GraphDef root{name};
    const OpDef number = branch_number();
    OpDef call = call_of(number, name, choice);
    OpDef net_output{"Node_Output", "NetOutput"};
    // The last gear is the largest by custom; its descriptors stand for all.
    for (const OpDef& op : branches.back().graph.ops) {
        if (op.type == "Data") {
            root.ops.push_back(op);
            root.inputs.push_back(op.name + ":0");
            call.inputs.push_back(op.name + ":0");
            call.input_descs.push_back(op.output_descs.front());
        } else if (op.type == "NetOutput") {
            call.output_descs = net_output.input_descs = op.input_descs;
        }
    }
    for (std::size_t i = 0; i < net_output.input_descs.size(); ++i)
        net_output.inputs.push_back(fmt::format("{}:{}", call.name, i));
    for (EncodedGraph& branch : branches) {
        bind(branch.graph);
        call.subgraphs.push_back(branch.graph.name);
    }
    root.ops.push_back(number);
    root.ops.push_back(std::move(call));
    root.ops.push_back(std::move(net_output));
    return root;
}

}  // namespace ascend::models::om
