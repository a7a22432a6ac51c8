// SPDX-License-Identifier: Apache-2.0
#include "models/om/vendor_steps.h"

#include <algorithm>
#include <map>

#include "models/fusion/passes/elementwise_rules.h"

namespace ascend::models::om {

namespace {

using enum VectorOp;

/// The vendor's name of a function that the source graph's rules know under another name.
struct Synonym {
    std::string_view vendor, source;
};

constexpr Synonym kSynonyms[] = {
    {"AccumulateNV2", "Mean"},
    {"AddN", "Sum"},
    {"AscendDequant", "DequantizeLinear"},
    {"AscendQuant", "QuantizeLinear"},
    {"CeluV2", "Celu"},
    {"ClipByValue", "Clip"},
    {"GreaterEqual", "GreaterOrEqual"},
    {"IsNan", "IsNaN"},
    {"LeftShift", "BitShift"},
    {"LessEqual", "LessOrEqual"},
    {"LogicalAnd", "And"},
    {"LogicalNot", "Not"},
    {"LogicalOr", "Or"},
    {"LogicalXor", "Xor"},
    {"Maximum", "Max"},
    {"Minimum", "Min"},
    {"RealDiv", "Div"},
    {"Select", "Where"},
    {"SelectV2", "Where"},
    {"SoftplusV2", "Softplus"},
    {"ThresholdedReluV2", "ThresholdedRelu"},
};

constexpr std::string_view kSameName[] = {
    "Abs",     "Acos",       "Acosh",      "Add",         "Asin",      "Asinh", "Atan",
    "Atanh",   "BitwiseAnd", "BitwiseOr",  "BitwiseXor",  "Cast",      "Ceil",  "Cos",
    "Cosh",    "Div",        "Elu",        "Equal",       "Erf",       "Exp",   "FastGelu",
    "Floor",   "Gelu",       "Greater",    "HardSigmoid", "HardSwish", "IsInf", "LeakyRelu",
    "Less",    "Log",        "Mish",       "Mod",         "Mul",       "Neg",   "OneHot",
    "PRelu",   "Pow",        "Reciprocal", "Relu",        "RotaryMul", "Round", "Selu",
    "Sigmoid", "Sign",       "Sin",        "Sinh",        "Softsign",  "Sqrt",  "Sub",
    "Swish",   "Tan",        "Tanh",       "Trilu",
};

/// Functions that only the vendor has; formulas are the public ones.
std::vector<VendorSteps> own_functions() {
    return {
        {"Adds", {kAdd}},
        {"Muls", {kMul}},
        {"AscendRequant", {kCast, kMulAdd, kRound, kCast}},
        {"Axpy", {kMulAdd}, 2},
        {"BNInference", {kMul, kAdd}, 1},
        {"BNInferenceD", {kMul, kAdd}, 1},
        {"BatchNorm", {kMul, kAdd}, 1},
        {"BiasAdd", {kAdd}, 2},
        {"Eltwise", {kAdd}, 0},
        {"Expm1", {kExp, kSub}},
        {"FloorDiv", {kDiv, kFloor}, 2},
        {"FloorMod", {kMod}, 2},
        {"FusedMulAdd", {kMulAdd}, 3},
        {"Inv", {kReciprocal}},
        {"Log1p", {kAdd, kLog}},
        {"NotEqual", {kCompare, kLogical}, 2},
        {"OnesLike", {kCopy}},
        {"Power", {kMulAdd, kPow}},
        {"Relu6", {kClip}},
        {"Relu6D", {kClip}},
        {"ReluV2", {kRelu}},
        {"Rsqrt", {kRsqrt}},
        {"Scale", {kMul, kAdd}, 1},
        {"Square", {kMul}},
        {"SquaredDifference", {kSub, kMul}, 2},
        {"SwiGlu", {kSigmoid, kMul, kMul}},
        {"TruncateDiv", {kDiv, kFloor}, 2},
        {"Xdivy", {kDiv}, 2},
        {"ZerosLike", {kCopy}},
    };
}

const std::map<std::string_view, VendorSteps>& table() {
    static const auto all = [] {
        std::map<std::string_view, VendorSteps> entries;
        const auto add = [&](std::string_view vendor, std::string_view source) {
            if (const ElementwiseRule* rule = elementwise_rule(source))
                entries[vendor] = {vendor, rule->ops, rule->operands};
        };
        for (const auto& [vendor, source] : kSynonyms) add(vendor, source);
        for (const std::string_view name : kSameName) add(name, name);
        for (VendorSteps& function : own_functions()) entries[function.type] = std::move(function);
        return entries;
    }();
    return all;
}

VectorStep step(VectorOp op, DataType type, const TensorView* side) {
    return {op, type, side != nullptr && side->elements() == 1};
}

}  // namespace

std::vector<std::string_view> vendor_step_types() {
    std::vector<std::string_view> types;
    for (const auto& [type, steps] : table()) types.push_back(type);
    return types;
}

const VendorSteps* vendor_steps(std::string_view type) {
    const auto at = table().find(type);
    return at == table().end() ? nullptr : &at->second;
}

std::vector<VectorStep> steps_of(const std::vector<std::string>& chain,
                                 const std::vector<const TensorView*>& sides, DataType compute,
                                 bool on_fixpipe) {
    std::vector<VectorStep> steps;
    std::size_t next = 0;
    for (const std::string& type : chain) {
        const VendorSteps* function = vendor_steps(type);
        if (function == nullptr) continue;
        if (on_fixpipe && type == "PRelu") {
            steps.insert(steps.end(), {{kMul, compute, true}, {kMax, compute, true}});
            continue;
        }
        const std::size_t reads = function->operands == 0
                                      ? sides.size() - std::min(next, sides.size())
                                      : function->operands - 1;
        const TensorView* side = reads > 0 && next < sides.size() ? sides[next] : nullptr;
        const std::size_t rounds = function->operands == 0 ? std::max<std::size_t>(reads, 1) : 1;
        for (std::size_t round = 0; round < rounds; ++round)
            for (const VectorOp op : function->ops) steps.push_back(step(op, compute, side));
        next += reads;
    }
    return steps;
}

}  // namespace ascend::models::om
