// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

bool row_norm(const WorkNode& node) {
    return node.type == "LayerNorm" || node.type == "RmsNorm";
}

bool plain_sum(const WorkGraph& graph, const WorkNode& node) {
    return node.type == "Elementwise" && node.inputs.size() == 2 && node.steps.size() == 1 &&
           node.steps[0].op == VectorOp::kAdd &&
           same_shape(graph, node.inputs[0], node.inputs[1]) &&
           same_shape(graph, node.inputs[0], node.outputs[0]);
}

/// The sum becomes the norm's second output, since the next block reads it too. The norm takes the
/// slot of the sum: it reads nothing else that is computed, and others may read the sum earlier.
void absorb_sum(WorkGraph& graph, WorkNode& norm) {
    WorkNode* sum = graph.producer(norm.inputs[0]);
    if (sum == nullptr || !plain_sum(graph, *sum)) return;
    WorkNode merged = norm;
    merged.name = joined_name(*sum, norm);
    merged.residual = true;
    merged.inputs = {sum->inputs[0], norm.inputs[1], norm.inputs[2], sum->inputs[1]};
    merged.outputs = {norm.outputs[0], sum->outputs[0]};
    merged.vendor_type = norm.type == "RmsNorm" ? "AddRmsNorm" : "AddLayerNorm";
    graph.replace({graph.id_of(norm), graph.id_of(*sum)}, graph.id_of(*sum), std::move(merged));
}

void absorb_activation(WorkGraph& graph, WorkNode& norm) {
    WorkNode* node = graph.only_consumer(norm.outputs[0]);
    if (node == nullptr || node->type != "Elementwise" || node->vendor_type != "Relu") return;
    norm.steps = node->steps;
    norm.name = joined_name(norm, *node);
    const std::vector<TensorId> outputs = node->outputs;
    graph.erase(*node);
    graph.set_outputs(norm, outputs);
}

}  // namespace

void fuse_norm_neighbours(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (row_norm(node) && !node.residual && graph.soc.split) absorb_sum(graph, node);
        if (node.type == "BatchNormalization") absorb_activation(graph, node);
    });
}

void fuse_reduce_fronts(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (!node.type.starts_with("Reduce") || node.inputs.empty()) return;
        WorkNode* front = graph.producer(node.inputs[0]);
        if (front == nullptr || front->type != "Elementwise" || front->inputs.size() != 1 ||
            graph.only_consumer(node.inputs[0]) == nullptr ||
            !same_shape(graph, front->inputs[0], front->outputs[0]) ||
            graph.tensors[front->inputs[0]].type != graph.tensors[front->outputs[0]].type)
            return;
        node.steps = front->steps;
        node.name = joined_name(*front, node);
        std::vector<TensorId> inputs = node.inputs;
        inputs[0] = front->inputs[0];
        graph.erase(*front);
        graph.set_inputs(node, std::move(inputs));
    });
}

}  // namespace ascend::models
