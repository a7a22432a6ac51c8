// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/rules/window.h"

#include <algorithm>

#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

/// A list attribute of `count` elements, all `fallback` when the node has none.
std::vector<std::int64_t> list_of(const RuleContext& context, std::string_view key,
                                  std::size_t count, std::int64_t fallback, std::int64_t least) {
    auto values = context.integers_attribute(key);
    if (values.empty()) values.assign(count, fallback);
    if (values.size() != count) {
        malformed("attribute '{}' has {} elements; {} are expected", key, values.size(), count);
    }
    const auto wrong = std::ranges::find_if(values, [=](auto value) { return value < least; });
    if (wrong != values.end()) {
        malformed("attribute '{}' holds {}; at least {} is expected", key, *wrong, least);
    }
    return values;
}

std::vector<std::int64_t> kernel_of(const RuleContext& context, std::size_t axes,
                                    const Shape& kernel) {
    if (std::ranges::find(kernel, 0) != kernel.end()) {
        malformed("a kernel of {}; positive extents are expected", to_text(kernel));
    }
    auto attribute = context.integers_attribute("kernel_shape");
    if (attribute.empty()) {
        if (kernel.empty()) malformed("attribute 'kernel_shape' is missing");
        return kernel;
    }
    attribute = list_of(context, "kernel_shape", axes, 1, 1);
    if (!kernel.empty() && attribute != kernel) {
        malformed("kernel_shape {} contradicts a weight of {}", to_text(attribute),
                  to_text(kernel));
    }
    return attribute;
}

std::int64_t ceil_quotient(std::int64_t a, std::int64_t b) {
    return a / b + (a % b > 0);
}

/// Explicit pads. With ceil_mode a last partial window counts unless it would start in the pad
/// behind the image.
std::int64_t padded_extent(const WindowAxis& axis, std::int64_t input, bool ceil_mode) {
    const std::int64_t padded = checked_add(checked_add(input, axis.pad_before), axis.pad_after);
    const std::int64_t room = checked_sub(padded, axis.span());
    if (room < 0) {
        malformed("a kernel that spans {} does not fit an input of {} with pads {} and {}",
                  axis.span(), input, axis.pad_before, axis.pad_after);
    }
    if (!ceil_mode) return room / axis.stride + 1;
    const std::int64_t last = ceil_quotient(room, axis.stride);
    const bool in_pad = checked_mul(last, axis.stride) >= checked_add(input, axis.pad_before);
    return in_pad ? last : last + 1;
}

std::int64_t slide_axis(const WindowAxis& axis, std::int64_t input, const std::string& auto_pad,
                        bool ceil_mode) {
    if (auto_pad == "SAME_UPPER" || auto_pad == "SAME_LOWER") {
        return ceil_quotient(input, axis.stride);
    }
    WindowAxis window = axis;
    if (auto_pad == "VALID") window.pad_before = window.pad_after = 0;
    return padded_extent(window, input, ceil_mode);
}

}  // namespace

std::int64_t WindowAxis::span() const {
    return checked_add(checked_mul(kernel - 1, dilation), 1);
}

std::vector<WindowAxis> window_of(const RuleContext& context, std::size_t axes,
                                  const Shape& kernel) {
    const auto extents = kernel_of(context, axes, kernel);
    const auto strides = list_of(context, "strides", axes, 1, 1);
    const auto dilations = list_of(context, "dilations", axes, 1, 1);
    const auto pads = list_of(context, "pads", 2 * axes, 0, 0);
    std::vector<WindowAxis> window(axes);
    for (std::size_t i = 0; i < axes; ++i) {
        window[i] = {extents[i], strides[i], dilations[i], pads[i], pads[i + axes]};
    }
    return window;
}

Shape slide(const RuleContext& context, const std::vector<WindowAxis>& window, const Shape& input) {
    const std::string auto_pad = context.node().attribute("auto_pad", std::string_view("NOTSET"));
    const bool ceil_mode = context.attribute("ceil_mode", std::int64_t{0}) != 0;
    Shape output;
    for (std::size_t i = 0; i < window.size(); ++i) {
        output.push_back(slide_axis(window[i], input[i], auto_pad, ceil_mode));
    }
    return output;
}

Shape spatial_axes(const Shape& image) {
    if (image.size() < 3) {
        malformed("an input of shape {}; batch, channels and at least one more axis are expected",
                  to_text(image));
    }
    return Shape(image.begin() + 2, image.end());
}

Shape image_shape(std::int64_t batch, std::int64_t channels, const Shape& spatial) {
    Shape shape{batch, channels};
    shape.insert(shape.end(), spatial.begin(), spatial.end());
    return shape;
}

}  // namespace ascend::models::onnx_rules
