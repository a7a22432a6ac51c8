// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/device/loaded_model.h"
#include "sim/device/task_kind.h"
#include "sim/device/task_scheduler.h"

/// How tasks fail: faults that were asked for, limits, and what is kept of it.
namespace ascend::sim {
namespace {

bool runs_on_cores(const Task& task) {
    return kind_of(task) == TaskKind::kKernel || kind_of(task) == TaskKind::kAiCpu;
}

}  // namespace

/// True when the task stands still instead of running.
bool TaskScheduler::inject_fault(StreamQueue& stream, Picoseconds now) {
    const auto fault = faults_.meet(stream);
    if (!fault) return false;
    stream.fault = fault->status;
    if (!fault->stands_still) return false;
    const Picoseconds end = now + *fault->stands_still;
    standstills_.emplace(std::pair(end, stream.id), &stream);
    alarm_.set(end);
    return true;
}

void TaskScheduler::end_standstill() {
    StreamQueue& stream = *standstills_.begin()->second;
    standstills_.erase(standstills_.begin());
    drop(stream.head());
    retire(stream, {});
}

/// Its end, if it had one ahead, must not keep the simulation alive.
void TaskScheduler::cancel_standstill(StreamQueue& stream) {
    const auto found = std::find_if(standstills_.begin(), standstills_.end(),
                                    [&](const auto& entry) { return entry.second == &stream; });
    if (found == standstills_.end()) return;
    standstills_.erase(found);
    alarm_.put_off(next_due());
    stream.fault = kNoDeviceError;
    drop(stream.head());
    retire(stream, {});
}

std::uint32_t TaskScheduler::error_of(const StreamQueue& stream, const TaskOutcome& outcome) const {
    const Task& task = stream.head();
    if (stream.fault == kTaskTimeout) return timeout_status(task);
    if (stream.fault != kNoDeviceError) return stream.fault;
    if (outcome.device_error != kNoDeviceError) return outcome.device_error;
    const bool too_long =
        runs_on_cores(task) && simulated_now() - stream.start > run_limit(soc_, task);
    return too_long ? timeout_status(task) : std::uint32_t{kNoDeviceError};
}

void TaskScheduler::note_failure(StreamQueue& stream, std::uint32_t error) {
    StreamQueue& reporter = stream.model ? *stream.model->executing_for : stream;
    reporter.device_error = error;
    if (reporter.failures.size() < kMostFailures)
        reporter.failures.push_back({stream.id, stream.head_id(), error});
}

}  // namespace ascend::sim
