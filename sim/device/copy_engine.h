// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <systemc>
#include <vector>

#include "sim/device/alarm.h"
#include "sim/device/claim_table.h"
#include "sim/device/due_queue.h"
#include "sim/device/memory_system.h"
#include "sim/device/priority_fifo.h"
#include "sim/device/recycler.h"
#include "sim/device/task_outcome.h"
#include "sim/device/transfer.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

/// Totals of a device's copy engines.
struct CopyTotals {
    Bytes h2d, d2h, d2d;
};

/// Copies: channels to and from the host (PCIe or HCCS), SDMA inside the device, and the link to
/// other devices. A copy waits for a channel, takes a fixed latency, and then moves its bytes:
/// copies in one direction share the link, and the device's end of each claims L2 and DRAM.
class CopyEngine : public sc_core::sc_module {
  public:
    CopyEngine(sc_core::sc_module_name name, const SocSpec& soc, MemorySystem& memory,
               Retirement& retirement, Progress& progress);

    /// Memory of every device, by id; set once, when all are built.
    void connect(std::vector<MemorySystem*> memories) { memories_ = std::move(memories); }

    void dispatch(StreamQueue& stream, const CopyTask& task);
    void dispatch(StreamQueue& stream, const MemsetTask& task);
    void dispatch(StreamQueue& stream, const CacheTask& task);
    const CopyTotals& totals() const { return totals_; }

  private:
    enum Channel : std::size_t { kH2d, kD2h, kSdma, kPeerLink };
    static constexpr std::size_t kChannels = 4;

    struct Copy : Transfer {
        CopyEngine* owner = nullptr;
        StreamQueue* stream = nullptr;
        Channel channel = kH2d;
        Bytes bytes;
        double gbps = 0;  ///< alone
        const CopyTask* copy = nullptr;
        const MemsetTask* memset = nullptr;
        const CacheTask* cache = nullptr;
        MemoryDemand demand;

      private:
        void transfer_ended() override { owner->ended(*this); }
    };
    struct Link {
        std::int64_t free;
        double gbps;
        Picoseconds latency;
        ClaimTable claims;
        PriorityFifo<Copy*> waiting;
    };

    void enqueue(Copy& copy);
    void process();
    void start_waiting(Link& link);
    void move(Copy& copy);
    void move_memory(Copy& copy, Picoseconds alone);
    void move_in_or_out(Copy& copy, const CacheTask& task);
    static const std::function<void()>* effect_of(const Copy& copy);
    void ended(Copy& copy);
    Picoseconds next_due() const;

    double pageable_factor_;
    MemorySystem& memory_;
    Retirement& retirement_;
    Alarm alarm_;
    std::array<Link, kChannels> links_;
    std::vector<MemorySystem*> memories_;
    DueQueue<Copy*> latencies_;
    Recycler<Copy> copies_;
    CopyTotals totals_;
};

}  // namespace ascend::sim
