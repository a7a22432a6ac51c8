// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <systemc>
#include <utility>
#include <vector>

#include "sim/device/alarm.h"
#include "sim/device/decision.h"
#include "sim/device/device_trace.h"
#include "sim/device/due_queue.h"
#include "sim/device/fault_injector.h"
#include "sim/device/stream_queue.h"
#include "sim/device/task_outcome.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

class AiCpu;
class BlockScheduler;
class CopyEngine;
class EventEngine;
class HostCallback;
class ModelExecutor;

/// What the scheduler dispatches to.
struct Engines {
    BlockScheduler& blocks;
    CopyEngine& copies;
    AiCpu& ai_cpu;
    EventEngine& events;
    HostCallback& callbacks;
    ModelExecutor& models;
};

/// The task scheduler (HWTS or STARS): fetches the head task of each stream, arbitrates by priority
/// and then round robin, dispatches to engines, and retires in order. The next task of a stream is
/// dispatched no sooner than a gap after the previous one ended. Faults that were asked for happen
/// here: a task that is to fail runs and is retired with a status, or stands still until then.
class TaskScheduler : public sc_core::sc_module, public Retirement {
  public:
    TaskScheduler(sc_core::sc_module_name name, const SocSpec& soc, const Engines& engines,
                  FaultInjector faults, Progress& progress, DeviceTrace& trace);

    /// A host thread appended a task.
    void enqueue(StreamQueue& stream, Task task, std::uint64_t flow);
    /// Starts a sunk stream from its first task.
    void restart(StreamQueue& stream);
    /// Drops everything but a task that is with an engine.
    void discard(StreamQueue& stream);
    void retire(StreamQueue& stream, const TaskOutcome& outcome) override;

    std::int64_t tasks() const { return tasks_; }

  private:
    void process();
    void offer(StreamQueue& stream);
    void make_ready(StreamQueue& stream, Picoseconds now);
    void end_gap(StreamQueue& stream, Picoseconds now);
    void arbitrate(Picoseconds now);
    void dispatch(StreamQueue& stream, Picoseconds now);
    void complete(StreamQueue& stream, std::uint64_t tasks);
    void drop(const Task& task);
    bool inject_fault(StreamQueue& stream, Picoseconds now);
    void end_standstill();
    void cancel_standstill(StreamQueue& stream);
    std::uint32_t error_of(const StreamQueue& stream, const TaskOutcome& outcome) const;
    void note_failure(StreamQueue& stream, std::uint32_t error);
    Picoseconds next_due() const;

    const SocSpec& soc_;
    Engines engines_;
    FaultInjector faults_;
    Progress& progress_;
    DeviceTrace& trace_;
    Picoseconds task_gap_, model_task_gap_;
    Alarm alarm_;
    Decision arbitration_;
    DueQueue<StreamQueue*> gaps_;
    std::map<std::pair<Picoseconds, StreamId>, StreamQueue*> standstills_;  ///< by their end
    std::vector<StreamQueue*> ready_, served_;
    std::uint64_t services_ = 0;
    std::int64_t tasks_ = 0;
};

}  // namespace ascend::sim
