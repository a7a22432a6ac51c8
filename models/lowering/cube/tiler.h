// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "models/lowering/cube/cube_problem.h"
#include "models/lowering/cube/cube_tiling.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::cube {

/// L1 parts of M that the tiler may choose.
struct TilingFreedom {
    bool a_parts_of_slice = true;  ///< A parts in L1 are L0 tiles; otherwise runs of m_unit
};

/// The tiling with the least estimated time among those that fit: block grids over all axes, base
/// tiles of L0, and for A and B in L1 either all of the block's K or chunks of it.
///
/// The cost is TilingCost's.
/// Throws Error{kUnsupported} when nothing fits.
CubeTiling choose_cube_tiling(const CubeProblem& problem, const sim::SocSpec& soc,
                              const TilingFreedom& freedom);

/// The `count` >= 1 tilings of the least estimated time, best first, of twice as many block grids:
/// for who can tell them apart better than an estimate. Throws as choose_cube_tiling() does.
std::vector<CubeTiling> promising_cube_tilings(const CubeProblem& problem, const sim::SocSpec& soc,
                                               const TilingFreedom& freedom, std::size_t count);

}  // namespace ascend::models::cube
