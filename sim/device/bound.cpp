// SPDX-License-Identifier: Apache-2.0
#include "sim/device/bound.h"

#include <algorithm>
#include <array>

namespace ascend::sim {
namespace {

constexpr std::array<std::string_view, kPipeCount> kPipeBounds = {
    "scalar", "mte1", "mte2", "mte3", "cube", "vector", "fixpipe"};
constexpr double kNearlyAll = 0.9;

bool fills(Bytes bytes, Picoseconds time, double gbps) {
    const double moved = static_cast<double>(bytes.count()) * 1e3;
    return gbps > 0 && moved >= kNearlyAll * gbps * static_cast<double>(time.count());
}

std::string_view name_of(Resource resource) {
    return resource == Resource::kDram ? "dram" : "l2";
}

}  // namespace

std::string_view bound_of(const KernelRun& run, const SocSpec& soc) {
    const Picoseconds core_time = run.outcome.core_time;
    if (run.first_instruction - run.stream->start >= core_time) return "launch";
    const bool stretched = run.longest_lane > run.time_bound;
    if (stretched && run.stretched_by != Resource::kTime) return name_of(run.stretched_by);
    if (fills(run.memory.dram(), core_time, soc.dram.gbps)) return "dram";
    if (fills(run.memory.l2_read, core_time, soc.l2.read_gbps)) return "l2";
    if (fills(run.memory.l2_write, core_time, soc.l2.write_gbps)) return "l2";
    const auto busiest = std::max_element(run.outcome.busy.begin(), run.outcome.busy.end());
    return kPipeBounds[static_cast<std::size_t>(busiest - run.outcome.busy.begin())];
}

}  // namespace ascend::sim
