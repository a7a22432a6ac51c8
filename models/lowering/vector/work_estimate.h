// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "models/lowering/vector/tile_program.h"
#include "sim/kernel/cycles.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::vector_kernels {

/// Expected cycles of work on one core while `active` cores share the memory and L2 holds the data:
/// a fraction of the effort of playing the program, to compare ways to cut the work. Tiles follow
/// each other as fast as their busiest pipe and their double buffers allow; the last one is waited
/// for.
class WorkEstimate {
  public:
    WorkEstimate(const sim::SocSpec& soc, const sim::CoreSpec& core, std::int64_t active,
                 bool single_buffered = false);

    double cycles(const BlockWork& work) const;
    double cycles(const TileLoop& loop) const;

  private:
    /// Of one tile: `alone` from its first instruction to its last, `steady` among others like it.
    struct TileCycles {
        double alone = 0, steady = 0;
    };

    sim::TransferCycles move(const TileTransfer& transfer, sim::GmPath path) const;
    TileCycles measure(const Tile& tile) const;
    /// Of the loop among others; `last` becomes its last tile.
    double cycles(const TileLoop& loop, TileCycles& last) const;

    const sim::CoreSpec& core_;
    sim::MemoryView memory_;
    double buffers_ = 2;
};

}  // namespace ascend::models::vector_kernels
