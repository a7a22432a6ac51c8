// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "models/lowering/cube/tiling_cost.h"

namespace ascend::models::cube {

/// Numbers of blocks along an axis of `units`, at most `most` of them, ascending.
using BlockCounts = std::vector<std::int64_t> (*)(std::int64_t units, std::int64_t most);

/// Those that cut it into equal parts.
std::vector<std::int64_t> divisors(std::int64_t units, std::int64_t most);
/// Those that differ in their largest slice.
std::vector<std::int64_t> block_counts(std::int64_t units, std::int64_t most);

/// Grids with TilingCost::of_grid() of each.
using CostedGrids = std::vector<std::pair<double, Slice>>;

/// Every grid of at most `cores` blocks: `outer` cuts groups and batch, `inner` M and N.
CostedGrids block_grids(const CubeProblem& problem, const TilingCost& cost, std::int64_t cores,
                        BlockCounts outer, BlockCounts inner);

/// At most `most` of them, the cheapest first; equal ones stay in order.
std::vector<Slice> cheapest(CostedGrids grids, std::size_t most);

}  // namespace ascend::models::cube
