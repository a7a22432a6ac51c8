// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "sim/device/device_error.h"
#include "sim/device/task.h"
#include "sim/host/block_deque.h"
#include "traces/trace.h"
#include "traces/units.h"

namespace ascend::sim {

struct LoadedModel;

inline constexpr std::size_t kMostFailures = 64;
inline constexpr std::uint64_t kNoWatch = ~std::uint64_t{0};

/// A task in a queue, with the arrow of the timeline that leads to it.
struct QueuedTask {
    Task task;
    std::uint64_t flow = 0;
};

enum class StreamState : std::uint8_t {
    kIdle,   ///< nothing to do
    kGap,    ///< the scheduler has not got round to the next task yet
    kReady,  ///< the head task waits for the arbiter
    kBusy,   ///< the head task is with an engine
};

/// A stream: a bounded first-in-first-out queue whose head task alone is outstanding. A sunk stream
/// walks the tasks of its model instead of a queue. Touched by who drives, except where noted.
struct StreamQueue {
    StreamId id = 0;
    DeviceId device = 0;
    std::uint32_t priority = 0;

    BlockDeque<QueuedTask> queue;
    const std::vector<Task>* program = nullptr;  ///< of a sunk stream
    std::size_t position = 0;                    ///< in program
    LoadedModel* model = nullptr;                ///< of a sunk stream

    StreamState state = StreamState::kIdle;
    Picoseconds not_before;  ///< no dispatch earlier: the end of the gap after the last task
    Picoseconds ready, start;
    std::uint64_t last_served = 0;  ///< for round robin
    std::uint32_t device_error = kNoDeviceError;
    std::vector<TaskFailure> failures;     ///< since somebody asked, at most kMostFailures
    std::uint32_t fault = kNoDeviceError;  ///< that was injected into the head task
    bool stops_on_failure = false;         ///< nothing runs behind a task that failed
    bool discarding = false;

    std::uint64_t posted = 0;                 ///< under the host lock
    Picoseconds host_clock;                   ///< of the last submission; under the host lock
    std::atomic<std::uint64_t> completed{0};  ///< read by submitters
    std::uint64_t watch_at = kNoWatch;        ///< a host thread waits for that many completions
    traces::TrackId track = 0;

    bool has_head() const { return program ? position < program->size() : !queue.empty(); }
    const Task& head() const { return program ? (*program)[position] : queue.front().task; }
    std::uint64_t head_flow() const { return program ? 0 : queue.front().flow; }
    std::uint32_t head_id() const {
        return static_cast<std::uint32_t>(program ? position : completed.load());
    }
    bool idle() const { return completed == posted; }
};

}  // namespace ascend::sim
