// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/onnx/rules/rule_context.h"

namespace ascend::models::onnx_rules {

/// One spatial axis of a sliding window: attributes kernel_shape, strides, dilations and pads.
struct WindowAxis {
    std::int64_t kernel = 1, stride = 1, dilation = 1, pad_before = 0, pad_after = 0;

    /// Input elements that the dilated kernel spans.
    std::int64_t span() const;
};

/// The window over `axes` spatial axes. `kernel` is the kernel's own extents where a weight tensor
/// gives them (attribute kernel_shape must agree); empty: the attribute is needed. Throws
/// Error{kMalformed} for a list of another length or an extent that is not positive.
std::vector<WindowAxis> window_of(const RuleContext& context, std::size_t axes,
                                  const Shape& kernel);

/// Output extents of the window sliding over `input`, as auto_pad and ceil_mode say. Throws
/// Error{kMalformed} when the window does not fit.
Shape slide(const RuleContext& context, const std::vector<WindowAxis>& window, const Shape& input);

/// The axes of an image behind batch and channels. Throws Error{kMalformed} when there are none.
Shape spatial_axes(const Shape& image);

/// [batch, channels, spatial...].
Shape image_shape(std::int64_t batch, std::int64_t channels, const Shape& spatial);

}  // namespace ascend::models::onnx_rules
