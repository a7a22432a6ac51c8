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

/// Bytes a cycle that the requests in flight carry: rows are cut into requests, and a short row
/// wastes the rest of its last one. source: facts 2.3b
double outstanding_rate(const CoreSpec& core, const GmAccess& access, double outstanding,
                        double latency) {
    if (latency <= 0) return kUnlimited;
    const std::int64_t row_bytes = ceil_div(access.bytes.count(), access.rows);
    const std::int64_t requests = access.rows * ceil_div(row_bytes, core.request_bytes.count());
    return outstanding * static_cast<double>(access.bytes.count()) /
           (latency * static_cast<double>(requests));
}

/// Hits and misses follow each other through the core's own limits, so their times add; the
/// chip's L2 and DRAM work side by side, so the slower one counts.
double moving_cycles(const CoreSpec& core, const MemoryView& memory, const PortLimits& limits,
                     const GmAccess& access, double miss) {
    const auto bytes = static_cast<double>(access.bytes.count());
    const double port = std::min(limits.path, limits.l2_core);
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
    const double row =
        access.nd2nz ? std::max(core.nd2nz_cycles_per_row, core.row_cycles) : core.row_cycles;
    const double moving = std::max(moving_cycles(core, memory, limits, access, miss),
                                   static_cast<double>(access.rows) * row);
    const double latency = limits.l2_latency * (1 - miss) + limits.dram_latency * miss;
    return {whole_cycles(limits.startup + moving), whole_cycles(latency)};
}

}  // namespace ascend::sim
