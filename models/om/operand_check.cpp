// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "models/om/graph_builder.h"
#include "traces/error.h"

namespace ascend::models::om {

namespace {

struct OperandCount {
    std::size_t inputs = 1, outputs = 1;
};

std::size_t count(bool present) {
    return present ? 1 : 0;
}

/// Operands that operator.h documents for each shape.
struct Counter {
    OperandCount operator()(const MatmulOp& op) const {
        return {2 + count(op.bias) + count(op.epilogue.residual), 1};
    }
    OperandCount operator()(const ConvolutionOp& op) const {
        return {2 + count(op.bias) + count(op.epilogue.residual), 1};
    }
    OperandCount operator()(const AttentionOp& op) const { return {3 + count(op.mask), 1}; }
    OperandCount operator()(const ElementwiseOp& op) const {
        return {op.inputs.size(), op.outputs.size()};
    }
    OperandCount operator()(const ReduceOp&) const { return {}; }
    OperandCount operator()(const SoftmaxOp&) const { return {}; }
    OperandCount operator()(const NormOp& op) const {
        return {1 + count(op.residual) + count(op.gamma) + count(op.beta), 1 + count(op.residual)};
    }
    OperandCount operator()(const PoolOp&) const { return {}; }
    OperandCount operator()(const ResizeOp&) const { return {}; }
    OperandCount operator()(const TransposeOp&) const { return {}; }
    OperandCount operator()(const TransDataOp&) const { return {}; }
    OperandCount operator()(const CopyOp& op) const { return {op.inputs, op.outputs}; }
    OperandCount operator()(const GatherOp& op) const { return {op.scatter ? 3U : 2U, 1}; }
    OperandCount operator()(const TopKOp&) const { return {1, 2}; }
    OperandCount operator()(const AiCpuOp&) const { return {0, 0}; }
};

}  // namespace

void check_operands(const FusedOperator& op, const std::string& origin) {
    const OperandCount wanted = std::visit(Counter{}, op.shape);
    if (op.inputs.size() >= wanted.inputs && op.outputs.size() >= wanted.outputs) return;
    throw Error(ErrorCode::kMalformed,
                fmt::format("{}: operator '{}' ({}): {} inputs and {} outputs, expected at least "
                            "{} and {}",
                            origin, op.name, op.type, op.inputs.size(), op.outputs.size(),
                            wanted.inputs, wanted.outputs));
}

}  // namespace ascend::models::om
