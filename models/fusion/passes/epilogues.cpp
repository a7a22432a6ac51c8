// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

bool convolution(const WorkNode& node) {
    return node.type == "Conv" || node.type == "ConvTranspose";
}

/// FIXPIPE's own post-processing (facts 4.6): relu, leaky relu, clip, cast, one element-wise sum.
bool fixpipe_op(VectorOp op) {
    return op == VectorOp::kRelu || op == VectorOp::kClip || op == VectorOp::kCast;
}

bool leaky_relu(const WorkNode& node) {
    return node.vendor_type == "LeakyRelu";
}

/// Activations that UB fusion puts behind a convolution (facts 4.6: relu and its kin; a sigmoid or
/// swish stays a task) or matmul, on chips whose result passes through UB anyway.
bool ub_activation(const WorkNode& cube, const WorkNode& node) {
    constexpr std::array<std::string_view, 4> kConvolution = {"Relu", "LeakyRelu", "ClipByValue",
                                                              "Cast"};
    constexpr std::array<std::string_view, 5> kMatmul = {"Relu", "ClipByValue", "Gelu", "FastGelu",
                                                         "Cast"};
    const auto holds = [&](const auto& types) {
        return std::find(types.begin(), types.end(), node.vendor_type) != types.end();
    };
    return convolution(cube) ? holds(kConvolution) : holds(kMatmul);
}

bool accepts(const WorkGraph& graph, const WorkNode& cube, const WorkNode& node) {
    if (!graph.soc.ai_core.fixpipe) return ub_activation(cube, node);
    return leaky_relu(node) ||
           std::all_of(node.steps.begin(), node.steps.end(),
                       [](const VectorStep& step) { return fixpipe_op(step.op); });
}

/// Scales behind a batched product (attention scores) run in UB too.
bool scale(const WorkGraph& graph, const WorkNode& cube, const WorkNode& node) {
    return !graph.soc.ai_core.fixpipe && cube.type == "MatMul" && node.steps.size() == 1 &&
           node.steps[0].scalar &&
           (node.steps[0].op == VectorOp::kMul || node.steps[0].op == VectorOp::kDiv);
}

void append(WorkGraph& graph, WorkNode& cube, WorkNode& node) {
    cube.steps.insert(cube.steps.end(), node.steps.begin(), node.steps.end());
    cube.name = joined_name(cube, node);
    const std::vector<TensorId> outputs = node.outputs;
    graph.erase(node);
    graph.set_outputs(cube, outputs);
}

bool fuse_activation(WorkGraph& graph, WorkNode& cube) {
    WorkNode* node = graph.only_consumer(cube.outputs[0]);
    if (node == nullptr || node->type != "Elementwise" || node->inputs.size() != 1) return false;
    if (!same_shape(graph, cube.outputs[0], node->outputs[0])) return false;
    if (!accepts(graph, cube, *node) && !scale(graph, cube, *node)) return false;
    append(graph, cube, *node);
    return true;
}

/// The other operand of a plain sum of two equal shapes.
TensorId residual_of(const WorkGraph& graph, TensorId result, const WorkNode& sum) {
    if (sum.type != "Elementwise" || sum.inputs.size() != 2 || sum.steps.size() != 1 ||
        sum.steps[0].op != VectorOp::kAdd)
        return kNoTensor;
    const TensorId other = other_operand(sum, result);
    const bool fits = other != kNoTensor && other != result &&
                      same_shape(graph, other, sum.outputs[0]) &&
                      same_shape(graph, result, sum.outputs[0]);
    return fits ? other : kNoTensor;
}

/// What reads a matmul's result, also through a view that keeps its columns: rows fold anyway.
WorkNode* reader_of(WorkGraph& graph, const WorkNode& cube) {
    WorkNode* reader = graph.only_consumer(cube.outputs[0]);
    if (reader == nullptr || cube.type != "MatMul" || !is_view(*reader)) return reader;
    if (!graph.constant(cube.inputs[1])) return nullptr;
    const Shape& result = graph.shape(cube.outputs[0]);
    const Shape& seen = graph.shape(reader->outputs[0]);
    if (result.empty() || seen.empty() || result.back() != seen.back()) return nullptr;
    return graph.only_consumer(reader->outputs[0]);
}

/// The cube node moves into the slot of the sum, since the residual may be made between them.
bool fuse_residual(WorkGraph& graph, WorkNode& cube) {
    if (cube.residual || cube.inputs.size() > 3) return false;
    WorkNode* sum = reader_of(graph, cube);
    if (sum == nullptr) return false;
    const WorkNode* view = graph.only_consumer(cube.outputs[0]);
    const TensorId result = view == sum ? cube.outputs[0] : view->outputs[0];
    const TensorId residual = residual_of(graph, result, *sum);
    if (residual == kNoTensor || graph.constant(residual)) return false;
    // Of two cube nodes under one sum the later takes the other's result.
    const WorkNode* other = graph.producer(residual);
    if (other != nullptr && graph.id_of(*other) > graph.id_of(cube) &&
        (convolution(*other) || other->type == "MatMul") &&
        graph.only_consumer(residual) != nullptr)
        return false;
    WorkNode merged = cube;
    merged.name = joined_name(cube, *sum);
    merged.steps.push_back(sum->steps[0]);
    merged.residual = true;
    merged.inputs.resize(3, kNoTensor);
    merged.inputs.push_back(residual);
    merged.outputs = sum->outputs;
    graph.replace({graph.id_of(cube), graph.id_of(*view), graph.id_of(*sum)}, graph.id_of(*sum),
                  std::move(merged));
    return true;
}

/// A matmul behind which a norm reads the sum leaves it to the norm where that is one kernel
/// (split chips: AddLayerNorm, AddRmsNorm).
bool takes_residuals(const WorkGraph& graph, const WorkNode& cube) {
    return convolution(cube) || !graph.soc.split;
}

}  // namespace

void fuse_epilogues(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (!convolution(node) && node.type != "MatMul") return;
        while (fuse_activation(graph, node)) {
        }
        // The merged node is visited again in its new slot, where its activation follows.
        if (takes_residuals(graph, node)) fuse_residual(graph, node);
    });
}

}  // namespace ascend::models
