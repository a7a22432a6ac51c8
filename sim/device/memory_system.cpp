// SPDX-License-Identifier: Apache-2.0
#include "sim/device/memory_system.h"

namespace ascend::sim {
namespace {

Bytes usable_l2(const L2Spec& l2) {
    return Bytes(
        static_cast<std::int64_t>(static_cast<double>(l2.capacity.count()) * l2.usable_fraction));
}

/// Every core, copy channel and AI CPU can have one claim.
std::int64_t claimants(const SocSpec& soc) {
    return soc.ai_core.count + soc.vector_core.count + 2 * soc.copy.channels +
           2 * soc.copy.sdma_channels + soc.ai_cpu.count;
}

}  // namespace

MemorySystem::MemorySystem(sc_core::sc_module_name name, const SocSpec& soc, Progress& progress,
                           DeviceTrace& trace)
    : sc_module(name),
      trace_(trace),
      alarm_("alarm", progress),
      l2_(usable_l2(soc.l2), soc.l2.line),
      l2_read_(Resource::kL2Read, soc.l2.read_gbps, claimants(soc)),
      l2_write_(Resource::kL2Write, soc.l2.write_gbps, claimants(soc)),
      dram_(Resource::kDram, soc.dram.gbps, claimants(soc)) {
    SC_HAS_PROCESS(MemorySystem);
    SC_METHOD(process);
    sensitive << alarm_.event();
    dont_initialize();
}

MemoryDemand MemorySystem::read(std::uint64_t address, Bytes footprint, Bytes traffic) {
    const L2Outcome outcome = l2_.read(address, footprint, traffic);
    return count({.l2_read = traffic,
                  .l2_write = {},
                  .dram_read = outcome.miss,
                  .dram_write = outcome.written_back});
}

MemoryDemand MemorySystem::write(std::uint64_t address, Bytes footprint, Bytes traffic) {
    const L2Outcome outcome = l2_.write(address, footprint, traffic);
    return count({.l2_read = {},
                  .l2_write = traffic,
                  .dram_read = outcome.miss,
                  .dram_write = outcome.written_back});
}

MemoryDemand MemorySystem::bypass(Bytes read, Bytes written) {
    return count({.l2_read = read, .l2_write = written, .dram_read = read, .dram_write = written});
}

void MemorySystem::forget(std::uint64_t address, Bytes bytes) {
    l2_.discard(address, bytes);
    trace_.l2_used(l2_.used());
}

MemoryDemand MemorySystem::count(const MemoryDemand& demand) {
    totals_ += demand;
    trace_.l2_used(l2_.used());
    return demand;
}

void MemorySystem::transfer(Transfer& transfer, Picoseconds least, const MemoryDemand& demand,
                            std::int64_t weight) {
    const Picoseconds now = simulated_now();
    transfer.add_part();
    ends_.push(now + least, &transfer);
    l2_read_.add(now, transfer, demand.l2_read, least, weight);
    l2_write_.add(now, transfer, demand.l2_write, least, weight);
    dram_.add(now, transfer, demand.dram(), least, weight);
    alarm_.set(trace_.enabled() ? now : next_due());
}

Picoseconds MemorySystem::next_due() const {
    return std::min(
        {ends_.next(), l2_read_.next_finish(), l2_write_.next_finish(), dram_.next_finish()});
}

void MemorySystem::process() {
    alarm_.acknowledge();
    const Picoseconds now = simulated_now();
    l2_read_.end_served(now);
    l2_write_.end_served(now);
    dram_.end_served(now);
    trace_bandwidth(now);
    while (ends_.due(now)) ends_.pop()->end_part(Resource::kTime);
    alarm_.set(next_due());
}

/// The mean bandwidth since the last change of claims.
void MemorySystem::trace_bandwidth(Picoseconds now) {
    if (!trace_.enabled() || now == traced_until_) return;
    const Bytes l2 = l2_read_.moved() + l2_write_.moved();
    const Bytes dram = dram_.moved();
    trace_.bandwidth(traced_until_, now, l2 - traced_l2_, dram - traced_dram_);
    traced_until_ = now;
    traced_l2_ = l2;
    traced_dram_ = dram;
}

}  // namespace ascend::sim
