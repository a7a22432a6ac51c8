// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/passes/elementwise_rules.h"

#include <algorithm>

namespace ascend::models {

namespace {

using enum VectorOp;

// Formulas are the public ones of each function; a kernel issues about one vector instruction per
// step. Gelu: x / (1 + exp(-1.5958 (x + 0.044715 x^3))).
const std::vector<ElementwiseRule>& rules() {
    static const std::vector<ElementwiseRule> table = {
        {"Abs", "Abs", {kAbs}},
        {"Neg", "Neg", {kNeg}},
        {"Relu", "Relu", {kRelu}},
        {"LeakyRelu", "LeakyRelu", {kMul, kMax}},
        {"ThresholdedRelu", "ThresholdedReluV2", {kCompare, kSelect}},
        {"Clip", "ClipByValue", {kClip}},
        {"Sigmoid", "Sigmoid", {kSigmoid}},
        {"HardSigmoid", "HardSigmoid", {kMulAdd, kClip}},
        {"HardSwish", "HardSwish", {kAdd, kClip, kMul, kMul}},
        {"Silu", "Swish", {kSigmoid, kMul}},
        {"Swish", "Swish", {kSigmoid, kMul}},
        {"Mish", "Mish", {kExp, kAdd, kMul, kSub, kAdd, kDiv, kMul}},
        {"Gelu", "Gelu", {kMul, kMul, kMulAdd, kMul, kExp, kAdd, kDiv}},
        {"FastGelu", "FastGelu", {kMul, kExp, kAdd, kDiv}},
        {"QuickGelu", "FastGelu", {kMul, kExp, kAdd, kDiv}},
        {"Tanh", "Tanh", {kTanh}},
        {"Erf", "Erf", {kErf}},
        {"Exp", "Exp", {kExp}},
        {"Log", "Log", {kLog}},
        {"Sqrt", "Sqrt", {kSqrt}},
        {"Reciprocal", "Reciprocal", {kReciprocal}},
        {"Sin", "Sin", {kSin}},
        {"Cos", "Cos", {kCos}},
        {"Tan", "Tan", {kSin, kCos, kDiv}},
        {"Sinh", "Sinh", {kExp, kReciprocal, kSub, kMul}},
        {"Cosh", "Cosh", {kExp, kReciprocal, kAdd, kMul}},
        {"Asin", "Asin", {kMul, kMulAdd, kMulAdd, kMulAdd, kSqrt, kMul}},
        {"Acos", "Acos", {kMul, kMulAdd, kMulAdd, kMulAdd, kSqrt, kMul}},
        {"Atan", "Atan", {kMul, kMulAdd, kMulAdd, kMulAdd, kMulAdd, kMul}},
        {"Asinh", "Asinh", {kMul, kAdd, kSqrt, kAdd, kLog}},
        {"Acosh", "Acosh", {kMul, kSub, kSqrt, kAdd, kLog}},
        {"Atanh", "Atanh", {kAdd, kSub, kDiv, kLog, kMul}},
        {"Softplus", "SoftplusV2", {kExp, kAdd, kLog}},
        {"Softsign", "Softsign", {kAbs, kAdd, kDiv}},
        {"Elu", "Elu", {kExp, kSub, kMul, kSelect}},
        {"Selu", "Selu", {kExp, kSub, kMul, kSelect, kMul}},
        {"Celu", "CeluV2", {kMul, kExp, kSub, kMul, kSelect}},
        {"Floor", "Floor", {kFloor}},
        {"Ceil", "Ceil", {kFloor}},
        {"Round", "Round", {kRound}},
        {"Sign", "Sign", {kSign}},
        {"Not", "LogicalNot", {kLogical}},
        {"BitwiseNot", "Invert", {kLogical}},
        {"Shrink", "HardShrink", {kAbs, kCompare, kSub, kSelect}},
        {"IsNaN", "IsNan", {kCompare}},
        {"IsInf", "IsInf", {kAbs, kCompare}},
        {"Cast", "Cast", {kCast}},
        {"CastLike", "Cast", {kCast}},
        {"QuantizeLinear", "AscendQuant", {kMulAdd, kRound, kClip, kCast}},
        {"DequantizeLinear", "AscendDequant", {kCast, kMulAdd}},
        {"Trilu", "Trilu", {kSelect}},
        {"OneHot", "OneHot", {kCompare, kSelect}},
        {"Add", "Add", {kAdd}, 2},
        {"Sub", "Sub", {kSub}, 2},
        {"Mul", "Mul", {kMul}, 2},
        {"Div", "RealDiv", {kDiv}, 2},
        {"Pow", "Pow", {kPow}, 2},
        {"Mod", "Mod", {kMod}, 2},
        {"PRelu", "PRelu", {kMul, kSelect}, 2},
        {"Equal", "Equal", {kCompare}, 2},
        {"Greater", "Greater", {kCompare}, 2},
        {"GreaterOrEqual", "GreaterEqual", {kCompare}, 2},
        {"Less", "Less", {kCompare}, 2},
        {"LessOrEqual", "LessEqual", {kCompare}, 2},
        {"And", "LogicalAnd", {kLogical}, 2},
        {"Or", "LogicalOr", {kLogical}, 2},
        {"Xor", "LogicalXor", {kLogical}, 2},
        {"BitwiseAnd", "BitwiseAnd", {kLogical}, 2},
        {"BitwiseOr", "BitwiseOr", {kLogical}, 2},
        {"BitwiseXor", "BitwiseXor", {kLogical}, 2},
        {"BitShift", "LeftShift", {kLogical}, 2},
        {"Where", "SelectV2", {kSelect}, 3},
        {"RotaryMul", "RotaryMul", {kCopy, kMul, kMul, kAdd}, 3},
        {"Sum", "AddN", {kAdd}, 0},
        {"Mean", "AccumulateNV2", {kAdd}, 0},
        {"Max", "Maximum", {kMax}, 0},
        {"Min", "Minimum", {kMin}, 0},
    };
    return table;
}

}  // namespace

const ElementwiseRule* elementwise_rule(std::string_view type) {
    const auto found = std::find_if(rules().begin(), rules().end(),
                                    [&](const auto& rule) { return rule.type == type; });
    return found == rules().end() ? nullptr : &*found;
}

}  // namespace ascend::models
