// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/vector/rearrangement.h"

#include <algorithm>

namespace ascend::models::vector_kernels {

PlannedKernel plan_rearrangement(const Rearrangement& work, const sim::SocSpec& soc) {
    VectorKernel kernel(soc);
    const std::uint8_t x = kernel.input(Bytes(work.in_bytes));
    const std::uint8_t y = kernel.output(Bytes(work.out_bytes));
    // Padding may make one side larger than the shape in UB suggests.
    const std::int64_t moved =
        2 * ceil_div(work.in_bytes, work.units) + 2 * ceil_div(work.out_bytes, work.units);
    const std::int64_t most = kernel.tile_units(kernel.ub_bytes(), std::max(work.ub_bytes, moved));
    const auto tile = [&](std::int64_t units) {
        const std::int64_t in_runs = work.in_follows ? 1 : work.in_runs * units;
        const std::int64_t out_runs = work.out_follows ? 1 : work.out_runs * units;
        return Tile{{{x, Bytes(share_of(work.in_bytes, units, work.units)), in_runs}},
                    work.cycles ? work.cycles(units) : Cycles(0),
                    {{y, Bytes(share_of(work.out_bytes, units, work.units)), out_runs}},
                    units * work.scalar};
    };
    WorkShape shape;
    shape.units = work.units;
    shape.code = work.code;
    shape.single_buffered = work.single_buffered;
    shape.granule = work.granule;
    shape.block = [&](std::int64_t units) {
        return BlockWork{{}, tiles_over(units, most, 1, tile)};
    };
    return kernel.plan(shape, 0);
}

}  // namespace ascend::models::vector_kernels
