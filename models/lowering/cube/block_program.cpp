// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/block_program.h"

#include <algorithm>
#include <span>
#include <vector>

#include "models/lowering/cube/program_builder.h"
#include "models/lowering/cube/result_store.h"
#include "models/lowering/cube/widening.h"
#include "sim/kernel/cycles.h"

namespace ascend::models::cube {
namespace {

using sim::BufferMask;
using sim::Pipe;

/// Writes the program of a block with a given slice, from the outer loops in.
class BlockWriter {
  public:
    BlockWriter(const CubeProblem& problem, const CubeTiling& tiling, const sim::SocSpec& soc)
        : p_(problem),
          t_(tiling),
          soc_(soc),
          core_(soc.ai_core),
          store_(problem, soc, tiling.blocks.k) {
        operands_ = operand_index(problem, store_.path());
        wide_b_ = static_cast<std::uint8_t>(operands_of(problem, store_.path()).size());
    }

    sim::BlockProgram write(const Slice& slice) {
        slice_ = slice;
        const Residency residency(p_, t_, slice);
        full_a_ = residency.full_a;
        full_b_ = residency.full_b;
        b_in_l0b_ = residency.b_in_l0b;
        a_in_l0a_ = residency.a_in_l0a;
        n_outside_ = residency.n_outside;
        Body body;
        if (t_.blocks.k > 1) clear(body);
        add_loop(body, slice.groups, p_.bias ? with_bias(group()) : group());
        return {std::move(body)};
    }

  private:
    void clear(Body& body) const {
        Body one;
        store_.clear(one, slice_.m, slice_.n);
        add_loop(body, slice_.groups * slice_.batch, std::move(one));
    }

    /// The bias of all columns of the block is loaded once and stays.
    Body with_bias(Body group) const {
        Body body;
        acquire(body, bit(kBias));
        add(body, {.pipe = Pipe::kMte2,
                   .writes = bit(kBias),
                   .access = sim::GmAccess{operands_.bias, sim::GmPath::kGmToL1, false,
                                           bias_bytes(p_, slice_.n), 1}});
        add_loop(body, 1, std::move(group));
        release(body, bit(kBias));
        return body;
    }

    Body group() const {
        Body body;
        const std::int64_t m_part = full_a_ ? t_.m_l1 : slice_.m;
        const std::int64_t n_part = full_b_ ? t_.n_l1 : slice_.n;
        if (n_outside_) {
            for_tiles(body, slice_.n, n_part, [&](std::int64_t n) {
                return keeping_b(n, [&](Body& inside) {
                    Body image;
                    for_tiles(image, slice_.m, m_part, [&](std::int64_t m) {
                        return keeping_a(m, [&](Body& tiles) { products(tiles, m, n); });
                    });
                    add_loop(inside, slice_.batch, std::move(image));
                });
            });
            return body;
        }
        Body image;
        for_tiles(image, slice_.m, m_part, [&](std::int64_t m) {
            return keeping_a(m, [&](Body& inside) {
                for_tiles(inside, slice_.n, n_part, [&](std::int64_t n) {
                    return keeping_b(n, [&](Body& tiles) { products(tiles, m, n); });
                });
            });
        });
        add_loop(body, slice_.batch, std::move(image));
        return body;
    }

    void load_b(Body& body, std::int64_t k, std::int64_t n) const {
        if (!p_.narrow_b) return load(body, *p_.b, k, n, bit(kBl1));
        if (widens_into_l1(soc_)) return widen_tile(body, p_, soc_, wide_b_, bit(kBl1), k, n);
        acquire(body, bit(kWork));
        widen_tile(body, p_, soc_, wide_b_, bit(kWork), k, n);
        TileLoad tile = p_.b->load(k, n);
        tile.access.operand = wide_b_;
        add(body, {.pipe = Pipe::kMte2,
                   .cycles = tile.cycles,
                   .reads = bit(kWork),
                   .writes = bit(kBl1),
                   .access = tile.access});
        release(body, bit(kWork));
    }

    void load(Body& body, const TileSource& source, std::int64_t rows, std::int64_t columns,
              BufferMask buffer) const {
        const TileLoad tile = source.load(rows, columns);
        add(body,
            {.pipe = Pipe::kMte2, .cycles = tile.cycles, .writes = buffer, .access = tile.access});
    }

    template <class Inside>
    Body keeping_a(std::int64_t m, Inside inside) const {
        Body body;
        if (!full_a_) return inside(body), body;
        acquire(body, bit(kAl1));
        load(body, *p_.a, m, slice_.k, bit(kAl1));
        if (a_in_l0a_) {
            acquire(body, bit(kL0a));
            add(body, move_to_l0a(m, slice_.k));
        }
        inside(body);
        if (a_in_l0a_) release(body, bit(kL0a));
        release(body, bit(kAl1));
        return body;
    }

    template <class Inside>
    Body keeping_b(std::int64_t n, Inside inside) const {
        Body body;
        if (!full_b_) return inside(body), body;
        acquire(body, bit(kBl1));
        load_b(body, slice_.k, n);
        if (b_in_l0b_) {
            acquire(body, bit(kL0b));
            add(body, move_to_l0b(slice_.k, n));
        }
        inside(body);
        if (b_in_l0b_) release(body, bit(kL0b));
        release(body, bit(kBl1));
        return body;
    }

    /// All C tiles of a part [m, n] of the slice.
    void products(Body& body, std::int64_t m_part, std::int64_t n_part) const {
        for_tiles(body, m_part, t_.m_l0, [&](std::int64_t m) {
            Body row;
            for_tiles(row, n_part, t_.n_l0, [&](std::int64_t n) { return c_tile(m, n); });
            return row;
        });
    }

    Body c_tile(std::int64_t m, std::int64_t n) const {
        Body body;
        acquire(body, bit(kL0c));
        k_parts(body, m, n);
        store_.store(body, m, n);
        release(body, bit(kL0c));
        return body;
    }

    /// An operand that passes through L1 in chunks of K.
    struct Stream {
        Buffer buffer;
        std::int64_t chunk;
    };

    void k_parts(Body& body, std::int64_t m, std::int64_t n) const {
        std::vector<Stream> streams;
        if (!full_a_) streams.push_back({kAl1, t_.k_al1});
        if (!full_b_) streams.push_back({kBl1, t_.k_bl1});
        // The longer chunk outside: it serves several of the shorter ones.
        std::stable_sort(streams.begin(), streams.end(),
                         [](const Stream& x, const Stream& y) { return x.chunk > y.chunk; });
        stream(body, streams, m, n, slice_.k);
    }

    void stream(Body& body, std::span<const Stream> streams, std::int64_t m, std::int64_t n,
                std::int64_t k_part) const {
        if (streams.empty()) return k_steps(body, m, n, k_part);
        const Stream& first = streams.front();
        for_tiles(body, k_part, first.chunk, [&](std::int64_t k) {
            Body chunk;
            acquire(chunk, bit(first.buffer));
            if (first.buffer == kAl1) {
                load(chunk, *p_.a, m, k, bit(kAl1));
            } else {
                load_b(chunk, k, n);
            }
            stream(chunk, streams.subspan(1), m, n, k);
            release(chunk, bit(first.buffer));
            return chunk;
        });
    }

    TileStep move_to_l0b(std::int64_t k, std::int64_t n) const {
        const Bytes bytes =
            bytes_of(p_.data_type, round_up(k, c0_of(p_.data_type)) * round_up(n, kFractal));
        return {.pipe = Pipe::kMte1,
                .cycles = sim::path_cycles(core_.l1_to_l0b, bytes),
                .reads = bit(kBl1),
                .writes = bit(kL0b)};
    }

    TileStep move_to_l0a(std::int64_t m, std::int64_t k) const {
        const Bytes bytes =
            bytes_of(p_.data_type, round_up(m, kFractal) * round_up(k, c0_of(p_.data_type)));
        return {.pipe = Pipe::kMte1,
                .cycles = sim::path_cycles(core_.l1_to_l0a, bytes),
                .reads = bit(kAl1),
                .writes = bit(kL0a)};
    }

    void k_steps(Body& body, std::int64_t m, std::int64_t n, std::int64_t k_part) const {
        const auto own =
            static_cast<BufferMask>((a_in_l0a_ ? 0 : bit(kL0a)) | (b_in_l0b_ ? 0 : bit(kL0b)));
        // Reading L0C is what makes an MMAD wait for the one before it.
        const auto reads =
            static_cast<BufferMask>(bit(kL0a) | bit(kL0b) | bit(kL0c) | (p_.bias ? bit(kBias) : 0));
        for_tiles(body, k_part, t_.k_l0, [&](std::int64_t k) {
            Body step;
            acquire(step, own);
            add(step, {.pipe = Pipe::kScalar,
                       .cycles = issue_cycles(),
                       .writes = static_cast<BufferMask>(own & -own)});
            if (!a_in_l0a_) add(step, move_to_l0a(m, k));
            if (!b_in_l0b_) add(step, move_to_l0b(k, n));
            add(step, {.pipe = Pipe::kCube,
                       .cycles = sim::mmad_cycles(core_.cube, p_.data_type, p_.hf32, m, n, k),
                       .reads = reads,
                       .writes = bit(kL0c),
                       .latency = result_latency()});
            release(step, own);
            return step;
        });
    }

    Cycles result_latency() const {
        return Cycles(static_cast<std::int64_t>(core_.cube.result_latency_cycles));
    }

    Cycles issue_cycles() const {
        return Cycles(static_cast<std::int64_t>(core_.scalar_cycles_per_tile));
    }

    const CubeProblem& p_;
    const CubeTiling& t_;
    const sim::SocSpec& soc_;
    const sim::CoreSpec& core_;
    ResultStore store_;
    OperandIndex operands_;
    std::uint8_t wide_b_ = 0;  ///< workspace behind all other operands
    Slice slice_;
    bool full_a_ = false, full_b_ = false, b_in_l0b_ = false, a_in_l0a_ = false, n_outside_ = false;
};

void add_groups(sim::KernelPlan& plan, const CubeProblem& p, const Slice& interior,
                BlockWriter& writer) {
    for (const auto& [groups, group_blocks] : cut(p.groups, interior.groups)) {
        for (const auto& [batch, batch_blocks] : cut(p.batch, interior.batch)) {
            for (const auto& [m, m_blocks] : cut(p.m, interior.m)) {
                for (const auto& [n, n_blocks] : cut(p.n, interior.n)) {
                    for (const auto& [k, k_blocks] : cut(p.k, interior.k)) {
                        const auto blocks =
                            group_blocks * batch_blocks * m_blocks * n_blocks * k_blocks;
                        plan.groups.push_back({static_cast<std::uint32_t>(plan.programs.size()),
                                               static_cast<std::uint32_t>(blocks)});
                        plan.programs.push_back(writer.write({groups, batch, m, n, k}));
                    }
                }
            }
        }
    }
}

std::int64_t interior_blocks(const CubeProblem& p, const Slice& interior) {
    return ceil_div(p.groups, interior.groups) * ceil_div(p.batch, interior.batch) *
           ceil_div(p.m, interior.m) * ceil_div(p.n, interior.n) * ceil_div(p.k, interior.k);
}

}  // namespace

sim::KernelPlan build_plan(const CubeProblem& problem, const CubeTiling& tiling,
                           const sim::SocSpec& soc) {
    check(problem, soc);
    const Slice interior = interior_slice(problem, tiling);
    const BufferUse use =
        buffer_use(problem, tiling, interior, Residency(problem, tiling, interior), soc);
    require_fit(problem, use, soc);
    const ResultPath path = result_path(problem, soc);
    sim::KernelPlan plan;
    plan.type = problem.type;
    const bool mix = path == ResultPath::kVectorCore || (problem.narrow_b && soc.split);
    plan.core_type = mix ? sim::CoreType::kMix : sim::CoreType::kAiCore;
    plan.buffer_depths.assign(kBufferCount, 2);
    plan.buffer_depths[kAl1] = use.depths.a_l1;
    plan.buffer_depths[kBl1] = use.depths.b_l1;
    plan.buffer_depths[kL0a] = use.depths.a_l0;
    plan.buffer_depths[kL0b] = use.depths.b_l0;
    plan.buffer_depths[kL0c] = use.depths.c_l0;
    plan.operands = operands_of(problem, path);
    if (problem.narrow_b && !widens_into_l1(soc)) {
        const Bytes tile = bytes_of(problem.data_type, tiling.k_bl1 * tiling.n_l1);
        plan.operands.push_back(
            {sim::OperandRole::kWorkspace, 1, tile * 2 * interior_blocks(problem, interior)});
    }
    plan.flops = problem.flops;
    BlockWriter writer(problem, tiling, soc);
    add_groups(plan, problem, interior, writer);
    return plan;
}

}  // namespace ascend::models::cube
