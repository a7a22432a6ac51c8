// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/attention_tiling.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/lowering/cube/cube_problem.h"
#include "traces/error.h"

namespace ascend::models::cube {
namespace {

constexpr std::int64_t kRows = 128, kKeys = 512;

void check(const AttentionOp& op, const sim::SocSpec& soc) {
    const std::int64_t least = std::min(
        {op.batch, op.heads, op.kv_heads, op.q_length, op.kv_length, op.head_dim, op.value_dim});
    if (least <= 0 || op.heads % op.kv_heads != 0) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("attention of batch {}, heads {} over {}, lengths {} and {}, head "
                                "sizes {} and {}: expected extents of at least 1 and heads a "
                                "multiple of the key-value heads",
                                op.batch, op.heads, op.kv_heads, op.q_length, op.kv_length,
                                op.head_dim, op.value_dim));
    }
    require_cube_type("attention", op.type, soc);
}

class AttentionFit {
  public:
    AttentionFit(const AttentionOp& op, const sim::SocSpec& soc) : op_(op), soc_(soc) {}

    /// Fills n_l0 and k_l0; false when a buffer is too small for the tile.
    bool fit(AttentionTiling& t) const {
        const sim::CoreSpec& core = soc_.ai_core;
        const std::int64_t rows = round_up(t.row_tile, kFractal);
        const std::int64_t unit = c0_of(op_.type);
        const std::int64_t accumulators = core.l0c.count() / 2 / kAccumulatorBytes;
        const std::int64_t columns = accumulators / rows / kFractal * kFractal;
        if (columns < kFractal) return false;
        t.n_l0 = std::min({columns, t.kv_tile, std::int64_t{256}});
        const std::int64_t widest =
            std::max(t.n_l0, std::min(columns, round_up(op_.value_dim, kFractal)));
        const std::int64_t k_most =
            std::min(elements(core.l0a) / 2 / rows, elements(core.l0b) / 2 / widest);
        t.k_l0 = k_most / unit * unit;
        return t.k_l0 >= unit && l1_bytes(t) <= core.l1.count() && ub_bytes(t) <= ub();
    }

  private:
    std::int64_t elements(Bytes buffer) const { return buffer.count() * 8 / bits_of(op_.type); }
    std::int64_t bytes(std::int64_t count) const { return bytes_of(op_.type, count).count(); }

    std::int64_t ub() const {
        return soc_.split ? soc_.vector_core.ub.count() * vector_cores_per_ai_core(soc_)
                          : soc_.ai_core.ub.count();
    }
    /// Q, K, V and the weights twice.
    std::int64_t l1_bytes(const AttentionTiling& t) const {
        const std::int64_t d = round_up(op_.head_dim, kFractal);
        const std::int64_t v = round_up(op_.value_dim, kFractal);
        return bytes(2 * t.row_tile * d + 2 * t.kv_tile * (d + v + t.row_tile));
    }
    /// Scores of the steps ahead, made weights in place, the output and what is added to it. Scores
    /// that wait in GM pass through UB in parts.
    std::int64_t ub_bytes(const AttentionTiling& t) const {
        const bool in_gm = meets_in_gm(soc_);
        const std::int64_t output = t.row_tile * round_up(op_.value_dim, kFractal);
        const std::int64_t scores =
            t.row_tile * (in_gm ? std::min(t.kv_tile, kPartOfKeys) : t.kv_tile);
        return kAccumulatorBytes * (scores * (in_gm ? 2 : t.ahead * t.together) + 2 * output);
    }
    static constexpr std::int64_t kPartOfKeys = 128;

    const AttentionOp& op_;
    const sim::SocSpec& soc_;
};

/// The grid of blocks whose largest block has the fewest row tiles; fewer blocks when equal.
void choose_grid(AttentionTiling& t, std::int64_t cores) {
    const std::int64_t tiles = ceil_div(t.rows, t.row_tile);
    std::int64_t best = t.heads * tiles + 1;
    for (std::int64_t heads = 1; heads <= std::min(cores, t.heads); ++heads) {
        const std::int64_t rows = std::min(tiles, cores / heads);
        const std::int64_t largest = ceil_div(t.heads, heads) * ceil_div(tiles, rows);
        if (largest >= best) continue;
        best = largest;
        t.head_blocks = ceil_div(t.heads, ceil_div(t.heads, heads));
        t.row_blocks = ceil_div(tiles, ceil_div(tiles, rows));
    }
}

}  // namespace

bool meets_in_gm(const sim::SocSpec& soc) {
    return soc.split && soc.ai_core.l0c_to_ub.bytes_per_cycle <= 0;
}

AttentionTiling choose_attention_tiling(const AttentionOp& op, const sim::SocSpec& soc) {
    check(op, soc);
    AttentionTiling t;
    const std::int64_t sharing = op.heads / op.kv_heads;
    const bool stacked = sharing * op.q_length <= kRows;
    t.heads = op.batch * (stacked ? op.kv_heads : op.heads);
    t.rows = stacked ? sharing * op.q_length : op.q_length;
    // In UB there is room for two tiles of scores; in GM more of them wait.
    const std::int64_t steps_ahead = meets_in_gm(soc) ? 4 : 2;
    const AttentionFit buffers(op, soc);
    for (std::int64_t rows = kRows; rows >= kFractal; rows /= 2) {
        for (std::int64_t keys = kKeys; keys >= kFractal; keys /= 2) {
            t.row_tile = std::min(t.rows, rows);
            t.kv_tile = std::min(op.kv_length, keys);
            t.ahead = std::min(steps_ahead, ceil_div(op.kv_length, t.kv_tile));
            t.together = steps_ahead / t.ahead;
            if (!buffers.fit(t)) continue;
            choose_grid(t, soc.ai_core.count);
            return t;
        }
    }
    throw Error(ErrorCode::kUnsupported,
                fmt::format("attention with head sizes {} and {}: no tile fits the buffers of {}",
                            op.head_dim, op.value_dim, soc.name));
}

std::int64_t keys_per_row_tile(const AttentionOp& op, const AttentionTiling& t) {
    if (!op.causal) return op.kv_length;
    // Blocks take row tiles from both ends of the triangle, so that each sees the mean.
    const std::int64_t tiles = ceil_div(t.rows, t.row_tile);
    const std::int64_t before = std::max<std::int64_t>(0, op.kv_length - op.q_length);
    return std::min(op.kv_length,
                    before + ceil_div((op.kv_length - before) * (tiles + 1), 2 * tiles));
}

}  // namespace ascend::models::cube
