// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <systemc>

#include "sim/device/alarm.h"
#include "sim/device/core.h"
#include "sim/device/core_pool.h"
#include "sim/device/decision.h"
#include "sim/device/device_trace.h"
#include "sim/device/due_queue.h"
#include "sim/device/kernel_run.h"
#include "sim/device/kernel_solver.h"
#include "sim/device/memory_system.h"
#include "sim/device/priority_fifo.h"
#include "sim/device/recycler.h"

namespace ascend::sim {

/// Gives the blocks of kernels to cores. Blocks go to free cores in order of their index; cores
/// that come free go to waiting blocks by priority, then in order of dispatch. A running block is
/// never interrupted, so a kernel with more blocks than cores runs in waves.
///
///   kernel = launch + first wave (cold start + blocks) + further waves
class BlockScheduler : public sc_core::sc_module, private LaneOwner {
  public:
    using AiCores = sc_core::sc_vector<AiCore>;
    using VectorCores = sc_core::sc_vector<VectorCore>;

    BlockScheduler(sc_core::sc_module_name name, const SocSpec& soc, bool exact, AiCores& ai_cores,
                   VectorCores& vector_cores, MemorySystem& memory, Retirement& retirement,
                   Progress& progress, DeviceTrace& trace);

    /// The head task of `stream` is a kernel.
    void dispatch(StreamQueue& stream, const KernelTask& task);
    void forget_unused_plans() { solver_.forget_unused(); }

  private:
    void process();
    void request_placement();
    PriorityFifo<KernelRun*>* next_waiting();
    void place(KernelRun& run);
    void launch(KernelRun& run);
    Picoseconds launch_time(const KernelPlan& plan) const;
    Cycles cold_start(const KernelPlan& plan) const;
    Lane& next_lane(KernelRun& run);
    void start(Lane& lane);
    void begin(Lane& lane);
    void lane_ended(Lane& lane) override;
    void account(Lane& lane, Picoseconds now);
    void account_cores(const Lane& lane);
    void end(KernelRun& run, Picoseconds now);

    const SocSpec& soc_;
    AiCores& ai_cores_;
    VectorCores& vector_cores_;
    MemorySystem& memory_;
    Retirement& retirement_;
    DeviceTrace& trace_;
    Alarm alarm_;
    CorePool pool_;
    KernelSolver solver_;
    std::array<PriorityFifo<KernelRun*>, 3> waiting_;  ///< by CoreType
    std::uint64_t dispatched_ = 0;
    Decision placement_;
    DueQueue<Lane*> launches_;
    Recycler<KernelRun> runs_;
    Recycler<Lane> lanes_;
};

}  // namespace ascend::sim
