// SPDX-License-Identifier: Apache-2.0
#include "models/program/aipp.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "traces/error.h"

namespace ascend::models {
namespace {

constexpr std::int64_t kHeadBytes = 64, kImageBytes = 96;

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::kInvalidArgument, "aipp: " + message);
}

bool halves_columns(AippFormat format) {
    return format == AippFormat::kYuv420sp || format == AippFormat::kYuv422sp ||
           format == AippFormat::kYuyv;
}

/// Of what a step leaves: width, then height.
struct Extent {
    std::int32_t width, height;
};

Extent cropped(Aipp& aipp, Extent from) {
    if (aipp.crop_width == 0) aipp.crop_width = from.width - aipp.crop_x;
    if (aipp.crop_height == 0) aipp.crop_height = from.height - aipp.crop_y;
    const bool inside = aipp.crop_x >= 0 && aipp.crop_y >= 0 && aipp.crop_width > 0 &&
                        aipp.crop_height > 0 && aipp.crop_width <= from.width - aipp.crop_x &&
                        aipp.crop_height <= from.height - aipp.crop_y;
    if (!inside)
        refuse(fmt::format("a crop of {}x{} at ({}, {}) is no part of the {}x{} image",
                           aipp.crop_width, aipp.crop_height, aipp.crop_x, aipp.crop_y, from.width,
                           from.height));
    return {aipp.crop_width, aipp.crop_height};
}

Extent padded(const Aipp& aipp, Extent from) {
    if (aipp.left < 0 || aipp.right < 0 || aipp.top < 0 || aipp.bottom < 0)
        refuse("a padding is negative");
    return {from.width + aipp.left + aipp.right, from.height + aipp.top + aipp.bottom};
}

void check_format(const Aipp& aipp) {
    const bool even = aipp.source_width % 2 == 0 &&
                      (aipp.source_height % 2 == 0 || aipp.format != AippFormat::kYuv420sp);
    if (halves_columns(aipp.format) && !even)
        refuse(fmt::format("a YUV image of {}x{}: even sizes are expected", aipp.source_width,
                           aipp.source_height));
}

}  // namespace

std::int64_t channels_of(AippFormat format) {
    switch (format) {
        case AippFormat::kYuv420sp:
        case AippFormat::kRgb888:
            return 3;
        case AippFormat::kXrgb8888:
        case AippFormat::kArgb8888:
        case AippFormat::kAyuv444:
            return 4;
        case AippFormat::kYuyv:
        case AippFormat::kYuv422sp:
            return 2;
        case AippFormat::kYuv400:
            return 1;
    }
    return 1;
}

Bytes source_bytes(AippFormat format, std::int64_t batch, std::int64_t height, std::int64_t width) {
    constexpr std::int64_t kMostPixels = std::int64_t{1} << 48;
    std::int64_t pixels = 0;
    const bool countable = batch > 0 && height > 0 && width > 0 &&
                           !__builtin_mul_overflow(height, width, &pixels) &&
                           !__builtin_mul_overflow(pixels, batch, &pixels) && pixels <= kMostPixels;
    if (!countable)
        refuse(fmt::format("{} images of {}x{}: sizes from 1 to 2^48 pixels are expected", batch,
                           width, height));
    // Chroma at half resolution in both directions.
    if (format == AippFormat::kYuv420sp) return Bytes(pixels * 3 / 2);
    return Bytes(pixels * channels_of(format));
}

Bytes dynamic_aipp_bytes(std::int64_t batch) {
    return Bytes(kHeadBytes + batch * kImageBytes);
}

Aipp fitted(Aipp aipp, const Shape& image) {
    if (image.size() != 4)
        refuse(fmt::format("input {} has the shape [{}]: an image [N, C, H, W] is expected",
                           aipp.input, fmt::join(image, ", ")));
    if (aipp.dynamic) return aipp;
    const Extent wanted{static_cast<std::int32_t>(image[3]), static_cast<std::int32_t>(image[2])};
    if (aipp.source_width == 0) aipp.source_width = wanted.width;
    if (aipp.source_height == 0) aipp.source_height = wanted.height;
    if (aipp.source_width < 0 || aipp.source_height < 0) refuse("an image of negative size");
    check_format(aipp);
    Extent extent{aipp.source_width, aipp.source_height};
    if (aipp.crop) extent = cropped(aipp, extent);
    if (aipp.resize)
        extent = {aipp.resize_width == 0 ? wanted.width : aipp.resize_width,
                  aipp.resize_height == 0 ? wanted.height : aipp.resize_height};
    if (aipp.padding) extent = padded(aipp, extent);
    if (extent.width != wanted.width || extent.height != wanted.height)
        refuse(
            fmt::format("the image ends at {}x{} and the network wants {}x{}: mend "
                        "src_image_size, crop, resize or padding",
                        extent.width, extent.height, wanted.width, wanted.height));
    return aipp;
}

Shape source_shape(const Aipp& fitted, const Shape& image) {
    if (fitted.dynamic) return image;
    return {image[0], fitted.source_height, fitted.source_width, channels_of(fitted.format)};
}

}  // namespace ascend::models
