// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/lowering/vector/instruction_cost.h"

namespace ascend::models::vector_kernels {
namespace {

using sim::VectorClass;

/// Instructions of each class that one step takes.
struct InstructionMix {
    int unary = 0, binary = 0, convert = 0, special = 0, divide = 0;
    bool in_fp32 = false;  ///< computed in fp32 also when the data is fp16, for precision
};

/// Composite functions as the vendor's kernels compute them; their sums land near the slopes that
/// the auto-tiling tables (facts 1.3, ATT) give for the whole function.
InstructionMix mix_of(const VectorStep& step) {
    switch (step.op) {
        case VectorOp::kCopy:
        case VectorOp::kAbs:
        case VectorOp::kNeg:
        case VectorOp::kRelu:
            return {.unary = 1};
        case VectorOp::kCast:
            return {.convert = 1};
        case VectorOp::kClip:
            return {.unary = 2};
        case VectorOp::kAdd:
        case VectorOp::kSub:
        case VectorOp::kMul:
        case VectorOp::kMax:
        case VectorOp::kMin:
            return step.scalar ? InstructionMix{.unary = 1} : InstructionMix{.binary = 1};
        case VectorOp::kDiv:
            if (step.scalar && is_floating(step.type)) return {.unary = 1};
            // Integers divide in fp32, round and are corrected by the remainder.
            if (!is_floating(step.type)) return {.binary = 3, .convert = 4, .divide = 1};
            return {.divide = 1};
        case VectorOp::kMulAdd:
            // mla takes 6 cycles a repeat; mul and add take less.
            return step.scalar ? InstructionMix{.unary = 1, .binary = 1}
                               : InstructionMix{.binary = 2};
        case VectorOp::kReciprocal:
            return {.unary = 1, .divide = 1};
        case VectorOp::kExp:
        case VectorOp::kLog:
        case VectorOp::kSqrt:
            return {.special = 1};
        case VectorOp::kRsqrt:
            return {.special = 1, .divide = 1};
        case VectorOp::kSigmoid:  // 1 / (1 + exp(-x))
            return {.unary = 3, .special = 1, .divide = 1};
        case VectorOp::kTanh:  // (e - 1) / (e + 1), e = exp(2 clip(x))
            return {.unary = 5, .special = 1, .divide = 1, .in_fp32 = true};
        case VectorOp::kErf:  // x P(x^2) on the clipped x, P of degree 4
            return {.unary = 6, .binary = 6, .in_fp32 = true};
        case VectorOp::kPow:  // exp(y ln|x|), with the cases of sign, parity, zero and infinity
            return {
                .unary = 8, .binary = 12, .convert = 6, .special = 2, .divide = 1, .in_fp32 = true};
        case VectorOp::kSin:
        case VectorOp::kCos:  // subtract k pi in parts, odd polynomial, sign by the parity of k
            return {.unary = 8, .binary = 12, .convert = 4, .in_fp32 = true};
        case VectorOp::kFloor:
        case VectorOp::kRound:
            return {.convert = 2};
        case VectorOp::kSign:  // round(x / (|x| + tiny))
            return {.unary = 3, .convert = 2, .divide = 1};
        case VectorOp::kCompare:  // to a bit mask, to 0 or 1, to bool
            return {.binary = 2, .convert = 1};
        case VectorOp::kSelect:  // bool to a bit mask, select
            return {.unary = 1, .binary = 1, .convert = 1};
        case VectorOp::kLogical:
            return {.binary = 1};
        case VectorOp::kMod:  // x - y floor(x / y)
            return {.binary = 2, .convert = 2, .divide = 1};
    }
    return {};
}

/// Casts that a step needs around it because the unit cannot compute on its type as it is held.
int conversions_around(const VectorStep& step, bool widened) {
    const bool narrow = bits_of(step.type) < 16 || step.type == DataType::kBf16;
    return narrow || widened ? 2 : 0;
}

}  // namespace

Cycles InstructionCost::step(const VectorStep& step, DataType from, std::int64_t elements) const {
    if (step.op == VectorOp::kCast) {
        // An equal `from` means that the caller does not know the other type: a cast it is.
        return from == step.type ? instruction(VectorClass::kConvert, step.type, elements)
                                 : convert(from, step.type, elements);
    }
    if (step.op == VectorOp::kCopy) return move(step.type, elements);
    const InstructionMix mix = mix_of(step);
    const bool widened = mix.in_fp32 && bits_of(step.type) == 16;
    const DataType type = widened ? DataType::kFloat : step.type;
    const int conversions = mix.convert + conversions_around(step, widened);
    return mix.unary * instruction(VectorClass::kUnary, type, elements) +
           mix.binary * instruction(VectorClass::kBinary, type, elements) +
           conversions * instruction(VectorClass::kConvert, type, elements) +
           mix.special * instruction(VectorClass::kSpecial, type, elements) +
           mix.divide * instruction(VectorClass::kDivide, type, elements);
}

Cycles InstructionCost::chain(const std::vector<VectorStep>& steps, DataType from,
                              std::int64_t elements) const {
    Cycles cycles(0);
    for (const VectorStep& next : steps) {
        const bool implicit_cast = next.op != VectorOp::kCast && is_floating(from) &&
                                   is_floating(next.type) && bits_of(from) != bits_of(next.type);
        if (implicit_cast) cycles += convert(from, next.type, elements);
        cycles += step(next, from, elements);
        from = next.type;
    }
    return cycles;
}

std::int64_t chain_flops(const std::vector<VectorStep>& steps, std::int64_t elements) {
    std::int64_t flops = 0;
    for (const VectorStep& step : steps) flops += step.op == VectorOp::kMulAdd ? 2 : 1;
    return flops * elements;
}

std::int64_t widest_bytes(const std::vector<VectorStep>& steps, DataType type) {
    const auto bytes = [](DataType t) {
        return std::max(bits_of(t), bits_of(arithmetic_type(t))) / 8;
    };
    std::int64_t widest = bytes(type);
    for (const VectorStep& step : steps) {
        widest = std::max(
            {widest, bytes(step.type), mix_of(step).in_fp32 ? std::int64_t{4} : std::int64_t{0}});
    }
    return widest;
}

}  // namespace ascend::models::vector_kernels
