// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "models/lowering/vector/vector_kernel.h"

namespace ascend::models::vector_kernels {

/// An operator on the rows of NC1HWC0 planes: some output rows need some input rows around them.
struct ImageRows {
    std::int64_t planes = 0;  ///< N * C1
    std::int64_t h_out = 0, w_out = 0;
    std::int64_t in_row_bytes = 0, out_row_bytes = 0;
    std::int64_t halo_bytes = 0;      ///< beside a piece of a row, when rows must be cut
    std::int64_t temporary_rows = 0;  ///< of output rows, beside input and output

    /// Input rows that `rows` consecutive output rows of one plane need.
    std::function<std::int64_t(std::int64_t rows)> input_rows;
    /// VECTOR cycles of `rows` output rows of `width` pixels.
    std::function<Cycles(std::int64_t rows, std::int64_t width)> cycles;
};

/// Whether the input of one output pixel fits UB.
bool fits_ub(const ImageRows& image, const sim::SocSpec& soc);

/// Plans an image operator with tiles of output rows, several planes when those are small, or of
/// pieces of rows when whole ones leave no room for enough of them. Throws Error{kInvalidArgument}
/// unless fits_ub().
sim::KernelPlan plan_image_rows(const ImageRows& image, const sim::SocSpec& soc,
                                std::int64_t flops);

/// N * ceil(C / C0) planes.
std::int64_t plane_count(std::int64_t batch, std::int64_t channels, DataType type);

/// Channels in a C0 block: 32 B.
std::int64_t c0_of(DataType type);

}  // namespace ascend::models::vector_kernels
