// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "models/lowering/vector/vector_kernel.h"

namespace ascend::models::vector_kernels {

/// Data that is moved from one order to another through UB, in units that are each a few contiguous
/// runs on either side.
struct Rearrangement {
    std::int64_t units = 0;
    std::int64_t in_bytes = 0, out_bytes = 0;      ///< in GM, of all units
    std::int64_t in_runs = 1, out_runs = 1;        ///< of one unit
    bool in_follows = false, out_follows = false;  ///< units follow each other: one run for a tile
    std::int64_t ub_bytes = 0;                     ///< of one unit, all buffers together
    Bytes code;                                    ///< WorkShape::code
    bool single_buffered = false;                  ///< WorkShape::single_buffered
    std::int64_t granule = 1;                      ///< WorkShape::granule
    Cycles scalar;                                 ///< of one unit, beyond the issue of a tile
    /// VECTOR cycles of `units` in UB; empty: the data leaves as it came.
    std::function<Cycles(std::int64_t units)> cycles;
};

PlannedKernel plan_rearrangement(const Rearrangement& work, const sim::SocSpec& soc);

}  // namespace ascend::models::vector_kernels
