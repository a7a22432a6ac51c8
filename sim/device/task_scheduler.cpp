// SPDX-License-Identifier: Apache-2.0
#include "sim/device/task_scheduler.h"

#include <algorithm>
#include <tuple>

#include "sim/device/ai_cpu.h"
#include "sim/device/block_scheduler.h"
#include "sim/device/copy_engine.h"
#include "sim/device/event_engine.h"
#include "sim/device/host_callback.h"
#include "sim/device/loaded_model.h"
#include "sim/device/model_executor.h"

namespace ascend::sim {
namespace {

struct Dispatch {
    const Engines& engines;
    StreamQueue& stream;

    void operator()(const KernelTask& task) const { engines.blocks.dispatch(stream, task); }
    void operator()(const CopyTask& task) const { engines.copies.dispatch(stream, task); }
    void operator()(const MemsetTask& task) const { engines.copies.dispatch(stream, task); }
    void operator()(const EventRecordTask& task) const { engines.events.dispatch(stream, task); }
    void operator()(const EventWaitTask& task) const { engines.events.dispatch(stream, task); }
    void operator()(const EventResetTask& task) const { engines.events.dispatch(stream, task); }
    void operator()(const ReportTask& task) const { engines.callbacks.dispatch(stream, task); }
    void operator()(const AiCpuTask& task) const { engines.ai_cpu.dispatch(stream, task); }
    void operator()(const ModelExecuteTask& task) const { engines.models.dispatch(stream, task); }
    void operator()(const ValueWriteTask& task) const { engines.events.dispatch(stream, task); }
    void operator()(const ValueWaitTask& task) const { engines.events.dispatch(stream, task); }
    void operator()(const CacheTask& task) const { engines.copies.dispatch(stream, task); }
};

bool has_effect(const Task& task) {
    if (const auto* copy = std::get_if<CopyTask>(&task.work)) return copy->effect != nullptr;
    if (const auto* memset = std::get_if<MemsetTask>(&task.work)) return memset->effect != nullptr;
    return task.effect != nullptr;
}

}  // namespace

TaskScheduler::TaskScheduler(sc_core::sc_module_name name, const SocSpec& soc,
                             const Engines& engines, FaultInjector faults, Progress& progress,
                             DeviceTrace& trace)
    : sc_module(name),
      soc_(soc),
      engines_(engines),
      faults_(std::move(faults)),
      progress_(progress),
      trace_(trace),
      task_gap_(from_microseconds(soc.scheduler.task_gap_us)),
      model_task_gap_(from_microseconds(soc.scheduler.model_task_gap_us)),
      alarm_("alarm", progress) {
    SC_HAS_PROCESS(TaskScheduler);
    SC_METHOD(process);
    sensitive << alarm_.event();
    dont_initialize();
}

void TaskScheduler::enqueue(StreamQueue& stream, Task task, std::uint64_t flow) {
    if (stream.discarding) {
        drop(task);
        return complete(stream, 1);
    }
    stream.queue.push_back({std::move(task), flow});
    if (stream.state == StreamState::kIdle) offer(stream);
}

void TaskScheduler::restart(StreamQueue& stream) {
    stream.position = 0;
    stream.not_before = simulated_now();
    offer(stream);
}

void TaskScheduler::offer(StreamQueue& stream) {
    const Picoseconds now = simulated_now();
    if (stream.not_before <= now) return make_ready(stream, now);
    stream.state = StreamState::kGap;
    gaps_.push(stream.not_before, &stream);
    alarm_.set(stream.not_before);
}

void TaskScheduler::make_ready(StreamQueue& stream, Picoseconds now) {
    stream.state = StreamState::kReady;
    stream.ready = now;
    ready_.push_back(&stream);
    arbitration_.request();
    alarm_.set(now);
}

void TaskScheduler::process() {
    alarm_.acknowledge();
    const Picoseconds now = simulated_now();
    while (gaps_.due(now)) end_gap(*gaps_.pop(), now);
    while (!standstills_.empty() && standstills_.begin()->first.first <= now) end_standstill();
    if (arbitration_.take()) arbitrate(now);
    alarm_.set(arbitration_.pending() ? now : next_due());
}

Picoseconds TaskScheduler::next_due() const {
    const Picoseconds end = standstills_.empty() ? kForever : standstills_.begin()->first.first;
    return std::min(gaps_.next(), end);
}

void TaskScheduler::end_gap(StreamQueue& stream, Picoseconds now) {
    if (stream.has_head()) return make_ready(stream, now);
    stream.state = StreamState::kIdle;  // discarded meanwhile
    complete(stream, 0);
}

void TaskScheduler::arbitrate(Picoseconds now) {
    served_.clear();
    served_.swap(ready_);
    std::sort(served_.begin(), served_.end(), [](const StreamQueue* a, const StreamQueue* b) {
        return std::tuple(a->priority, a->last_served, a->id) <
               std::tuple(b->priority, b->last_served, b->id);
    });
    for (StreamQueue* stream : served_) dispatch(*stream, now);
}

void TaskScheduler::dispatch(StreamQueue& stream, Picoseconds now) {
    stream.last_served = ++services_;
    if (!stream.has_head()) {
        stream.state = StreamState::kIdle;
        return complete(stream, 0);
    }
    stream.state = StreamState::kBusy;
    stream.start = now;
    if (inject_fault(stream, now)) return;
    std::visit(Dispatch{engines_, stream}, stream.head().work);
}

void TaskScheduler::retire(StreamQueue& stream, const TaskOutcome& outcome) {
    const Picoseconds now = simulated_now();
    ++tasks_;
    const std::uint32_t error = error_of(stream, outcome);
    const bool failed = error != kNoDeviceError, wrote = !failed && has_effect(stream.head());
    if (failed) note_failure(stream, error);
    stream.fault = kNoDeviceError;
    if (trace_.enabled()) trace_.task_ended(stream, outcome, now);
    if (!failed && stream.head().effect) stream.head().effect();
    stream.state = StreamState::kIdle;
    stream.not_before = now + (stream.model ? model_task_gap_ : task_gap_);
    if (stream.program) {
        ++stream.position;
    } else {
        stream.queue.pop_front();
        complete(stream, 1);
        if (failed && stream.stops_on_failure) discard(stream);
    }
    if (stream.has_head()) {
        offer(stream);
    } else if (stream.model != nullptr) {
        engines_.models.stream_ended(*stream.model);
    }
    if (wrote) engines_.events.memory_written();
}

void TaskScheduler::complete(StreamQueue& stream, std::uint64_t tasks) {
    stream.completed += tasks;
    if (stream.completed >= stream.watch_at) {
        stream.watch_at = kNoWatch;
        progress_.changed();
    }
}

void TaskScheduler::discard(StreamQueue& stream) {
    stream.discarding = true;
    const std::size_t kept = stream.state == StreamState::kBusy ? 1 : 0;
    const std::size_t dropped = stream.queue.size() - kept;
    for (std::size_t i = kept; i < stream.queue.size(); ++i) drop(stream.queue[i].task);
    stream.queue.resize(kept);
    complete(stream, dropped);
    cancel_standstill(stream);
    engines_.events.cancel(stream);
    engines_.callbacks.cancel(stream);
}

/// Whoever waits for a dropped task must not wait for ever.
void TaskScheduler::drop(const Task& task) {
    if (const auto* record = std::get_if<EventRecordTask>(&task.work)) {
        engines_.events.drop(*record);
    } else if (const auto* wait = std::get_if<EventWaitTask>(&task.work)) {
        engines_.events.drop(*wait);
    } else if (const auto* reset = std::get_if<EventResetTask>(&task.work)) {
        engines_.events.drop(*reset);
    } else if (const auto* execute = std::get_if<ModelExecuteTask>(&task.work)) {
        engines_.models.drop(execute->model);
    }
}

}  // namespace ascend::sim
