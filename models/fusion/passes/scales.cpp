// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

bool convolution(const WorkNode& node) {
    return node.type == "Conv" || node.type == "ConvTranspose";
}

/// The axis that a bias runs along: channels of an image, columns of a matrix.
std::size_t bias_axis(const WorkGraph& graph, const WorkNode& node) {
    return convolution(node) ? 1 : graph.shape(node.outputs[0]).size() - 1;
}

void ensure_bias(WorkGraph& graph, WorkNode& node) {
    std::vector<TensorId> inputs = node.inputs;
    inputs.resize(3, kNoTensor);
    if (inputs[2] == kNoTensor) {
        const auto channels = graph.shape(node.outputs[0])[bias_axis(graph, node)];
        inputs[2] =
            graph.add_constant(node.name + "_bias", graph.tensors[inputs[1]].type, {channels});
    }
    graph.set_inputs(node, std::move(inputs));
}

/// A batch norm with constant statistics in inference.
bool static_batch_norm(const WorkGraph& graph, const WorkNode& node) {
    if (node.type != "BatchNormalization" || node.inputs.size() != 5) return false;
    if (node.attribute("training_mode", std::int64_t{0}) != 0) return false;
    for (std::size_t i = 1; i < 5; ++i)
        if (!graph.constant(node.inputs[i])) return false;
    return true;
}

/// What a following node does to each channel: nothing that we fold, a scale, or a shift too.
enum class Fold { kNone, kScale, kShift };

Fold fold_of(const WorkGraph& graph, const WorkNode& node, std::size_t axis) {
    if (static_batch_norm(graph, node) && axis == 1) return Fold::kShift;
    const auto operand = constant_operand(graph, node);
    if (!operand || !same_shape(graph, operand->activation, node.outputs[0])) return Fold::kNone;
    const Shape& shape = graph.shape(node.outputs[0]);
    if (!per_axis_constant(graph, operand->constant, shape, axis)) return Fold::kNone;
    if (node.type == "Add" || (node.type == "Sub" && !operand->constant_first)) return Fold::kShift;
    const bool scale = node.type == "Mul" || (node.type == "Div" && !operand->constant_first);
    return scale ? Fold::kScale : Fold::kNone;
}

void absorb(WorkGraph& graph, WorkNode& node, WorkNode& follower, Fold fold) {
    if (fold == Fold::kShift) ensure_bias(graph, node);
    const std::vector<TensorId> outputs = follower.outputs;
    graph.erase(follower);
    graph.set_outputs(node, {outputs[0]});
}

/// Scales of a matmul stay where they are unless its B is a weight.
bool foldable(const WorkGraph& graph, const WorkNode& node, Fold fold) {
    if (fold == Fold::kNone || !graph.constant(node.inputs[1])) return false;
    return convolution(node) || fold == Fold::kShift;
}

}  // namespace

// The follower goes and the cube node writes its output, from its own slot: the follower's other
// operands are constants.
void fold_scales(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (!convolution(node) && node.type != "MatMul") return;
        while (WorkNode* follower = graph.only_consumer(node.outputs[0])) {
            const Fold fold = fold_of(graph, *follower, bias_axis(graph, node));
            if (!node.steps.empty() || !foldable(graph, node, fold)) break;
            absorb(graph, node, *follower, fold);
        }
    });
}

}  // namespace ascend::models
