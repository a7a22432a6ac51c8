// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <systemc>

#include "sim/device/alarm.h"
#include "sim/device/claim_table.h"
#include "sim/device/device_trace.h"
#include "sim/device/due_queue.h"
#include "sim/device/memory_demand.h"
#include "sim/device/transfer.h"
#include "sim/memory/l2_state.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

/// L2 and DRAM of a device: what L2 holds, and the bandwidth that cores and copies share. L2 has
/// separate ports for reads and writes; DRAM has one bandwidth for both.
class MemorySystem : public sc_core::sc_module {
  public:
    MemorySystem(sc_core::sc_module_name name, const SocSpec& soc, Progress& progress,
                 DeviceTrace& trace);

    /// A range is read, or written, `traffic` bytes in all: what of it reaches DRAM. Changes what
    /// L2 holds at once; the time it takes is transfer()'s matter.
    MemoryDemand read(std::uint64_t address, Bytes footprint, Bytes traffic);
    MemoryDemand write(std::uint64_t address, Bytes footprint, Bytes traffic);
    /// Traffic with DRAM that L2 does not keep.
    MemoryDemand bypass(Bytes read, Bytes written);
    void flush() { l2_.clear(); }
    /// The range holds nothing that is worth keeping: it was freed, or taken out of L2.
    void forget(std::uint64_t address, Bytes bytes);

    /// Adds to `transfer` one part that lasts `least`, and claims for the bytes of `demand` that
    /// alone are served within it.
    void transfer(Transfer& transfer, Picoseconds least, const MemoryDemand& demand,
                  std::int64_t weight = 1);

    const MemoryDemand& totals() const { return totals_; }

  private:
    MemoryDemand count(const MemoryDemand& demand);
    void process();
    Picoseconds next_due() const;
    void trace_bandwidth(Picoseconds now);

    DeviceTrace& trace_;
    Alarm alarm_;
    L2State l2_;
    ClaimTable l2_read_, l2_write_, dram_;
    DueQueue<Transfer*> ends_;
    MemoryDemand totals_;
    Picoseconds traced_until_;
    Bytes traced_l2_, traced_dram_;
};

}  // namespace ascend::sim
