// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/tiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <vector>

#include "models/lowering/cube/block_grids.h"
#include "models/lowering/cube/tiling_cost.h"
#include "traces/error.h"

namespace ascend::models::cube {
namespace {

class Tiler {
  public:
    Tiler(const CubeProblem& problem, const sim::SocSpec& soc, const TilingFreedom& freedom,
          std::size_t count)
        : p_(problem),
          core_(soc.ai_core),
          freedom_(freedom),
          count_(count),
          grids_tried_(count == 1 ? kGridsTried : 2 * kGridsTried),
          cost_(problem, soc) {}

    /// Best first.
    std::vector<CubeTiling> best() {
        for (const Slice& blocks : grids()) try_grid(blocks);
        std::vector<CubeTiling> tilings;
        for (const auto& [cost, tiling] : best_) tilings.push_back(tiling);
        return tilings;
    }

  private:
    static constexpr std::size_t kGridsTried = 6;

    /// The most promising block grids, best first.
    std::vector<Slice> grids() const {
        return cheapest(block_grids(p_, cost_, core_.count, block_counts, block_counts),
                        grids_tried_);
    }

    std::int64_t c0() const { return c0_of(p_.data_type); }

    /// Tiles of at most `most`, multiples of `unit`, as equal as can be.
    static std::int64_t even(std::int64_t extent, std::int64_t most, std::int64_t unit) {
        most = std::min(round_up(extent, unit), std::max(unit, most / unit * unit));
        return round_up(ceil_div(extent, ceil_div(extent, most)), unit);
    }

    void try_grid(const Slice& blocks) {
        CubeTiling t;
        t.blocks = blocks;
        const Slice s = interior_slice(p_, t);
        // Base tiles of L0 in fp16. source: facts 4.1
        static constexpr std::array<std::array<std::int64_t, 2>, 10> kBaseTiles = {{{128, 256},
                                                                                    {256, 128},
                                                                                    {256, 256},
                                                                                    {128, 128},
                                                                                    {64, 512},
                                                                                    {512, 64},
                                                                                    {64, 256},
                                                                                    {256, 64},
                                                                                    {64, 64},
                                                                                    {32, 512}}};
        seen_.clear();
        for (const auto& [m, n] : kBaseTiles) {
            for (const std::int64_t part : m_parts(s, m)) try_l0(t, s, part, m, n);
        }
    }

    /// Lengths of A's parts in L1 for an L0 tile of `m` rows; 0: the tile itself.
    std::vector<std::int64_t> m_parts(const Slice& s, std::int64_t m) const {
        if (freedom_.a_parts_of_slice) return {0};
        std::vector<std::int64_t> parts;
        for (const std::int64_t tiles : {1, 2, 4}) {
            const std::int64_t part =
                std::min(s.m, std::max<std::int64_t>(1, tiles * m / p_.m_unit) * p_.m_unit);
            if (parts.empty() || part != parts.back()) parts.push_back(part);
        }
        return parts;
    }

    void try_l0(CubeTiling t, const Slice& s, std::int64_t part, std::int64_t m, std::int64_t n) {
        const std::int64_t unit = std::max(kFractal, p_.n_unit);
        t.m_l0 = even(part > 0 ? part : s.m, m, kFractal);
        t.n_l0 = even(s.n, n, unit);
        const auto element = static_cast<std::int64_t>(bits_of(p_.data_type));
        const std::int64_t k_most = std::min(core_.l0a.count() * 8 / (2 * element * t.m_l0),
                                             core_.l0b.count() * 8 / (2 * element * t.n_l0));
        if (k_most < c0() || t.m_l0 * t.n_l0 * 4 > core_.l0c.count()) return;
        t.k_l0 = even(s.k, k_most, c0());
        const std::array<std::int64_t, 3> key = {part, t.m_l0, t.n_l0};
        if (std::find(seen_.begin(), seen_.end(), key) != seen_.end()) return;
        seen_.push_back(key);
        try_l1(t, s, part > 0 ? part : t.m_l0);
    }

    void try_l1(CubeTiling t, const Slice& s, std::int64_t m_part) {
        for (const std::int64_t m_l1 : {m_part, s.m}) {
            t.m_l1 = m_l1;
            t.k_al1 = s.k;
            for (const std::int64_t n_l1 : {t.n_l0, s.n}) {
                t.n_l1 = n_l1;
                t.k_bl1 = s.k;
                consider(t, s);
                if (n_l1 == s.n) break;
            }
            t.n_l1 = t.n_l0;
            try_chunks(t, s, false, true);
            if (m_l1 == s.m) break;
        }
        t.m_l1 = t.m_l0;
        t.k_bl1 = s.k;
        for (const std::int64_t n_l1 : {t.n_l0, s.n}) {
            t.n_l1 = n_l1;
            try_chunks(t, s, true, false);
            if (n_l1 == s.n) break;
        }
        t.n_l1 = t.n_l0;
        try_chunks(t, s, true, true);
    }

    /// Chunks of K for A, B or both: as long as L1 allows, and four L0 steps.
    void try_chunks(CubeTiling t, const Slice& s, bool a, bool b) {
        const std::int64_t steps = ceil_div(s.k, t.k_l0);
        if (steps < 2) return;
        for (const std::int64_t depth : {longest_chunk(t, s, a, b), std::int64_t{4}}) {
            if (depth < 1 || depth >= steps) continue;
            const std::int64_t k = depth * t.k_l0;
            if (a) t.k_al1 = std::min(s.k, round_up(k, p_.k_unit));
            if (b) t.k_bl1 = k;
            consider(t, s);
            if (a && b && t.k_al1 != k) {
                t.k_bl1 = t.k_al1;
                consider(t, s);
            }
        }
    }

    std::int64_t longest_chunk(const CubeTiling& t, const Slice& s, bool a, bool b) const {
        const auto bytes = [&](std::int64_t m, std::int64_t n) {
            return bytes_of(p_.data_type, m * n).count();
        };
        std::int64_t kept = 0;
        if (!a) kept += p_.a->l1_bytes(t.m_l1, s.k).count() * (t.m_l1 < s.m ? 2 : 1);
        if (!b) kept += p_.b->l1_bytes(s.k, t.n_l1).count() * (t.n_l1 < s.n ? 2 : 1);
        const std::int64_t step = 2 * bytes(t.k_l0, (a ? t.m_l0 : 0) + (b ? t.n_l0 : 0));
        return (core_.l1.count() - kept) / step;
    }

    void consider(const CubeTiling& t, const Slice& s) {
        const double cost = cost_.of(t, s);
        const double worst =
            best_.size() < count_ ? std::numeric_limits<double>::infinity() : best_.back().first;
        if (!(cost < worst)) return;
        const auto place =
            std::upper_bound(best_.begin(), best_.end(), cost,
                             [](double value, const auto& other) { return value < other.first; });
        best_.insert(place, {cost, t});
        if (best_.size() > count_) best_.pop_back();
    }

    const CubeProblem& p_;
    const sim::CoreSpec& core_;
    TilingFreedom freedom_;
    std::size_t count_, grids_tried_;
    TilingCost cost_;
    std::vector<std::array<std::int64_t, 3>> seen_;
    std::vector<std::pair<double, CubeTiling>> best_;
};

}  // namespace

CubeTiling choose_cube_tiling(const CubeProblem& problem, const sim::SocSpec& soc,
                              const TilingFreedom& freedom) {
    return promising_cube_tilings(problem, soc, freedom, 1).front();
}

std::vector<CubeTiling> promising_cube_tilings(const CubeProblem& problem, const sim::SocSpec& soc,
                                               const TilingFreedom& freedom, std::size_t count) {
    check(problem, soc);
    std::vector<CubeTiling> best = Tiler(problem, soc, freedom, count).best();
    if (!best.empty()) return best;
    throw Error(ErrorCode::kUnsupported,
                fmt::format("{} of m {}, n {}, k {}: no tiling fits the buffers of {}",
                            problem.type, problem.m, problem.n, problem.k, soc.name));
}

}  // namespace ascend::models::cube
