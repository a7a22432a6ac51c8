// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "sim/kernel/cycles.h"
#include "sim/kernel/kernel_plan.h"

/// A block program as play_block() executes it: flat, costs solved, with what recurrence detection
/// must know of each loop. Private to sim/kernel.
namespace ascend::sim {

inline constexpr std::size_t kMaxBuffers = 16;
using PipeMask = std::uint8_t;

/// Calls visit(i) for each set bit, lowest first.
template <class Visit>
inline void each_bit(std::uint32_t mask, Visit&& visit) {
    for (; mask != 0; mask &= mask - 1) visit(static_cast<std::size_t>(std::countr_zero(mask)));
}

enum class TileOpKind : std::uint8_t { kStep, kAcquire, kRelease, kLoop };

struct TileOp {
    TileOpKind kind = TileOpKind::kStep;
    Pipe pipe = Pipe::kScalar;
    BufferMask reads = 0, writes = 0;  ///< kAcquire, kRelease: `reads` are the buffers
    std::uint32_t loop = 0;            ///< kLoop: index into TileProgram::loops
    std::int64_t occupancy = 0, latency = 0;
};

/// What a stretch of a program touches.
struct Footprint {
    PipeMask pipes = 0;
    BufferMask acquired = 0;
    std::array<PipeMask, kMaxBuffers> readers{}, writers{};  ///< pipes, per buffer

    void merge(const Footprint& other);
};

struct TileLoop {
    std::int64_t trips = 0;
    std::uint32_t begin = 0, end = 0;  ///< its body in TileProgram::ops
    Footprint footprint;
};

/// The body of a loop stands right after its kLoop.
struct TileProgram {
    std::vector<TileOp> ops;
    std::vector<TileLoop> loops;
    Footprint footprint;
};

TileProgram make_tile_program(const KernelPlan& plan, const BlockProgram& program,
                              const CoreSpec& core, const MemoryView& memory);

/// Throws Error{kInvalidArgument} unless Acquire and Release of every buffer pair up within one
/// body, steps use only buffers that are held, and every number is in range. A program that passes
/// cannot deadlock: no slot is held twice.
void check_program(const KernelPlan& plan, const BlockProgram& program);

}  // namespace ascend::sim
