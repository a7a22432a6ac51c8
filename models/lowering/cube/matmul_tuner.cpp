// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/matmul_tuner.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "models/lowering/cube/block_grids.h"
#include "models/lowering/cube/tiling_cost.h"
#include "traces/error.h"

namespace ascend::models::cube {
namespace {

/// Tiles of an axis of `units` fractals: its divisors; where they are tiny or all of it, and cuts
/// need not be equal, tiles of usual size as well.
std::vector<std::int64_t> tile_extents(std::int64_t units, Cuts cuts) {
    constexpr std::int64_t kMostFractals = 64;  // a tile of one by 64 fills half of L0C
    std::vector<std::int64_t> extents = divisors(units, kMostFractals);
    constexpr std::int64_t kUsual = 16, kTiny = 4;
    if (cuts == Cuts::kEqual || extents.back() * kTiny >= std::min(units, kUsual)) return extents;
    for (std::int64_t usual = kUsual; usual >= kTiny; usual /= 2) {
        extents.push_back(ceil_div(units, ceil_div(units, usual)));
    }
    return extents;
}

/// Equal tilings of one block's slice, drawn evenly.
class TilingDraw {
  public:
    TilingDraw(const CubeProblem& problem, const sim::CoreSpec& core, Cuts cuts,
               const CubeTiling& grid)
        : p_(problem),
          core_(core),
          grid_(grid),
          slice_(interior_slice(problem, grid)),
          m_(tile_extents(ceil_div(slice_.m, kFractal), cuts)),
          n_(tile_extents(ceil_div(slice_.n, n_unit()), cuts)),
          k_(divisors(ceil_div(slice_.k, c0()), ceil_div(slice_.k, c0()))) {}

    const Slice& slice() const { return slice_; }

    /// Tiles of one fractal: they always fit.
    CubeTiling smallest() const { return tiling(kFractal, n_unit(), c0(), c0(), c0()); }

    /// Nothing when what was drawn does not fit the buffers with both slots of L0.
    std::optional<CubeTiling> next() {
        const std::int64_t m = kFractal * pick(m_), n = n_unit() * pick(n_);
        const std::int64_t k = c0() * pick(k_), k_a = c0() * pick(k_), k_b = c0() * pick(k_);
        const bool keep_a = pick_flag(), keep_b = pick_flag();
        if (m * n * kAccumulatorBytes > core_.l0c.count() || 2 * bytes(m * k) > core_.l0a.count() ||
            2 * bytes(k * n) > core_.l0b.count()) {
            return std::nullopt;
        }
        const bool chunks = k_a % k == 0 && k_b % k == 0 && (k_a % k_b == 0 || k_b % k_a == 0);
        if (!chunks || bytes(m * k_a + n * k_b) > core_.l1.count()) return std::nullopt;
        CubeTiling t = tiling(m, n, k, k_a, k_b);
        if (keep_a && t.k_al1 == slice_.k) t.m_l1 = slice_.m;
        if (keep_b && t.k_bl1 == slice_.k) t.n_l1 = slice_.n;
        return t;
    }

  private:
    std::int64_t c0() const { return c0_of(p_.data_type); }
    std::int64_t n_unit() const { return std::max(kFractal, p_.n_unit); }
    std::int64_t bytes(std::int64_t elements) const {
        return bytes_of(p_.data_type, elements).count();
    }
    std::int64_t pick(const std::vector<std::int64_t>& from) {
        return from[random_() % from.size()];
    }
    bool pick_flag() { return random_() % 2 != 0; }

    CubeTiling tiling(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t k_a,
                      std::int64_t k_b) const {
        CubeTiling t = grid_;
        t.m_l0 = t.m_l1 = m;
        t.n_l0 = t.n_l1 = n;
        t.k_l0 = k;
        t.k_al1 = std::min(k_a, slice_.k);
        t.k_bl1 = std::min(k_b, slice_.k);
        return t;
    }

    const CubeProblem& p_;
    const sim::CoreSpec& core_;
    CubeTiling grid_;
    Slice slice_;
    std::vector<std::int64_t> m_, n_, k_;
    std::mt19937_64 random_;  // the standard fixes its sequence
};

class Tuner {
  public:
    Tuner(const CubeProblem& problem, const sim::SocSpec& soc, Cuts cuts)
        : p_(problem), core_(soc.ai_core), cuts_(cuts), cost_(problem, soc) {}

    std::optional<CubeTiling> best() {
        std::optional<CubeTiling> best;
        double least = std::numeric_limits<double>::infinity();
        for (const Slice& blocks : grids()) {
            CubeTiling grid;
            grid.blocks = blocks;
            const auto [cost, tiling] = tune(grid);
            if (!(cost < least)) continue;
            least = cost;
            best = tiling;
        }
        return best;
    }

  private:
    using Candidate = std::pair<double, CubeTiling>;

    static constexpr std::size_t kGridsTried = 6;
    static constexpr int kDraws = 3000;
    static constexpr std::size_t kCandidates = 300;
    /// What the tuner ends up with: one candidate of so many is better. Fitted; with such tilings
    /// kernels take 0.93 (ND) and 0.88 (NZ) of their measured time. source: matmul_910b2
    static constexpr std::size_t kBetterThanOne = 100;
    /// Blocks of no more rows and no less K take the untuned tiling.
    static constexpr std::int64_t kFewRows = 32, kLongK = 256, kChunkOfK = 128;

    /// The most promising grids, best first.
    std::vector<Slice> grids() const {
        CostedGrids found = block_grids(p_, cost_, core_.count, divisors, divisors);
        if (cuts_ == Cuts::kEqualIfPossible) {
            CostedGrids any = block_grids(p_, cost_, core_.count, divisors, block_counts);
            if (2 * most_blocks(found) < most_blocks(any)) found = std::move(any);
        }
        return cheapest(std::move(found), kGridsTried);
    }

    static std::int64_t most_blocks(const CostedGrids& grids) {
        std::int64_t most = 0;
        for (const auto& [cost, grid] : grids) most = std::max(most, grid.product());
        return most;
    }

    Candidate tune(const CubeTiling& grid) {
        TilingDraw draw(p_, core_, cuts_, grid);
        const Slice& slice = draw.slice();
        if (const auto untuned = untuned_tiling(grid, slice)) {
            return {cost_.of(*untuned, slice), *untuned};
        }
        std::vector<Candidate> found;
        consider(found, draw.smallest(), slice);
        for (int i = 0; i < kDraws && found.size() < kCandidates; ++i) {
            if (const auto tiling = draw.next()) consider(found, *tiling, slice);
        }
        if (found.empty()) return {std::numeric_limits<double>::infinity(), grid};
        const auto kept =
            found.begin() + static_cast<std::ptrdiff_t>(found.size() / kBetterThanOne);
        std::nth_element(found.begin(), kept, found.end(),
                         [](const auto& x, const auto& y) { return x.first < y.first; });
        return *kept;
    }

    void consider(std::vector<Candidate>& found, const CubeTiling& t, const Slice& slice) {
        const double cost = cost_.of(t, slice);
        if (cost < std::numeric_limits<double>::infinity()) found.emplace_back(cost, t);
    }

    std::optional<CubeTiling> untuned_tiling(CubeTiling t, const Slice& s) {
        const std::int64_t b = bytes_of(p_.data_type, s.n * s.k).count();
        const bool small = s.groups * s.batch == 1 && s.m <= kFewRows && b <= core_.l0b.count();
        if (!small || s.k < kLongK) return std::nullopt;
        const std::int64_t c0 = c0_of(p_.data_type);
        t.m_l0 = t.m_l1 = kFractal;
        t.n_l0 = t.n_l1 = s.n;
        t.k_l0 = t.k_al1 = c0 * divisors(ceil_div(s.k, c0), kChunkOfK / c0).back();
        t.k_bl1 = s.k;
        t.double_al1 = t.double_bl1 = t.double_bl0 = false;
        t.b_stays_in_l0b = true;
        if (cost_.of(t, s) < std::numeric_limits<double>::infinity()) return t;
        return std::nullopt;
    }

    const CubeProblem& p_;
    const sim::CoreSpec& core_;
    Cuts cuts_;
    TilingCost cost_;
};

}  // namespace

CubeTiling tuned_tiling(const CubeProblem& problem, const sim::SocSpec& soc, Cuts cuts) {
    check(problem, soc);
    if (const auto best = Tuner(problem, soc, cuts).best()) return *best;
    throw Error(ErrorCode::kUnsupported,
                fmt::format("{} of m {}, n {}, k {}: no tiling fits the buffers of {}",
                            problem.type, problem.m, problem.n, problem.k, soc.name));
}

}  // namespace ascend::models::cube
