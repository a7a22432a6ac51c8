// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/vector/axis_cut.h"

#include "models/lowering/vector/vector_kernel.h"

namespace ascend::models::vector_kernels {
namespace {

/// Narrower strided rows leave most of a request unused (facts 2.3b).
constexpr std::int64_t kLeastRowBytes = 64;

}  // namespace

std::int64_t AxisCut::padded_width() const {
    return padded_to_block(type, ceil_div(inner, pieces));
}

std::int64_t AxisCut::runs(std::int64_t units_in_tile, std::int64_t rows) const {
    if (pieces > 1) return units_in_tile * rows;
    if (runs_of_rows(type, rows, inner) > 1) return units_in_tile * rows;
    return rows == axis ? 1 : units_in_tile;
}

std::vector<AxisCut> axis_cuts(const AxisCut& whole, std::int64_t ub_bytes_per_element,
                               std::int64_t ub_bytes) {
    std::vector<AxisCut> cuts;
    for (AxisCut cut = whole; cut.pieces <= whole.inner; cut.pieces *= 2) {
        const std::int64_t width = ceil_div(cut.inner, cut.pieces);
        const bool narrow = bytes_of(cut.type, width).count() < kLeastRowBytes;
        if (cut.pieces > 1 && narrow && !cuts.empty()) break;
        if (cut.padded_width() * ub_bytes_per_element <= ub_bytes) cuts.push_back(cut);
    }
    return cuts;
}

std::int64_t runs_of_rows(DataType type, std::int64_t rows, std::int64_t columns) {
    return bytes_of(type, columns).count() % kUbBlock == 0 ? 1 : rows;
}

}  // namespace ascend::models::vector_kernels
