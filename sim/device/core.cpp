// SPDX-License-Identifier: Apache-2.0
#include "sim/device/core.h"

#include <cmath>

namespace ascend::sim {
namespace {

bool moves_memory(std::size_t pipe) {
    const auto p = static_cast<Pipe>(pipe);
    return p == Pipe::kMte2 || p == Pipe::kMte3 || p == Pipe::kFixpipe;
}

}  // namespace

void Core::add(const BlockActivity& activity, const std::array<bool, kPipeCount>& pipes) {
    for (std::size_t pipe = 0; pipe < kPipeCount; ++pipe) {
        if (!pipes[pipe]) continue;
        const Cycles busy = activity.timing.busy[pipe];
        busy_[pipe] += busy;
        stall_[pipe] += activity.timing.stall[pipe];
        if (busy == Cycles(0)) continue;
        if (static_cast<Pipe>(pipe) == Pipe::kMte2) stall_[pipe] += activity.cold_start;
        if (moves_memory(pipe)) stall_[pipe] += activity.stretch;
    }
}

CoreStats Core::stats(Picoseconds now) const {
    CoreStats stats;
    stats.name = name();
    stats.cycles = cycles_in(now, spec_.frequency_mhz);
    stats.busy = busy_;
    stats.stall = stall_;
    for (std::size_t pipe = 0; pipe < kPipeCount; ++pipe) {
        stats.idle[pipe] = stats.cycles - busy_[pipe] - stall_[pipe];
    }
    return stats;
}

Cycles cycles_in(Picoseconds time, double mhz) {
    __extension__ using Wide = __int128;
    const Wide hertz = std::llround(mhz * 1e6);
    return Cycles(static_cast<std::int64_t>(Wide{time.count()} * hertz / 1'000'000'000'000));
}

}  // namespace ascend::sim
