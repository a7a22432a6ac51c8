// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/device/core.h"
#include "sim/device/core_pool.h"
#include "sim/device/kernel_solver.h"
#include "sim/device/stream_queue.h"
#include "sim/device/task_outcome.h"
#include "sim/device/transfer.h"

namespace ascend::sim {

/// A kernel task under way: which of its blocks have cores, and what they did so far.
struct KernelRun {
    StreamQueue* stream = nullptr;
    const KernelTask* task = nullptr;
    const std::vector<std::uint64_t>* bases = nullptr;  ///< none: operands are addresses
    PreparedPlan* prepared = nullptr;
    std::uint64_t sequence = 0;  ///< of dispatch

    std::size_t group = 0;            ///< of the next block without a core
    std::uint32_t placed_blocks = 0;  ///< of that group
    std::int64_t cores = 0;           ///< held now
    bool launched = false;
    Picoseconds first_instruction;       ///< end of the launch
    std::vector<MemoryDemand> operands;  ///< what each operand's traffic met in L2
    std::vector<std::uint16_t> misses;   ///< per operand, in 1/1024

    MemoryDemand memory;
    KernelOutcome outcome;
    Picoseconds time_bound;                   ///< longest time of a lane without contention
    Picoseconds longest_lane;                 ///< and with it
    Resource stretched_by = Resource::kTime;  ///< what the longest lane waited for last

    const KernelPlan& plan() const { return *prepared->plan; }
    bool all_placed() const { return group == plan().groups.size(); }
    bool ended() const { return all_placed() && cores == 0; }
};

/// Where lanes report their end.
class LaneOwner {
  public:
    virtual ~LaneOwner() = default;
    virtual void lane_ended(struct Lane& lane) = 0;
};

/// Blocks of one program that got cores at the same instant and run in step. Alone they take
/// `alone`; the memory they share with others may stretch that.
struct Lane : Transfer {
    LaneOwner* owner = nullptr;
    KernelRun* run = nullptr;
    std::uint32_t program = 0;
    CoreIndices cores;
    bool cold = false;  ///< one of the kernel's first blocks
    Picoseconds begin, alone;
    MemoryDemand demand;
    BlockActivity activity;

  private:
    void transfer_ended() override { owner->lane_ended(*this); }
};

}  // namespace ascend::sim
