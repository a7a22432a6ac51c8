// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"
#include "models/onnx/rules/window.h"

namespace ascend::models::onnx_rules {
namespace {

std::int64_t group_of(const RuleContext& context) {
    const std::int64_t group = context.attribute("group", std::int64_t{1});
    if (group <= 0) malformed("attribute 'group' is {}; at least 1 is expected", group);
    return group;
}

void check_weight_rank(const Shape& image, const Shape& weight) {
    if (weight.size() == image.size()) return;
    malformed("a weight of {} for an input of {}; as many axes are expected", to_text(weight),
              to_text(image));
}

/// Output of a convolution of image x with weights [c_out, c_in / group, kernel...].
Shape convolved(const RuleContext& context, const Shape& image, const Shape& weight) {
    const Shape spatial = spatial_axes(image);
    check_weight_rank(image, weight);
    const std::int64_t group = group_of(context);
    if (image[1] != checked_mul(weight[1], group) || weight[0] % group != 0) {
        malformed("an input of {} with {} channels meets a weight of {} in {} groups",
                  to_text(image), image[1], to_text(weight), group);
    }
    const auto window = window_of(context, spatial.size(), spatial_axes(weight));
    return image_shape(image[0], weight[0], slide(context, window, spatial));
}

void convolution(RuleContext& context) {
    context.set_output(0, context.type(0), convolved(context, context.shape(0), context.shape(1)));
}

void integer_convolution(RuleContext& context) {
    context.set_output(0, DataType::kInt32, convolved(context, context.shape(0), context.shape(1)));
}

/// Inputs: x, its scale and zero point, w, its scale and zero point, y's scale and zero point.
void quantized_convolution(RuleContext& context) {
    context.set_output(0, context.type(7), convolved(context, context.shape(0), context.shape(3)));
}

/// Inputs: x, w, offsets, bias?, mask?.
void deformable_convolution(RuleContext& context) {
    if (!context.has_input(2)) malformed("input 2, the offsets, is missing");
    convolution(context);
}

std::int64_t transposed_extent(const WindowAxis& axis, std::int64_t input, std::int64_t extra) {
    const std::int64_t grown = checked_mul(axis.stride, input - 1);
    const std::int64_t full = checked_add(checked_add(grown, axis.span()), extra);
    return checked_sub(full, checked_add(axis.pad_before, axis.pad_after));
}

/// Explicit output_shape, else what auto_pad or pads leave of the grown input.
Shape transposed_extents(const RuleContext& context, const std::vector<WindowAxis>& window,
                         const Shape& input) {
    auto wanted = context.integers_attribute("output_shape");
    if (!wanted.empty()) {
        if (wanted.size() != input.size()) {
            malformed("output_shape {} for {} spatial axes", to_text(wanted), input.size());
        }
        return wanted;
    }
    auto extra = context.integers_attribute("output_padding");
    if (extra.empty()) extra.assign(input.size(), 0);
    if (extra.size() != input.size()) {
        malformed("output_padding {} for {} spatial axes", to_text(extra), input.size());
    }
    const std::string auto_pad = context.node().attribute("auto_pad", std::string_view("NOTSET"));
    Shape output;
    for (std::size_t i = 0; i < input.size(); ++i) {
        WindowAxis axis = window[i];
        if (auto_pad == "VALID") axis.pad_before = axis.pad_after = 0;
        output.push_back(auto_pad.starts_with("SAME")
                             ? checked_mul(input[i], axis.stride)
                             : transposed_extent(axis, input[i], extra[i]));
    }
    return output;
}

/// Weights are [c_in, c_out / group, kernel...].
void transposed_convolution(RuleContext& context) {
    const Shape& image = context.shape(0);
    const Shape& weight = context.shape(1);
    const Shape spatial = spatial_axes(image);
    check_weight_rank(image, weight);
    const std::int64_t group = group_of(context);
    if (image[1] != weight[0] || image[1] % group != 0) {
        malformed("an input of {} with {} channels meets a weight of {} in {} groups",
                  to_text(image), image[1], to_text(weight), group);
    }
    const auto window = window_of(context, spatial.size(), spatial_axes(weight));
    context.set_output(0, context.type(0),
                       image_shape(image[0], checked_mul(weight[1], group),
                                   transposed_extents(context, window, spatial)));
}

}  // namespace

std::span<const OperatorRule> convolution_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"Conv", convolution},
        OperatorRule{"ConvInteger", integer_convolution},
        OperatorRule{"ConvTranspose", transposed_convolution},
        OperatorRule{"DeformConv", deformable_convolution},
        OperatorRule{"QLinearConv", quantized_convolution},
        OperatorRule{.type = "FusedConv", .shape = convolution, .domain = "com.microsoft"},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
