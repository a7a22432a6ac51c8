// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/data_type.h"

namespace ascend::models::vector_kernels {

/// A tensor [outer, axis, inner] that is reduced or normalised along `axis`, cut into `pieces`
/// along inner. One unit of work is the whole axis of one piece of one outer index.
struct AxisCut {
    std::int64_t outer = 1, axis = 1, inner = 1;
    DataType type = DataType::kFloat16;
    std::int64_t pieces = 1;

    std::int64_t units() const { return outer * pieces; }
    std::int64_t elements() const { return outer * axis * inner; }
    /// Width of a piece in UB, whole blocks.
    std::int64_t padded_width() const;
    /// Contiguous runs of `rows` rows along the axis in GM, in each of `units` units.
    std::int64_t runs(std::int64_t units, std::int64_t rows) const;
};

/// The cuts worth comparing: inner whole, then in halves while rows keep 64 B, of those where one
/// row at `ub_bytes_per_element` fits `ub_bytes`.
std::vector<AxisCut> axis_cuts(const AxisCut& whole, std::int64_t ub_bytes_per_element,
                               std::int64_t ub_bytes);

/// Contiguous runs of `rows` rows of `columns`: one, unless rows must be padded to UB blocks.
std::int64_t runs_of_rows(DataType type, std::int64_t rows, std::int64_t columns);

}  // namespace ascend::models::vector_kernels
