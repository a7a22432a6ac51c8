// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "models/fusion/passes/passes.h"

namespace ascend::models {

namespace {

/// Where ONNX keeps the data operands among scales and zero points.
struct Operands {
    std::string_view from, to;
    std::size_t a = 0, b = 1;
    std::size_t bias = 0;      ///< 0: has none
    bool requantizes = false;  ///< scales the sum back to 8 bits
};

constexpr Operands kQuantized[] = {
    {"MatMulInteger", "MatMul", 0, 1, 0, false},
    {"ConvInteger", "Conv", 0, 1, 0, false},
    {"QLinearMatMul", "MatMul", 0, 3, 0, true},
    {"QLinearConv", "Conv", 0, 3, 8, true},
};

void normalize(WorkGraph& graph, WorkNode& node, const Operands& operands) {
    const bool biased = operands.bias != 0 && node.inputs.size() > operands.bias;
    const DataType out = graph.tensors[node.outputs[0]].type;
    node.type = operands.to;
    if (operands.requantizes) {
        node.steps.push_back({VectorOp::kMul, DataType::kFloat16, true});
        node.steps.push_back({VectorOp::kCast, out, false});
    }
    graph.set_inputs(node, {node.inputs[operands.a], node.inputs[operands.b],
                            biased ? node.inputs[operands.bias] : kNoTensor});
}

}  // namespace

// The cube multiplies 8-bit operands as they are; zero points are folded into the bias offline.
void normalize_quantized(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        for (const Operands& operands : kQuantized)
            if (node.type == operands.from) return normalize(graph, node, operands);
    });
}

}  // namespace ascend::models
