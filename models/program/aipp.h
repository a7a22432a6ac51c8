// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "models/graph/graph.h"
#include "traces/units.h"

namespace ascend::models {

/// What an image is before AIPP converts it; numbers as atc and ACL count them (facts: formats.md
/// 2).
enum class AippFormat : std::uint8_t {
    kYuv420sp = 1,
    kXrgb8888 = 2,
    kRgb888 = 3,
    kYuv400 = 4,
    kArgb8888 = 7,
    kYuyv = 8,
    kYuv422sp = 9,
    kAyuv444 = 10,
};

/// Pre-processing that the device does while it loads an image (atc's --insert_op_conf): uint8
/// pixels become what the network wants. Dynamic: everything but `input` and `max_source_bytes`
/// comes with each execution instead.
struct Aipp {
    bool dynamic = false;
    std::uint32_t input = 0;            ///< of the network, counted from 0
    std::int64_t max_source_bytes = 0;  ///< of one execution's images; dynamic only
    AippFormat format = AippFormat::kRgb888;
    std::int32_t source_width = 0, source_height = 0;  ///< 0: as the network wants them
    bool crop = false, resize = false, padding = false;
    std::int32_t crop_x = 0, crop_y = 0, crop_width = 0, crop_height = 0;
    std::int32_t resize_width = 0, resize_height = 0;
    std::int32_t left = 0, right = 0, top = 0, bottom = 0;  ///< padding
    bool csc = false, rbuv_swap = false, ax_swap = false;
    std::array<std::int32_t, 9> matrix{};  ///< row by row
    std::array<std::int32_t, 3> output_bias{}, input_bias{};
    std::array<std::int32_t, 4> mean{};  ///< per channel
    std::array<float, 4> least{}, reciprocal{1, 1, 1, 1};
    bool operator==(const Aipp&) const = default;
};

/// Channels of a pixel, as the last axis of the source image counts them.
std::int64_t channels_of(AippFormat format);
/// Bytes of `batch` source images. Throws Error{kInvalidArgument} for a size below 1 or more than
/// 2^48 pixels.
Bytes source_bytes(AippFormat format, std::int64_t batch, std::int64_t height, std::int64_t width);
/// Bytes of the parameters that dynamic AIPP reads at each execution: a head of 64 and 96 for each
/// image.
Bytes dynamic_aipp_bytes(std::int64_t batch);

/// The sizes that atc leaves to the network, filled in, for an image input [N, C, H, W] of the
/// network. Throws Error{kInvalidArgument}, naming the numbers, when the image is none, a crop or
/// YUV image is impossible, or crop, resize and padding do not end at H and W.
Aipp fitted(Aipp aipp, const Shape& image);

/// Shape of the images that a caller hands over instead of [N, C, H, W]: NHWC for static AIPP,
/// the network's own for dynamic.
Shape source_shape(const Aipp& fitted, const Shape& image);

}  // namespace ascend::models
