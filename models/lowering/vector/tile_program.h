// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/kernel/kernel_plan.h"
#include "traces/units.h"

/// What the tiles of a vector kernel do, before it is written as Steps. Every vector kernel of the
/// vendor has this shape: load a tile into UB (MTE2), compute on it (VECTOR), store it (MTE3), with
/// inputs and outputs double-buffered, and small operands loaded once and kept.
namespace ascend::models::vector_kernels {

/// A tile's traffic with one operand: `bytes` in `rows` contiguous runs.
struct TileTransfer {
    std::uint8_t operand = 0;
    Bytes bytes;
    std::int64_t rows = 1;
};

/// One tile. Without vector cycles the stores leave from the buffer that the loads filled. Without
/// stores the result stays in UB and is added to by the tiles that follow.
struct Tile {
    std::vector<TileTransfer> loads;
    Cycles vector;
    std::vector<TileTransfer> stores;
    Cycles scalar;  ///< of the SCALAR pipe, beyond scalar_cycles_per_tile
};

/// Runs `tiles`, then the `inner` loops, `trips` times.
struct TileLoop {
    std::int64_t trips = 1;
    std::vector<Tile> tiles;
    std::vector<TileLoop> inner;
};

/// All that one block does.
struct BlockWork {
    std::vector<TileTransfer> resident;  ///< loaded before the first tile, kept until the end
    std::vector<TileLoop> loops;
};

/// UB buffers of every vector kernel, in this order, with their slots.
enum class UbBuffer : std::uint8_t { kInput, kOutput, kResident, kIssue };
inline const std::vector<std::uint8_t> kUbBufferDepths = {2, 2, 1, 4};
inline const std::vector<std::uint8_t> kSingleUbBufferDepths = {1, 1, 1, 4};

/// Writes the work of a block as steps. kIssue is no memory: it stands for the instruction queues
/// that let SCALAR run ahead of the other pipes by a few tiles.
sim::BlockProgram to_program(const BlockWork& work, Cycles scalar_per_tile);

}  // namespace ascend::models::vector_kernels
