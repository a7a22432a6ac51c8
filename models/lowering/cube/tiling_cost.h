// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "models/lowering/cube/cube_problem.h"
#include "models/lowering/cube/cube_tiling.h"
#include "sim/kernel/cycles.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::cube {

/// Estimates what a tiling costs, in cycles of an AI core, without playing it:
///
///   max(CUBE, MTE1, MTE2, result pipe, VECTOR, SCALAR) of the largest block
///   + a share of the work on all pipes + one fill and drain + launch and cold start
///
/// Every byte of A and B is taken to miss L2 once, except those of an A that was just written and
/// fits. What does not depend on the tiling is worked out
/// once for all candidates. Refers to problem and soc.
class TilingCost {
  public:
    TilingCost(const CubeProblem& problem, const sim::SocSpec& soc);

    /// About a lower bound over all tilings of a block grid, to sort out most grids early.
    double of_grid(const Slice& blocks) const;

    /// `slice`: interior_slice() of the tiling. Infinite when the tiling does not fit.
    double of(const CubeTiling& tiling, const Slice& slice);

  private:
    /// Busy cycles of the largest block.
    struct PipeWork {
        double cube = 0, mte1 = 0, mte2 = 0, result = 0, vector = 0, scalar = 0;
        double apart = 0;  ///< of them, what a single slot keeps from overlapping with the cube
        double fill = 0;   ///< first loads, last product and store
    };
    PipeWork work(const CubeTiling& tiling, const Slice& slice, const Residency& residency,
                  const BufferDepths& depths);
    void add_cube(PipeWork& work, const CubeTiling& tiling, const Slice& slice,
                  const Residency& residency) const;
    void add_loads(PipeWork& work, const CubeTiling& tiling, const Slice& slice,
                   const Residency& residency, const BufferDepths& depths);
    void add_stores(PipeWork& work, const CubeTiling& tiling, const Slice& slice,
                    const Residency& residency, const BufferDepths& depths);

    double mmad(std::int64_t m, std::int64_t n, std::int64_t k) const;
    double least_bytes(const Slice& slice) const;
    double block_count(const Slice& slice) const;
    double launch(const Slice& slice) const;
    double transfer(const sim::MemoryView& memory, const TileLoad& load) const;
    sim::MemoryView& view(const Slice& slice);

    const CubeProblem& p_;
    const sim::SocSpec& soc_;
    const sim::CoreSpec& core_;
    ResultPath path_;
    double vector_per_element_ = 0;                                ///< cycles
    double a_bytes_ = 0, b_bytes_ = 0;                             ///< of the whole operands
    std::vector<std::pair<std::int64_t, sim::MemoryView>> views_;  ///< by active cores
};

}  // namespace ascend::models::cube
