// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/fusion/passes/passes.h"

namespace ascend::models {

namespace {

bool computed_offline(const WorkGraph& graph, const WorkNode& node) {
    return std::all_of(node.inputs.begin(), node.inputs.end(),
                       [&](TensorId id) { return id == kNoTensor || graph.constant(id); });
}

}  // namespace

// The vendor's compiler runs such nodes on the host while it compiles, whatever they are.
void fold_constants(WorkGraph& graph) {
    for (Tensor& tensor : graph.tensors)
        if (tensor.value) tensor.initializer = true;
    graph.for_each([&](WorkNode& node) {
        const bool known = !node.outputs.empty() &&
                           std::all_of(node.outputs.begin(), node.outputs.end(), [&](TensorId id) {
                               return id == kNoTensor || graph.constant(id);
                           });
        if (!known && !computed_offline(graph, node)) return;
        const std::vector<TensorId> outputs = node.outputs;
        graph.erase(node);
        for (TensorId id : outputs)
            if (id != kNoTensor) graph.tensors[id].initializer = true;
    });
}

void remove_dead_nodes(WorkGraph& graph) {
    for (std::size_t i = graph.nodes.size(); i-- > 0;) {
        WorkNode& node = graph.nodes[i];
        if (!node.alive) continue;
        const bool read = std::any_of(node.outputs.begin(), node.outputs.end(), [&](TensorId id) {
            return id != kNoTensor &&
                   (!graph.tensors[id].consumers.empty() || graph.graph_output(id));
        });
        if (!read) graph.erase(node);
    }
}

}  // namespace ascend::models
