// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"
#include "models/onnx/rules/window.h"

namespace ascend::models::onnx_rules {
namespace {

Shape pooled(const RuleContext& context, const Shape& image) {
    const Shape spatial = spatial_axes(image);
    const auto window = window_of(context, spatial.size(), {});
    return image_shape(image[0], image[1], slide(context, window, spatial));
}

void pool(RuleContext& context) {
    context.set_output(0, context.type(0), pooled(context, context.shape(0)));
}

/// The second output says which element of the input each maximum was.
void max_pool(RuleContext& context) {
    const Shape shape = pooled(context, context.shape(0));
    context.set_output(0, context.type(0), shape);
    context.set_output(1, DataType::kInt64, shape);
}

void global_pool(RuleContext& context) {
    const Shape& image = context.shape(0);
    const Shape ones(spatial_axes(image).size(), 1);
    context.set_output(0, context.type(0), image_shape(image[0], image[1], ones));
}

/// Inputs: x, indices, output shape?.
void max_unpool(RuleContext& context) {
    if (context.has_input(2)) {
        context.set_output(0, context.type(0), context.integers(2));
        return;
    }
    const Shape& image = context.shape(0);
    const Shape spatial = spatial_axes(image);
    const auto window = window_of(context, spatial.size(), {});
    Shape grown;
    for (std::size_t i = 0; i < spatial.size(); ++i) {
        const WindowAxis& axis = window[i];
        const std::int64_t pads = checked_add(axis.pad_before, axis.pad_after);
        grown.push_back(
            checked_sub(checked_add(checked_mul(spatial[i] - 1, axis.stride), axis.kernel), pads));
    }
    context.set_output(0, context.type(0), image_shape(image[0], image[1], grown));
}

void regions(RuleContext& context, std::int64_t height, std::int64_t width) {
    const Shape& image = context.shape(0);
    if (image.size() != 4 || context.rank(1) != 2) {
        malformed("an image of {} and regions of {}; 4 and 2 axes are expected", to_text(image),
                  to_text(context.shape(1)));
    }
    context.set_output(0, context.type(0), {context.shape(1)[0], image[1], height, width});
}

void roi_align(RuleContext& context) {
    regions(context, context.attribute("output_height", std::int64_t{1}),
            context.attribute("output_width", std::int64_t{1}));
}

void max_roi_pool(RuleContext& context) {
    const auto pooled_shape = context.integers_attribute("pooled_shape");
    if (pooled_shape.size() != 2) malformed("attribute 'pooled_shape' needs two extents");
    regions(context, pooled_shape[0], pooled_shape[1]);
}

bool has_channels_last(const RuleContext& context) {
    return context.attribute("channels_last", std::int64_t{0}) != 0;
}

Shape channels_first(Shape image) {
    spatial_axes(image);
    std::rotate(image.begin() + 1, image.end() - 1, image.end());
    return image;
}

Shape channels_last(Shape image) {
    std::rotate(image.begin() + 1, image.begin() + 2, image.end());
    return image;
}

/// Inputs: x, its scale and zero point, y's scale and zero point; channels may be last.
void quantized_average_pool(RuleContext& context) {
    const bool last = has_channels_last(context);
    const Shape shape = pooled(context, last ? channels_first(context.shape(0)) : context.shape(0));
    context.set_output(0, context.type(0), last ? channels_last(shape) : shape);
}

void quantized_global_average_pool(RuleContext& context) {
    const bool last = has_channels_last(context);
    Shape shape = last ? channels_first(context.shape(0)) : context.shape(0);
    shape = image_shape(shape[0], shape[1], Shape(spatial_axes(shape).size(), 1));
    context.set_output(0, context.type(0), last ? channels_last(shape) : shape);
}

}  // namespace

std::span<const OperatorRule> pooling_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"AveragePool", pool},
        OperatorRule{"GlobalAveragePool", global_pool},
        OperatorRule{"GlobalLpPool", global_pool},
        OperatorRule{"GlobalMaxPool", global_pool},
        OperatorRule{"LpPool", pool},
        OperatorRule{"MaxPool", max_pool},
        OperatorRule{"MaxRoiPool", max_roi_pool},
        OperatorRule{"MaxUnpool", max_unpool},
        OperatorRule{"RoiAlign", roi_align},
        OperatorRule{.type = "QLinearAveragePool",
                     .shape = quantized_average_pool,
                     .domain = "com.microsoft"},
        OperatorRule{.type = "QLinearGlobalAveragePool",
                     .shape = quantized_global_average_pool,
                     .domain = "com.microsoft"},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
