// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/tile_source.h"

#include <algorithm>

namespace ascend::models::cube {
namespace {

/// AIPP widens one pixel a cycle: it writes a C0 of 32 B, like load3d reads one. No source gives a
/// figure; the C0 that it writes is the narrowest step of the way.
constexpr std::int64_t kAippCyclesPerPixel = 1;

/// Input pixels along one axis that `outputs` neighbouring output pixels see.
std::int64_t window_extent(std::int64_t outputs, std::int64_t input, std::int64_t kernel,
                           std::int64_t stride, std::int64_t dilation, bool transposed) {
    const std::int64_t reach = (kernel - 1) * dilation;
    const std::int64_t pixels =
        transposed ? ceil_div(outputs + reach, stride) : (outputs - 1) * stride + reach + 1;
    return std::min(input, pixels);
}

}  // namespace

std::int64_t c0_of(DataType type) {
    return 32 * 8 / bits_of(type);
}

TileLoad MatrixSource::load(std::int64_t rows, std::int64_t columns) const {
    // In stored orientation the inner axis is the one that is contiguous in ND.
    const bool swap = matrix_.transposed;
    const std::int64_t outer = swap ? columns : rows, inner = swap ? rows : columns;
    const std::int64_t outer_total = swap ? matrix_.columns : matrix_.rows;
    const std::int64_t inner_total = swap ? matrix_.rows : matrix_.columns;
    const std::int64_t c0 = c0_of(matrix_.type);
    const std::int64_t inner_blocks = ceil_div(inner, c0);
    sim::GmAccess access;
    access.operand = matrix_.operand;
    access.path = sim::GmPath::kGmToL1;
    switch (matrix_.layout) {
        case Layout::kNd:
            // Rows that fill the inner axis follow each other: one run. source: facts 2.3b (GCM)
            access.nd2nz = true;
            access.rows = inner >= inner_total ? 1 : outer;
            access.pitch = bytes_of(matrix_.type, inner_total);
            access.bytes = bytes_of(matrix_.type, outer * inner);
            break;
        case Layout::kNc1hwc0:
            access.rows = outer;
            access.bytes = bytes_of(matrix_.type, outer * inner_blocks * c0);
            break;
        case Layout::kFractalNz:
            access.rows = outer >= outer_total ? 1 : inner_blocks;
            access.bytes = bytes_of(matrix_.type, round_up(outer, kFractal) * inner_blocks * c0);
            break;
        case Layout::kFractalZ:
            access.rows = columns >= matrix_.columns ? 1 : ceil_div(rows, c0);
            access.bytes = bytes_of(matrix_.type, round_up(rows, c0) * round_up(columns, kFractal));
            break;
    }
    return {.access = access, .cycles = Cycles(0)};
}

Bytes MatrixSource::l1_bytes(std::int64_t rows, std::int64_t columns) const {
    const std::int64_t c0 = c0_of(matrix_.type);
    const bool k_is_rows = matrix_.layout == Layout::kFractalZ;
    const std::int64_t rows_unit = k_is_rows ? c0 : kFractal;
    const std::int64_t columns_unit = k_is_rows ? kFractal : c0;
    return bytes_of(matrix_.type, round_up(rows, rows_unit) * round_up(columns, columns_unit));
}

ImageSource::Window ImageSource::window(std::int64_t positions) const {
    const ImageLayout& i = image_;
    Window window;
    std::int64_t rows_out = 1, columns_out = i.w_out;
    if (positions < i.w_out) {
        columns_out = positions;
    } else if (positions % i.w_out == 0) {
        rows_out = positions / i.w_out;
    } else {
        // A run that starts anywhere in a row touches one row more than it fills.
        rows_out = std::min(i.h_out, ceil_div(positions - 1, i.w_out) + 1);
    }
    window.whole_width = columns_out == i.w_out;
    window.rows =
        window_extent(rows_out, i.h_in, i.kernel_h, i.stride_h, i.dilation_h, i.transposed);
    window.columns = i.w_in;
    if (!window.whole_width) {
        // A piece of a row that is no divisor of it may wrap: it then needs its halo twice.
        const std::int64_t halo = i.w_out % positions == 0 ? 0 : (i.kernel_w - 1) * i.dilation_w;
        window.columns =
            std::min(i.w_in, halo + window_extent(columns_out, i.w_in, i.kernel_w, i.stride_w,
                                                  i.dilation_w, i.transposed));
    }
    return window;
}

std::int64_t ImageSource::channel_blocks(std::int64_t columns) const {
    return std::min(image_.c1, ceil_div(columns, image_.kernel_h * image_.kernel_w * image_.c0));
}

TileLoad ImageSource::load(std::int64_t rows, std::int64_t columns) const {
    const Window pixels = window(rows);
    const std::int64_t blocks = channel_blocks(columns);
    const bool whole_image = pixels.whole_width && pixels.rows == image_.h_in;
    TileLoad load;
    load.access = {.operand = image_.operand,
                   .path = sim::GmPath::kGmToL1,
                   .nd2nz = false,
                   .bytes = Bytes(blocks * pixels.rows * pixels.columns * image_.pixel_bytes),
                   .rows = blocks * (pixels.whole_width ? 1 : pixels.rows)};
    if (whole_image && blocks == image_.c1) load.access.rows = 1;
    if (image_.from_rgb) {
        load.cycles = Cycles(pixels.rows * pixels.columns * kAippCyclesPerPixel);
    }
    return load;
}

Bytes ImageSource::l1_bytes(std::int64_t rows, std::int64_t columns) const {
    const Window pixels = window(rows);
    const std::int64_t zeros = image_.transposed ? image_.stride_h * image_.stride_w : 1;
    return bytes_of(image_.type,
                    channel_blocks(columns) * pixels.rows * pixels.columns * zeros * image_.c0);
}

sim::GmAccess output_access(const OutputLayout& output, std::uint8_t operand, sim::GmPath path,
                            std::int64_t m, std::int64_t n) {
    sim::GmAccess access;
    access.operand = operand;
    access.path = path;
    if (output.layout == Layout::kNd) {
        access.nd2nz = true;
        access.rows = n >= output.n ? 1 : m;
        access.pitch = bytes_of(output.type, output.n);
        access.bytes = bytes_of(output.type, m * n);
        return access;
    }
    const std::int64_t c0 = c0_of(output.type);
    const std::int64_t rows = output.layout == Layout::kNc1hwc0 ? m : round_up(m, kFractal);
    access.rows = m >= output.m ? 1 : ceil_div(n, c0);
    access.bytes = bytes_of(output.type, rows * round_up(n, c0));
    return access;
}

}  // namespace ascend::models::cube
