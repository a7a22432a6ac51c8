// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

constexpr std::size_t kA = 0, kB = 1;
constexpr std::array<const char*, 2> kFlags = {"transA", "transB"};

void toggle(WorkNode& node, std::size_t side) {
    const bool set = node.attribute(kFlags[side], std::int64_t{0}) != 0;
    node.attributes[kFlags[side]] = std::int64_t{!set};
}

bool identity(const std::vector<std::int64_t>& order) {
    for (std::size_t i = 0; i < order.size(); ++i)
        if (order[i] != static_cast<std::int64_t>(i)) return false;
    return true;
}

/// A transpose that moves the innermost axis one place up is a transpose of the last two axes
/// behind one that leaves it; the first costs nothing inside the matmul.
void absorb_transpose(WorkGraph& graph, WorkNode& matmul, std::size_t side) {
    const TensorId operand = matmul.inputs[side];
    WorkNode* transpose = graph.producer(operand);
    if (transpose == nullptr || transpose->type != "Transpose" ||
        graph.only_consumer(operand) == nullptr)
        return;
    auto order = permutation_of(graph, *transpose);
    const std::size_t rank = order.size();
    if (rank < 2 || order[rank - 2] != static_cast<std::int64_t>(rank - 1)) return;
    std::swap(order[rank - 2], order[rank - 1]);
    toggle(matmul, side);
    if (identity(order)) {
        std::vector<TensorId> inputs = matmul.inputs;
        inputs[side] = transpose->inputs[0];
        graph.set_inputs(matmul, std::move(inputs));
        graph.erase(*transpose);
        return;
    }
    transpose->attributes["perm"] = order;
    Shape& shape = graph.tensors[operand].shape;
    std::swap(shape[rank - 2], shape[rank - 1]);
}

/// Gemm's C: a row is a bias, a whole matrix a residual.
void adopt_gemm(WorkGraph& graph, WorkNode& node) {
    node.type = "MatMul";
    std::vector<TensorId> inputs = node.inputs;
    inputs.resize(3, kNoTensor);
    const TensorId c = inputs[2];
    const Shape& out = graph.shape(node.outputs[0]);
    const double alpha = node.attribute("alpha", 1.0);
    if (alpha != 1.0 && !graph.constant(inputs[kB]))
        node.steps.push_back({VectorOp::kMul, graph.tensors[node.outputs[0]].type, true});
    if (c != kNoTensor && !per_axis_constant(graph, c, out, out.size() - 1)) {
        node.steps.push_back({VectorOp::kAdd, graph.tensors[node.outputs[0]].type, false});
        node.residual = graph.shape(c) == out;
        inputs[2] = kNoTensor;
        if (node.residual) inputs.push_back(c);
    }
    graph.set_inputs(node, std::move(inputs));
}

}  // namespace

void normalize_matmuls(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type == "Gemm") adopt_gemm(graph, node);
        if (node.type != "MatMul") return;
        if (node.inputs.size() == 2) {
            std::vector<TensorId> inputs = node.inputs;
            inputs.push_back(kNoTensor);
            graph.set_inputs(node, std::move(inputs));
        }
        for (std::size_t side : {kA, kB})
            if (graph.shape(node.inputs[side]).size() >= 2) absorb_transpose(graph, node, side);
    });
}

}  // namespace ascend::models
