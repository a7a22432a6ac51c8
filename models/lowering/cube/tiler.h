// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/lowering/cube/cube_problem.h"
#include "models/lowering/cube/cube_tiling.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::cube {

/// Which axes the tiler may cut, and L1 parts of M beyond the L0 tile.
struct TilingFreedom {
    bool equal_cuts = false;       ///< every axis falls into equal blocks, chunks and tiles
    bool a_parts_of_slice = true;  ///< A parts in L1 are L0 tiles; otherwise runs of m_unit
};

/// The tiling with the least estimated time among those that fit: block grids over all axes, base
/// tiles of L0, and for A and B in L1 either all of the block's K or chunks of it.
///
/// The cost is TilingCost's.
/// Throws Error{kUnsupported} when nothing fits.
CubeTiling choose_cube_tiling(const CubeProblem& problem, const sim::SocSpec& soc,
                              const TilingFreedom& freedom);

}  // namespace ascend::models::cube
