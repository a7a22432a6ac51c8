// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "models/lowering/operator.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::cube {

/// How flash attention is cut. A unit is one key-value head of one batch with a tile of query rows;
/// query heads that share a key-value head and have few rows are stacked into one tile.
struct AttentionTiling {
    std::int64_t heads = 0;  ///< independent attentions
    std::int64_t rows = 0;   ///< query rows of each
    std::int64_t head_blocks = 1, row_blocks = 1;
    std::int64_t row_tile = 0;  ///< query rows of a tile
    std::int64_t kv_tile = 0;   ///< keys and values of a step
    std::int64_t n_l0 = 0, k_l0 = 0;
    std::int64_t ahead = 1;     ///< score tiles computed before the first softmax waits
    std::int64_t together = 1;  ///< row tiles of few keys that are worked on side by side
};

/// Cube and vector cores hand each other their tiles through GM: on a split chip without a path
/// from L0C to UB.
bool meets_in_gm(const sim::SocSpec& soc);

/// Row tiles of 128 and steps of 512, halved until they fit the buffers of `soc`. source: facts 4.4
/// Throws Error{kInvalidArgument} for an extent <= 0, Error{kUnsupported} for a type that the cube
/// does not multiply or heads that no buffer holds.
AttentionTiling choose_attention_tiling(const AttentionOp& op, const sim::SocSpec& soc);

/// Keys that a query row sees on average: all, or those before it.
std::int64_t keys_per_row_tile(const AttentionOp& op, const AttentionTiling& tiling);

}  // namespace ascend::models::cube
