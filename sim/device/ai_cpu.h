// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <systemc>

#include "sim/device/alarm.h"
#include "sim/device/memory_system.h"
#include "sim/device/priority_fifo.h"
#include "sim/device/recycler.h"
#include "sim/device/task_outcome.h"
#include "sim/device/transfer.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

/// The AI CPUs: each runs one operator at a time, which takes a fixed cost, or as long as its bytes
/// need at an AI CPU's bandwidth if that is longer. Its memory traffic bypasses L2.
class AiCpu : public sc_core::sc_module {
  public:
    AiCpu(sc_core::sc_module_name name, const SocSpec& soc, MemorySystem& memory,
          Retirement& retirement, Progress& progress);

    void dispatch(StreamQueue& stream, const AiCpuTask& task);

  private:
    struct Operator : Transfer {
        AiCpu* owner = nullptr;
        StreamQueue* stream = nullptr;
        const AiCpuTask* task = nullptr;
        MemoryDemand demand;

      private:
        void transfer_ended() override { owner->ended(*this); }
    };

    void process();
    void start(Operator& op);
    void ended(Operator& op);

    const AiCpuSpec& spec_;
    MemorySystem& memory_;
    Retirement& retirement_;
    Alarm alarm_;
    std::int64_t free_;
    PriorityFifo<Operator*> waiting_;
    Recycler<Operator> operators_;
};

}  // namespace ascend::sim
