// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "sim/kernel/kernel_plan.h"

/// Small words to write tile programs with.
namespace ascend::models::cube {

using Body = std::vector<sim::Node>;

inline constexpr sim::BufferMask bit(int buffer) {
    return static_cast<sim::BufferMask>(1U << static_cast<unsigned>(buffer));
}

/// A Step of which what is left out is nothing.
struct TileStep {
    sim::Pipe pipe = sim::Pipe::kScalar;
    Cycles cycles = {};
    sim::BufferMask reads = 0, writes = 0;
    std::optional<sim::GmAccess> access = {};
    Cycles latency = {};
};

inline void add(Body& body, const TileStep& step) {
    body.push_back(
        {sim::Step{step.pipe, step.cycles, step.latency, step.reads, step.writes, step.access}});
}
inline void acquire(Body& body, sim::BufferMask buffers) {
    if (buffers != 0) body.push_back({sim::Acquire{buffers}});
}
inline void release(Body& body, sim::BufferMask buffers) {
    if (buffers != 0) body.push_back({sim::Release{buffers}});
}

/// A loop; one trip is written out.
inline void add_loop(Body& body, std::int64_t trips, Body inner) {
    if (trips <= 0 || inner.empty()) return;
    if (trips == 1) {
        std::move(inner.begin(), inner.end(), std::back_inserter(body));
        return;
    }
    body.push_back({sim::Loop{trips, std::move(inner)}});
}

/// Cuts `total` into tiles: `make(extent)` writes the body of one tile, and is asked for the whole
/// tiles and for the rest.
template <class Make>
void for_tiles(Body& body, std::int64_t total, std::int64_t tile, Make make) {
    const std::int64_t extent = std::min(total, tile);
    const std::int64_t whole = total / extent;
    const std::int64_t rest = total - whole * extent;
    add_loop(body, whole, make(extent));
    if (rest > 0) add_loop(body, 1, make(rest));
}

/// How an axis falls into slices: {extent, how many} of the whole ones, and of the rest if any.
inline std::vector<std::pair<std::int64_t, std::int64_t>> cut(std::int64_t extent,
                                                              std::int64_t slice) {
    std::vector<std::pair<std::int64_t, std::int64_t>> slices;
    if (extent / slice > 0) slices.emplace_back(slice, extent / slice);
    if (extent % slice > 0) slices.emplace_back(extent % slice, 1);
    return slices;
}

}  // namespace ascend::models::cube
