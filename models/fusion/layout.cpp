// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/layout.h"

#include "traces/error.h"

namespace ascend::models {

namespace {

constexpr std::int64_t kFractalRows = 16;

Shape image_shape(const Shape& shape, std::int64_t c0) {
    ASCEND_INVARIANT(shape.size() == 4, "NC1HWC0 wants a shape of four dimensions");
    return {shape[0], ceil_div(shape[1], c0), shape[2], shape[3], c0};
}

Shape matrix_shape(const Shape& shape, std::int64_t c0) {
    ASCEND_INVARIANT(shape.size() >= 2, "FRACTAL_NZ wants a matrix");
    Shape fractal(shape.begin(), shape.end() - 2);
    const std::int64_t rows = shape[shape.size() - 2], columns = shape.back();
    fractal.insert(fractal.end(),
                   {ceil_div(columns, c0), ceil_div(rows, kFractalRows), kFractalRows, c0});
    return fractal;
}

Shape kernel_shape(const Shape& shape, std::int64_t c0) {
    ASCEND_INVARIANT(shape.size() == 4, "FRACTAL_Z wants a shape of four dimensions");
    return {ceil_div(shape[1], c0) * shape[2] * shape[3], ceil_div(shape[0], kFractalRows),
            kFractalRows, c0};
}

}  // namespace

std::int64_t c0_of(DataType type) {
    constexpr std::int64_t kGroupBits = 256;
    const std::int64_t bits = bits_of(type);
    return bits > 0 ? kGroupBits / bits : kFractalRows;
}

Shape device_shape(Layout layout, const Shape& shape, DataType type) {
    switch (layout) {
        case Layout::kNd:
            return shape;
        case Layout::kNc1hwc0:
            return image_shape(shape, c0_of(type));
        case Layout::kFractalNz:
            return matrix_shape(shape, c0_of(type));
        case Layout::kFractalZ:
            return kernel_shape(shape, c0_of(type));
    }
    return shape;
}

std::int64_t padded_elements(Layout layout, const Shape& shape, DataType type) {
    return element_count(device_shape(layout, shape, type));
}

Bytes layout_bytes(Layout layout, const Shape& shape, DataType type) {
    return bytes_of(type, padded_elements(layout, shape, type));
}

std::string_view name_of(Layout layout) {
    switch (layout) {
        case Layout::kNd:
            return "ND";
        case Layout::kNc1hwc0:
            return "NC1HWC0";
        case Layout::kFractalNz:
            return "FRACTAL_NZ";
        case Layout::kFractalZ:
            return "FRACTAL_Z";
    }
    return "ND";
}

}  // namespace ascend::models
