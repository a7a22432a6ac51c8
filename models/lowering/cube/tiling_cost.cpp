// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/tiling_cost.h"

#include <algorithm>
#include <limits>

#include "models/lowering/cube/result_store.h"

namespace ascend::models::cube {
namespace {

/// Pipes wait for each other now and then, so work off the longest pipe is not quite free; it also
/// decides between tilings that are equal otherwise.
constexpr double kOverlapLoss = 0.05;

/// Parts of a sum are cleared once and then added at 0.4 of the rate of a store. source: facts 2.3b
constexpr double kSplitStore = 3.5;

double bytes(const TileLoad& load) {
    return static_cast<double>(load.access.bytes.count());
}

/// Ragged tiles are smaller: the share of whole tiles that an extent really covers.
double covered(std::int64_t extent, std::int64_t tile) {
    return static_cast<double>(extent) /
           static_cast<double>(ceil_div(extent, tile) * std::min(tile, extent));
}

std::uint16_t first_touch(double compulsory, double moved) {
    return static_cast<std::uint16_t>(1024 * std::min(1.0, compulsory / moved));
}

double product_count(const Slice& s) {
    return static_cast<double>(s.groups * s.batch);
}

double tile_count(const Slice& s, const Residency& r) {
    return product_count(s) * static_cast<double>(r.m_tiles * r.n_tiles);
}

/// Rows that the cube computes: every part in L1 is padded to fractals.
std::int64_t padded_rows(const Slice& s, const Residency& r) {
    return s.m / r.m_l1 * round_up(r.m_l1, kFractal) + round_up(s.m % r.m_l1, kFractal);
}

}  // namespace

TilingCost::TilingCost(const CubeProblem& problem, const sim::SocSpec& soc)
    : p_(problem), soc_(soc), core_(soc.ai_core), path_(result_path(problem, soc)) {
    constexpr std::int64_t kSample = 128;
    const ResultStore store(problem, soc, 1);
    vector_per_element_ =
        static_cast<double>(store.vector_cycles(kSample, kSample).count()) / kSample / kSample;
    if (path_ == ResultPath::kUb && !core_.fixpipe) {
        vector_per_element_ += kAccumulatorBytes / core_.l0c_to_ub.bytes_per_cycle;
    }
    a_bytes_ = bytes(p_.a->load(p_.m, p_.k)) * static_cast<double>(p_.groups * p_.batch);
    b_bytes_ = bytes(p_.b->load(p_.k, p_.n)) * static_cast<double>(p_.groups);
}

double TilingCost::of_grid(const Slice& blocks) const {
    CubeTiling grid;
    grid.blocks = blocks;
    const Slice s = interior_slice(p_, grid);
    const double cube = product_count(s) * mmad(s.m, s.n, s.k);
    const double loads = product_count(s) * least_bytes(s) / core_.gm_to_l1.bytes_per_cycle;
    return std::max(cube, loads) + kOverlapLoss * (cube + loads) + launch(s);
}

double TilingCost::of(const CubeTiling& t, const Slice& s) {
    const Residency r(p_, t, s);
    const BufferUse use = buffer_use(p_, t, s, r, soc_);
    if (!use.fits(core_)) return std::numeric_limits<double>::infinity();
    const PipeWork w = work(t, s, r, use.depths);
    const double longest =
        std::max({w.cube + w.apart, w.mte1, w.mte2, w.result, w.vector, w.scalar});
    const double all = w.cube + w.mte1 + w.mte2 + w.result + w.vector + w.scalar;
    return longest + kOverlapLoss * all + w.fill + launch(s);
}

TilingCost::PipeWork TilingCost::work(const CubeTiling& t, const Slice& s, const Residency& r,
                                      const BufferDepths& depths) {
    PipeWork work;
    add_cube(work, t, s, r);
    add_loads(work, t, s, r, depths);
    add_stores(work, t, s, r, depths);
    return work;
}

void TilingCost::add_cube(PipeWork& work, const CubeTiling& t, const Slice& s,
                          const Residency& r) const {
    const std::int64_t rows = padded_rows(s, r), columns = round_up(s.n, kFractal);
    const std::int64_t k0 = std::min(t.k_l0, s.k);
    const double steps = tile_count(s, r) * static_cast<double>(ceil_div(s.k, k0));
    const auto operand_bytes = [&](std::int64_t extent) {
        return static_cast<double>(bytes_of(p_.data_type, extent * s.k).count());
    };
    // How often all of the slice's A, or B, moves from L1 to L0.
    const double a_moves =
        product_count(s) * static_cast<double>(r.a_in_l0a ? std::int64_t{1} : r.n_tiles);
    const std::int64_t b_loads_a_part = r.b_loads / r.n_parts;
    const double b_moves = r.b_in_l0b ? static_cast<double>(b_loads_a_part)
                                      : product_count(s) * static_cast<double>(r.m_tiles);
    // Within a tile, each MMAD waits for the one before it.
    const double waits = steps - tile_count(s, r);
    work.cube = product_count(s) * mmad(rows, columns, s.k) + steps * core_.cube.startup_cycles +
                waits * core_.cube.result_latency_cycles;
    work.mte1 = operand_bytes(rows) * a_moves / core_.l1_to_l0a.bytes_per_cycle +
                operand_bytes(columns) * b_moves / core_.l1_to_l0b.bytes_per_cycle +
                steps * (core_.l1_to_l0a.startup_cycles + core_.l1_to_l0b.startup_cycles);
    work.scalar = steps * core_.scalar_cycles_per_tile;
    work.fill += mmad(std::min(t.m_l0, r.m_l1), std::min(t.n_l0, r.n_l1), k0);
}

void TilingCost::add_loads(PipeWork& work, const CubeTiling& t, const Slice& s, const Residency& r,
                           const BufferDepths& depths) {
    const std::int64_t m = r.full_a ? r.m_l1 : std::min(t.m_l0, r.m_l1);
    const std::int64_t n = r.full_b ? r.n_l1 : std::min(t.n_l0, r.n_l1);
    const std::int64_t ka = std::min(t.k_al1, s.k), kb = std::min(t.k_bl1, s.k);
    const TileLoad a = p_.a->load(m, ka), b = p_.b->load(kb, n);
    const double a_loads = static_cast<double>(r.a_loads) * covered(s.m, m) * covered(s.k, ka);
    const double b_loads = static_cast<double>(r.b_loads) * covered(s.n, n) * covered(s.k, kb);
    sim::MemoryView& memory = view(s);
    const double blocks = block_count(s);
    const bool a_in_l2 = p_.a_is_fresh && a_bytes_ <= static_cast<double>(soc_.l2.capacity.count());
    memory.miss_per_1024[0] =
        a_in_l2 ? std::uint16_t{0} : first_touch(a_bytes_, a_loads * bytes(a) * blocks);
    memory.miss_per_1024[1] = first_touch(b_bytes_, b_loads * bytes(b) * blocks);
    const double a_time = transfer(memory, a), b_time = transfer(memory, b);
    work.mte2 += a_loads * a_time + b_loads * b_time;
    if (p_.bias) work.mte2 += static_cast<double>(s.groups) * core_.gm_to_l1.startup_cycles;
    if (depths.a_l1 == 1 && r.a_loads > 1) work.apart += a_loads * a_time;
    if (depths.b_l1 == 1 && r.b_loads > 1) work.apart += b_loads * b_time;
    work.fill += a_time + b_time;
}

void TilingCost::add_stores(PipeWork& work, const CubeTiling& t, const Slice& s, const Residency& r,
                            const BufferDepths& depths) {
    const std::int64_t m0 = std::min(t.m_l0, r.m_l1), n0 = std::min(t.n_l0, r.n_l1);
    const auto path = path_ == ResultPath::kUb ? sim::GmPath::kUbToGm : sim::GmPath::kL0cToGm;
    const std::uint8_t output = operand_index(p_, path_).output;
    const sim::GmAccess access = output_access(p_.output, output, path, m0, n0);
    const double once = transfer(view(s), {access, Cycles(0)});
    const double stores = tile_count(s, r) * covered(s.m, m0) * covered(s.n, n0) * once;
    if (p_.epilogue.residual) work.mte2 += stores;
    work.result = stores;
    if (path_ == ResultPath::kVectorCore) work.result *= 2;
    if (t.blocks.k > 1) work.result *= kSplitStore;
    work.vector = vector_per_element_ * product_count(s) *
                  static_cast<double>(padded_rows(s, r) * round_up(s.n, kFractal));
    if (depths.c_l0 == 1) work.apart += work.result;
    work.fill += once + vector_per_element_ * static_cast<double>(m0 * n0);
}

/// Bytes of A and B for one product: one operand stays in L1, whole or by halves of L1, and the
/// other passes for each part; or both stream past L0 tiles of 128 x 256.
double TilingCost::least_bytes(const Slice& s) const {
    const double a = bytes(p_.a->load(s.m, s.k)), b = bytes(p_.b->load(s.k, s.n));
    const auto l1 = static_cast<double>(core_.l1.count());
    const auto passes = [&](double kept) { return kept < 0.95 * l1 ? 1 : 2 * kept / l1; };
    const double keeping = std::min(a + b * passes(a), b + a * passes(b));
    if (s.k <= p_.k_unit) return keeping;
    const auto tiles = [](std::int64_t extent, double tile) {
        return std::max(1.0, static_cast<double>(extent) / tile);
    };
    return std::min(keeping, a * tiles(s.n, 256) + b * tiles(s.m, 128));
}

double TilingCost::mmad(std::int64_t m, std::int64_t n, std::int64_t k) const {
    return static_cast<double>(
        sim::mmad_cycles(core_.cube, p_.data_type, p_.hf32, m, n, k).count());
}

double TilingCost::block_count(const Slice& s) const {
    return static_cast<double>(ceil_div(p_.groups, s.groups) * ceil_div(p_.batch, s.batch) *
                               ceil_div(p_.m, s.m) * ceil_div(p_.n, s.n) * ceil_div(p_.k, s.k));
}

double TilingCost::launch(const Slice& s) const {
    const double blocks = block_count(s);
    const sim::SchedulerSpec& scheduler = soc_.scheduler;
    const double us = scheduler.kernel_launch_us + scheduler.kernel_launch_us_per_block * blocks;
    const double most = scheduler.kernel_launch_us_max;
    return (most > 0 ? std::min(us, most) : us) * core_.frequency_mhz +
           core_.first_load_cycles_per_block * blocks;
}

double TilingCost::transfer(const sim::MemoryView& memory, const TileLoad& load) const {
    const Cycles moving = sim::gm_transfer_cycles(core_, memory, load.access).occupancy;
    return static_cast<double>(std::max(moving, load.cycles).count());
}

sim::MemoryView& TilingCost::view(const Slice& s) {
    const auto active = std::min(core_.count, static_cast<std::int64_t>(block_count(s)));
    for (auto& [count, view] : views_) {
        if (count == active) return view;
    }
    views_.emplace_back(active, sim::memory_view(soc_, core_, active));
    return views_.back().second;
}

}  // namespace ascend::models::cube
