// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

bool is_view(const WorkNode& node) {
    return node.type == "Reshape" || node.type == "Flatten" || node.type == "Squeeze" ||
           node.type == "Unsqueeze";
}

std::vector<std::int64_t> permutation_of(const WorkGraph& graph, const WorkNode& transpose) {
    std::vector<std::int64_t> reversed(graph.shape(transpose.inputs[0]).size());
    std::iota(reversed.rbegin(), reversed.rend(), std::int64_t{0});
    return transpose.attribute("perm", reversed);
}

bool keeps_bytes(const Shape& shape, const std::vector<std::int64_t>& permutation) {
    std::int64_t last = -1;
    for (std::int64_t axis : permutation) {
        if (shape[static_cast<std::size_t>(axis)] == 1) continue;
        if (axis < last) return false;
        last = axis;
    }
    return true;
}

namespace {

/// All that a view needs of its inputs is the data; its new shape is the output's.
void become_reshape(WorkGraph& graph, WorkNode& node) {
    node.type = "Reshape";
    graph.set_inputs(node, {node.inputs[0]});
}

void take_source_of_view(WorkGraph& graph, WorkNode& node) {
    const WorkNode* above = graph.producer(node.inputs[0]);
    if (above != nullptr && is_view(*above)) graph.set_inputs(node, {above->inputs[0]});
}

void drop_without_effect(WorkGraph& graph, WorkNode& node) {
    const TensorId input = node.inputs[0], output = node.outputs[0];
    if (!same_shape(graph, input, output)) return;
    graph.erase(node);
    graph.replace_uses(output, input);
}

}  // namespace

void simplify_views(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        const bool still = node.type == "Transpose" &&
                           keeps_bytes(graph.shape(node.inputs[0]), permutation_of(graph, node));
        if (!is_view(node) && !still) return;
        become_reshape(graph, node);
        take_source_of_view(graph, node);
        drop_without_effect(graph, node);
    });
    remove_dead_nodes(graph);
}

}  // namespace ascend::models
