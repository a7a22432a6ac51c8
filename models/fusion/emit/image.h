// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/fusion/work_graph.h"

namespace ascend::models {

/// One axis of a sliding window.
struct WindowAxis {
    std::int64_t kernel = 1, stride = 1, dilation = 1, pad_begin = 0, pad_end = 0;
};
struct Window {
    WindowAxis height, width;
};

/// [N, C, L] is an image of one row: [N, C, 1, L]. Four dimensions stay.
Shape as_image(const Shape& shape);

/// Strides, dilations and pads (also those that auto_pad implies) of a convolution or pooling node
/// with this kernel. Missing attributes have ONNX's defaults.
Window window_of(const WorkGraph& graph, const WorkNode& node, std::int64_t kernel_h,
                 std::int64_t kernel_w);

/// A convolution converts aipp's bytes while it loads them, when it is all that reads the image and
/// is not grouped.
bool convolution_converts(const WorkGraph& graph, TensorId image);

}  // namespace ascend::models
