// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "models/onnx/rules/operands.h"
#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

std::int64_t channels_of(const RuleContext& context) {
    const Shape& image = context.shape(0);
    // A batch norm of a bare vector of samples has one channel.
    return image.size() < 2 ? 1 : image[1];
}

void check_per_channel(const RuleContext& context, std::size_t first, std::size_t last,
                       std::int64_t channels) {
    for (std::size_t i = first; i <= last; ++i) {
        if (context.shape(i) == Shape{channels}) continue;
        malformed("input {} ('{}') has shape {}; one value for each of {} channels is expected", i,
                  context.input(i).name, to_text(context.shape(i)), channels);
    }
}

/// Inputs: x, scale, bias, mean, variance. Further outputs (running statistics) have one value a
/// channel.
void batch_norm(RuleContext& context) {
    const std::int64_t channels = channels_of(context);
    check_per_channel(context, 1, 4, channels);
    same_as_input(context);
    for (std::size_t i = 1; i < context.output_count(); ++i) {
        context.set_output(i, context.type(3), {channels});
    }
}

void instance_norm(RuleContext& context) {
    check_per_channel(context, 1, 2, channels_of(context));
    same_as_input(context);
}

/// Mean and inverse deviation (outputs 1 and 2) keep the normalised axes as 1.
void layer_norm(RuleContext& context) {
    const std::size_t axis = axis_of(context, -1, context.rank(0));
    Shape statistics = context.shape(0);
    std::fill(statistics.begin() + static_cast<std::ptrdiff_t>(axis), statistics.end(), 1);
    const Shape normalized = broadcast(context.shape(0), context.shape(1));
    if (normalized != context.shape(0)) {
        malformed("a scale of {} for an input of {}", to_text(context.shape(1)),
                  to_text(context.shape(0)));
    }
    same_as_input(context);
    context.set_output(1, DataType::kFloat, statistics);
    context.set_output(2, DataType::kFloat, statistics);
}

}  // namespace

std::span<const OperatorRule> normalization_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"BatchNormalization", batch_norm},
        OperatorRule{"GroupNormalization", same_as_input},
        OperatorRule{"InstanceNormalization", instance_norm},
        OperatorRule{"LRN", same_as_input},
        OperatorRule{"LayerNormalization", layer_norm},
        OperatorRule{"LpNormalization", same_as_input},
        OperatorRule{"MeanVarianceNormalization", same_as_input},
        OperatorRule{"RMSNormalization", layer_norm},
        OperatorRule{"SimplifiedLayerNormalization", layer_norm},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
