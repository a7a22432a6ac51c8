// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/cube_problem.h"

#include <fmt/format.h>

#include <algorithm>

#include "traces/error.h"

namespace ascend::models::cube {
namespace {

/// Bias, activation, cast, quantisation and the addition of one tensor. source: facts 4.6
bool fixpipe_can(const VectorStep& step) {
    switch (step.op) {
        case VectorOp::kCopy:
        case VectorOp::kCast:
        case VectorOp::kRelu:
        case VectorOp::kClip:
            return true;
        case VectorOp::kAdd:
            return !step.scalar;
        case VectorOp::kMul:
            return step.scalar;
        case VectorOp::kMax:
        case VectorOp::kMin:
            return step.scalar;
        case VectorOp::kAbs:
        case VectorOp::kNeg:
        case VectorOp::kSub:
        case VectorOp::kDiv:
        case VectorOp::kMulAdd:
        case VectorOp::kReciprocal:
        case VectorOp::kExp:
        case VectorOp::kLog:
        case VectorOp::kSqrt:
        case VectorOp::kRsqrt:
        case VectorOp::kErf:
        case VectorOp::kTanh:
        case VectorOp::kSigmoid:
        case VectorOp::kPow:
        case VectorOp::kSin:
        case VectorOp::kCos:
        case VectorOp::kFloor:
        case VectorOp::kRound:
        case VectorOp::kSign:
        case VectorOp::kCompare:
        case VectorOp::kSelect:
        case VectorOp::kLogical:
        case VectorOp::kMod:
            return false;
    }
    return false;
}

bool multiplies(const sim::CubeSpec& cube, DataType type) {
    switch (type) {
        case DataType::kFloat16:
            return true;
        case DataType::kBf16:
            return cube.bf16;
        case DataType::kFloat:
            return cube.fp32_steps > 0;
        case DataType::kInt8:
        case DataType::kUint8:
        case DataType::kInt4:
            return cube.int8;
        case DataType::kUndefined:
        case DataType::kInt32:
        case DataType::kInt16:
        case DataType::kUint16:
        case DataType::kUint32:
        case DataType::kInt64:
        case DataType::kUint64:
        case DataType::kDouble:
        case DataType::kBool:
        case DataType::kComplex64:
        case DataType::kComplex128:
            return false;
    }
    return false;
}

}  // namespace

ResultPath result_path(const CubeProblem& problem, const sim::SocSpec& soc) {
    if (!soc.ai_core.fixpipe) return ResultPath::kUb;
    if (std::all_of(problem.epilogue.steps.begin(), problem.epilogue.steps.end(), fixpipe_can)) {
        return ResultPath::kFixpipe;
    }
    return soc.split ? ResultPath::kVectorCore : ResultPath::kUb;
}

OperandIndex operand_index(const CubeProblem& problem, ResultPath path) {
    OperandIndex index;
    std::uint8_t next = 2;
    if (problem.bias) index.bias = next++;
    if (problem.epilogue.residual) index.residual = next++;
    index.output = next++;
    if (path == ResultPath::kVectorCore) index.workspace = next;
    return index;
}

Bytes bias_bytes(const CubeProblem& problem, std::int64_t n) {
    return bytes_of(problem.data_type == DataType::kFloat16 ? DataType::kFloat16 : DataType::kFloat,
                    n);
}

std::vector<sim::Operand> operands_of(const CubeProblem& p, ResultPath path) {
    using sim::OperandRole;
    const std::int64_t products = p.groups * p.batch;
    const Bytes output =
        output_access(p.output, 0, sim::GmPath::kL0cToGm, p.m, p.n).bytes * products;
    std::uint32_t input = 0;
    std::vector<sim::Operand> operands = {
        {OperandRole::kInput, input++, p.a->load(p.m, p.k).access.bytes * products},
        {OperandRole::kInput, input++,
         (p.narrow_b ? p.narrow_b : p.b)->load(p.k, p.n).access.bytes * p.groups}};
    operands[0].partial = p.a_has_gaps;
    if (p.bias) {
        operands.push_back({OperandRole::kInput, input++, bias_bytes(p, p.n) * p.groups});
    }
    if (p.epilogue.residual) operands.push_back({OperandRole::kInput, input++, output});
    operands.push_back({OperandRole::kOutput, 0, output});
    if (path == ResultPath::kVectorCore) {
        operands.push_back({OperandRole::kWorkspace, 0, output});
    }
    return operands;
}

std::int64_t vector_cores_per_ai_core(const sim::SocSpec& soc) {
    return std::max<std::int64_t>(1, soc.vector_core.count / soc.ai_core.count);
}

void require_cube_type(const std::string& operator_type, DataType type, const sim::SocSpec& soc) {
    if (multiplies(soc.ai_core.cube, type)) return;
    throw Error(ErrorCode::kUnsupported,
                fmt::format("{} of {}: the cube of {} does not multiply this type", operator_type,
                            name_of(type), soc.name));
}

void check(const CubeProblem& p, const sim::SocSpec& soc) {
    if (std::min({p.groups, p.batch, p.m, p.n, p.k}) <= 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{} of groups {}, batch {}, m {}, n {}, k {}: every extent must be "
                                "at least 1",
                                p.type, p.groups, p.batch, p.m, p.n, p.k));
    }
    require_cube_type(p.type, p.data_type, soc);
}

}  // namespace ascend::models::cube
