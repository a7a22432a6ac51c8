// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "models/lowering/cube/cube_problem.h"
#include "sim/soc/soc_spec.h"

/// How a product is cut: blocks over cores, parts of a block's slice in L1, tiles in L0.
namespace ascend::models::cube {

/// Extents of one block's part of the problem, or how many blocks divide each axis.
struct Slice {
    std::int64_t groups = 1, batch = 1, m = 1, n = 1, k = 1;
    std::int64_t product() const { return groups * batch * m * n * k; }
    bool operator==(const Slice&) const = default;
};

/// An operand whose K part in L1 covers the block's whole K is kept there for all tiles of the
/// other operand; otherwise it streams through in chunks of K, again for each tile.
struct CubeTiling {
    Slice blocks;                      ///< cores along each axis
    std::int64_t m_l1 = 0, k_al1 = 0;  ///< A in L1
    std::int64_t n_l1 = 0, k_bl1 = 0;  ///< B in L1
    std::int64_t m_l0 = 0, k_l0 = 0, n_l0 = 0;
    bool double_al1 = true,
         double_bl1 = true;  ///< wanted; given up where one load is all or L1 is full
    bool double_al0 = true, double_bl0 = true;
    bool double_cl0 = false;
    bool b_stays_in_l0b = false;  ///< the block's whole B is moved to L0B once
};

/// The largest slice that a block gets: units are dealt out evenly, rounded up.
Slice interior_slice(const CubeProblem& problem, const CubeTiling& tiling);

/// What a tiling does with a slice: what stays in L1, in which order loops run, how often A and B
/// are loaded.
struct Residency {
    Residency(const CubeProblem& problem, const CubeTiling& tiling, const Slice& slice);

    bool full_a, full_b;            ///< all of the block's K at once
    std::int64_t m_l1, n_l1;        ///< part kept; the whole slice where K streams
    std::int64_t m_parts, n_parts;  ///< of the slice
    std::int64_t m_tiles, n_tiles;  ///< of L0, in the slice
    bool n_outside;                 ///< the order that loads fewer bytes of what stays in L1
    /// Moved to L0 once for all tiles of the other operand: the whole slice of B, or the tile of
    /// the outer loop where one L0 step covers K.
    bool a_in_l0a, b_in_l0b;
    std::int64_t a_loads = 0, b_loads = 0;  ///< transfers from GM
};

/// Slots that each buffer really gets.
struct BufferDepths {
    std::uint8_t a_l1 = 1, b_l1 = 1, a_l0 = 1, b_l0 = 1, c_l0 = 1;
};

/// Bytes that a tiling takes of each buffer, with its depths.
struct BufferUse {
    BufferDepths depths;
    std::int64_t l0a = 0, l0b = 0, l0c = 0, l1 = 0;
    bool fits(const sim::CoreSpec& core) const;
};
BufferUse buffer_use(const CubeProblem& problem, const CubeTiling& tiling, const Slice& slice,
                     const Residency& residency, const sim::SocSpec& soc);

/// Throws Error{kInvalidArgument} naming the buffer, the bytes and the SoC when a tile does not
/// fit.
void require_fit(const CubeProblem& problem, const BufferUse& use, const sim::SocSpec& soc);

}  // namespace ascend::models::cube
