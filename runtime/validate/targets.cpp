// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/targets.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>
#include <string_view>

namespace ascend::validate {
namespace {

const std::map<std::string, std::map<std::string, Target>> kTargets = {
    {"matmul",
     {{"nz", {8, 12, 3}}, {"nd", {12, 18, 3}}, {"thin", {20, std::nullopt, std::nullopt}}}},
    {"matmul-own-tiling", {{"nz", {15, 25, 10}}, {"nd", {15, 25, 10}}}},
    {"kernels", {{"all", {10, std::nullopt, std::nullopt}}}},
    {"whole-models",
     {{"cnn_batch4up", {8, 12, 5}}, {"cnn_batch1", {12, 18, 5}}, {"transformer", {12, 20, 10}}}}};

constexpr Target kOperatorTarget = {20, 35, 10};

/// Operators that carry a target; a star at the end stands for any rest.
constexpr std::array kTargetedOperators = {"gemm",
                                           "quant_matmul",
                                           "weight_quant_batch_matmul",
                                           "grouped_matmul",
                                           "conv_2d",
                                           "depthwise_conv_2d",
                                           "flash_attention",
                                           "mha",
                                           "gqa",
                                           "softmax",
                                           "rms_norm",
                                           "group_norm",
                                           "gelu",
                                           "sigmoid",
                                           "swi_glu",
                                           "exp",
                                           "maximum",
                                           "transpose",
                                           "gather",
                                           "strided_slice",
                                           "resize_bilinear",
                                           "apply_rotary_pos_emb",
                                           "dynamic_quant",
                                           "arg_max",
                                           "MatMul*",
                                           "Conv2D",
                                           "Add",
                                           "Mul",
                                           "Sub",
                                           "RealDiv",
                                           "Cast",
                                           "Relu",
                                           "Transpose",
                                           "TransData",
                                           "ReduceSum*",
                                           "RmsNorm",
                                           "FlashAttentionScore",
                                           "ConcatD",
                                           "Slice",
                                           "MaxPool*",
                                           "ZerosLike"};

bool matches(std::string_view pattern, std::string_view name) {
    if (pattern.back() != '*') return pattern == name;
    pattern.remove_suffix(1);
    return name.substr(0, pattern.size()) == pattern;
}

}  // namespace

bool Target::met_by(const Accuracy& accuracy) const {
    return accuracy.median_abs_pct <= median_abs_pct &&
           (!mean_abs_pct || accuracy.mean_abs_pct <= *mean_abs_pct) &&
           (!bias_pct || std::abs(accuracy.bias - 1) * 100 <= *bias_pct);
}

std::string Target::text() const {
    const auto part = [](const std::optional<double>& value) {
        return value ? fmt::format("{:g}", *value) : std::string("-");
    };
    return fmt::format("{} / {} / {}", part(median_abs_pct), part(mean_abs_pct), part(bias_pct));
}

std::optional<Target> target_of(const std::string& table, const std::string& group) {
    if (table == "operators") {
        for (const char* pattern : kTargetedOperators)
            if (matches(pattern, group)) return kOperatorTarget;
        return std::nullopt;
    }
    const auto groups = kTargets.find(table);
    if (groups == kTargets.end()) return std::nullopt;
    const auto target = groups->second.find(group);
    return target == groups->second.end() ? std::nullopt : std::optional(target->second);
}

}  // namespace ascend::validate
