// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "sim/kernel/tile_program.h"

namespace ascend::sim {

/// A pipe while a block plays; times in cycles from the block's start.
struct PipeState {
    std::int64_t free = 0;  ///< end of its last step
    std::int64_t done = 0;  ///< when the results of all its steps are there; total = the latest
    std::int64_t busy = 0, stall = 0;
};

/// A buffer: a ring of slots, of which at most the one at `cursor` is held.
struct BufferState {
    std::int64_t ready = 0;      ///< the held slot is written
    std::int64_t slot_free = 0;  ///< the held slot's previous content was released
    std::int64_t last_use = 0;   ///< end of the latest step on the held slot, or slot_free
    std::uint32_t first = 0, cursor = 0, end = 0;  ///< its ring in CoreState::rings
};

/// The max-plus state of a core that plays a block.
struct CoreState {
    std::array<PipeState, kPipeCount> pipes{};
    std::array<BufferState, kMaxBuffers> buffers{};
    std::vector<std::int64_t> rings;  ///< when each slot was last released

    explicit CoreState(const std::vector<std::uint8_t>& depths) {
        std::uint32_t slots = 0;
        for (std::size_t b = 0; b < depths.size(); ++b) {
            buffers[b].first = buffers[b].cursor = slots;
            buffers[b].end = slots += depths[b];
        }
        rings.resize(slots);
    }

    void step(const TileOp& op) {
        PipeState& pipe = pipes[static_cast<std::size_t>(op.pipe)];
        std::int64_t start = pipe.free;
        each_bit(op.reads, [&](std::size_t b) { start = std::max(start, buffers[b].ready); });
        each_bit(op.writes, [&](std::size_t b) { start = std::max(start, buffers[b].slot_free); });
        pipe.stall += start - pipe.free;
        pipe.busy += op.occupancy;
        const std::int64_t end = start + op.occupancy;
        pipe.free = end;
        pipe.done = std::max(pipe.done, end + op.latency);
        each_bit(op.reads, [&](std::size_t b) { use(buffers[b], end); });
        each_bit(op.writes, [&](std::size_t b) {
            use(buffers[b], end);
            buffers[b].ready = std::max(buffers[b].ready, end + op.latency);
        });
    }

    void acquire(BufferMask mask) {
        each_bit(mask, [&](std::size_t b) {
            BufferState& buffer = buffers[b];
            buffer.slot_free = rings[buffer.cursor];
            buffer.last_use = buffer.slot_free;
            buffer.ready = 0;
        });
    }

    void release(BufferMask mask) {
        each_bit(mask, [&](std::size_t b) {
            BufferState& buffer = buffers[b];
            rings[buffer.cursor] = buffer.last_use;
            if (++buffer.cursor == buffer.end) buffer.cursor = buffer.first;
        });
    }

    std::int64_t earliest_free(PipeMask mask) const {
        std::int64_t earliest = pipes[static_cast<std::size_t>(std::countr_zero(mask))].free;
        each_bit(mask, [&](std::size_t p) { earliest = std::min(earliest, pipes[p].free); });
        return earliest;
    }

  private:
    static void use(BufferState& buffer, std::int64_t end) {
        buffer.last_use = std::max(buffer.last_use, end);
    }
};

}  // namespace ascend::sim
