// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/kernel/cycles.h"
#include "sim/kernel/rounding.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

constexpr double kUnlimited = std::numeric_limits<double>::infinity();

/// A spec leaves out a limit that it does not know: 0.
double limit(double bytes_per_cycle) {
    return bytes_per_cycle > 0 ? bytes_per_cycle : kUnlimited;
}

/// What bounds one direction of a core's traffic with memory.
struct PortLimits {
    double path = 0;     ///< B/cycle of the core's own mover
    double startup = 0;  ///< cycles
    double outstanding = kUnlimited;
    double l2_core = kUnlimited, l2_share = kUnlimited;
    double l2_latency = 0, dram_latency = 0;
};

/// L1 to GM is as fast as L0C to GM where both exist. source: facts 2.3 (950)
const PathSpec& path_of(const CoreSpec& core, GmPath path) {
    switch (path) {
        case GmPath::kGmToL1:
            return core.gm_to_l1;
        case GmPath::kGmToUb:
            return core.gm_to_ub;
        case GmPath::kUbToGm:
            return core.ub_to_gm;
        case GmPath::kL0cToGm:
            return core.l0c_to_gm;
        case GmPath::kL1ToGm:
            return core.l0c_to_gm.bytes_per_cycle > 0 ? core.l0c_to_gm : core.ub_to_gm;
    }
    return core.gm_to_l1;
}

PortLimits read_limits(const CoreSpec& core, const MemoryView& memory) {
    PortLimits limits;
    limits.outstanding = limit(static_cast<double>(core.read_outstanding));
    limits.l2_core = limit(core.l2_read_bytes_per_cycle);
    limits.l2_share = limit(memory.l2_read_share);
    limits.l2_latency = memory.l2_read_latency;
    limits.dram_latency = memory.dram_read_latency;
    return limits;
}

PortLimits write_limits(const CoreSpec& core, const MemoryView& memory) {
    PortLimits limits;
    limits.outstanding = limit(static_cast<double>(core.write_outstanding));
    limits.l2_core = limit(core.l2_write_bytes_per_cycle);
    limits.l2_share = limit(memory.l2_write_share);
    limits.l2_latency = memory.l2_write_latency;
    limits.dram_latency = memory.dram_write_latency;
    return limits;
}

PortLimits limits_of(const CoreSpec& core, const MemoryView& memory, GmPath path) {
    PortLimits limits = is_load(path) ? read_limits(core, memory) : write_limits(core, memory);
    limits.path = path_of(core, path).bytes_per_cycle;
    limits.startup = path_of(core, path).startup_cycles;
    return limits;
}

void check(const GmAccess& access, const PortLimits& limits) {
    if (access.bytes >= Bytes(0) && access.rows > 0 && limits.path > 0) return;
    throw Error(ErrorCode::kInvalidArgument,
                fmt::format("GM transfer of {} B in {} rows at {} B/cycle: expected bytes >= 0, "
                            "rows > 0 and a path that the core has",
                            access.bytes.count(), access.rows, limits.path));
}

/// Rows that start inside a sector of this size make L2 touch more sectors than they fill.
constexpr std::int64_t kSectorBytes = 64;

/// Pieces of a row as the conversion cuts it: greedily into 512, 256 and 128 B, and one for a rest.
/// source: facts 2.3b (GCM)
std::int64_t bursts(std::int64_t row_bytes) {
    const std::int64_t rest = row_bytes % 512;
    return row_bytes / 512 + rest / 256 + rest % 256 / 128 + (rest % 128 > 0 ? 1 : 0);
}

bool by_fixpipe(GmPath path) {
    return path == GmPath::kL0cToGm;
}

std::int64_t row_bytes(const GmAccess& access) {
    return ceil_div(access.bytes.count(), access.rows);
}

/// The path's rate for this access.
double path_rate(const CoreSpec& core, const PortLimits& limits, const GmAccess& access) {
    if (!access.nd2nz) return limits.path;
    const bool load = is_load(access.path);
    const double converted = limits.path * (load ? core.nd2nz_rate : core.nz2nd_rate);
    if (access.pitch.count() % kSectorBytes == 0) return converted;
    return std::min(converted, limit(load ? core.ragged_read_bytes_per_cycle
                                          : core.ragged_write_bytes_per_cycle));
}

/// Bytes a cycle that the requests in flight carry: rows are cut into requests, and a short row
/// wastes the rest of its last one. source: facts 2.3b
double outstanding_rate(const CoreSpec& core, const GmAccess& access, double outstanding,
                        double latency) {
    if (latency <= 0 || by_fixpipe(access.path)) return kUnlimited;
    const std::int64_t requests =
        access.rows * ceil_div(row_bytes(access), core.request_bytes.count());
    return outstanding * static_cast<double>(access.bytes.count()) /
           (latency * static_cast<double>(requests));
}

/// The least that rows cost, whatever their length.
double rows_cycles(const CoreSpec& core, const GmAccess& access) {
    if (by_fixpipe(access.path)) return 0;
    const auto rows = static_cast<double>(access.rows);
    if (!access.nd2nz) return rows * core.row_cycles;
    const auto cut = static_cast<double>(bursts(row_bytes(access)));
    return rows * std::max(cut * core.nd2nz_cycles_per_row, core.row_cycles);
}

/// Hits and misses follow each other through the core's own limits, so their times add; the
/// chip's L2 and DRAM work side by side, so the slower one counts.
double moving_cycles(const CoreSpec& core, const MemoryView& memory, const PortLimits& limits,
                     const GmAccess& access, double miss) {
    const auto bytes = static_cast<double>(access.bytes.count());
    const double port = std::min(path_rate(core, limits, access), limits.l2_core);
    const double hit_rate =
        std::min(port, outstanding_rate(core, access, limits.outstanding, limits.l2_latency));
    const double miss_rate =
        std::min({port, limit(core.dram_bytes_per_cycle),
                  outstanding_rate(core, access, limits.outstanding, limits.dram_latency)});
    const double core_time = bytes * (1 - miss) / hit_rate + bytes * miss / miss_rate;
    const double l2_time = bytes / limits.l2_share;
    const double dram_time = bytes * miss / limit(memory.dram_share);
    return std::max({core_time, l2_time, dram_time});
}

}  // namespace

MemoryView memory_view(const SocSpec& soc, const CoreSpec& core, std::int64_t active) {
    if (active <= 0 || !(core.frequency_mhz > 0)) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("memory as {} cores at {} MHz see it: expected more than 0 of both",
                                active, core.frequency_mhz));
    }
    const auto share = [&](double gbps) {
        return gbps * 1e3 / core.frequency_mhz / static_cast<double>(active);
    };
    const auto cycles = [&](double ns) { return ns * core.frequency_mhz * 1e-3; };
    MemoryView view;
    view.l2_read_share = share(soc.l2.read_gbps);
    view.l2_write_share = share(soc.l2.write_gbps);
    view.dram_share = share(soc.dram.gbps);
    view.l2_read_latency = cycles(soc.l2.read_latency_ns);
    view.l2_write_latency = cycles(soc.l2.write_latency_ns);
    view.dram_read_latency = cycles(soc.dram.read_latency_ns);
    view.dram_write_latency = cycles(soc.dram.write_latency_ns);
    return view;
}

TransferCycles gm_transfer_cycles(const CoreSpec& core, const MemoryView& memory,
                                  const GmAccess& access) {
    const PortLimits limits = limits_of(core, memory, access.path);
    check(access, limits);
    if (access.bytes == Bytes(0)) return {};
    const double miss = memory.miss_per_1024[access.operand] / 1024.0;
    const double moving =
        std::max(moving_cycles(core, memory, limits, access, miss), rows_cycles(core, access));
    const double conversion = access.nd2nz && is_load(access.path) ? core.nd2nz_latency_cycles : 0;
    const double latency = limits.l2_latency * (1 - miss) + limits.dram_latency * miss + conversion;
    return {whole_cycles(limits.startup + moving), whole_cycles(latency)};
}

}  // namespace ascend::sim
