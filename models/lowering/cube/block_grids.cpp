// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/block_grids.h"

#include <algorithm>

namespace ascend::models::cube {

std::vector<std::int64_t> divisors(std::int64_t units, std::int64_t most) {
    std::vector<std::int64_t> found;
    for (std::int64_t d = 1; d <= std::min(units, most); ++d) {
        if (units % d == 0) found.push_back(d);
    }
    return found;
}

std::vector<std::int64_t> block_counts(std::int64_t units, std::int64_t most) {
    std::vector<std::int64_t> counts;
    for (std::int64_t blocks = 1; blocks <= std::min(units, most); ++blocks) {
        if (blocks == 1 || ceil_div(units, blocks) < ceil_div(units, blocks - 1)) {
            counts.push_back(blocks);
        }
    }
    return counts;
}

CostedGrids block_grids(const CubeProblem& problem, const TilingCost& cost, std::int64_t cores,
                        BlockCounts outer, BlockCounts inner) {
    CostedGrids grids;
    for (const std::int64_t groups : outer(problem.groups, cores)) {
        for (const std::int64_t batch : outer(problem.batch, cores / groups)) {
            const std::int64_t left = cores / groups / batch;
            for (const std::int64_t m : inner(ceil_div(problem.m, problem.m_unit), left)) {
                for (const std::int64_t n : inner(ceil_div(problem.n, problem.n_unit), left / m)) {
                    const Slice grid{groups, batch, m, n, 1};
                    grids.emplace_back(cost.of_grid(grid), grid);
                }
            }
        }
    }
    return grids;
}

std::vector<Slice> cheapest(CostedGrids grids, std::size_t most) {
    std::stable_sort(grids.begin(), grids.end(),
                     [](const auto& x, const auto& y) { return x.first < y.first; });
    std::vector<Slice> best;
    for (const auto& [cost, grid] : grids) {
        if (best.size() == most) break;
        best.push_back(grid);
    }
    return best;
}

}  // namespace ascend::models::cube
