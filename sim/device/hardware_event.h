// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/device/stream_queue.h"
#include "sim/device/task.h"

namespace ascend::sim {

class EventEngine;

/// A flag of an event engine with the time at which it was last set.
struct HardwareEvent {
    struct Waiter {
        EventEngine* engine;
        StreamQueue* stream;
        Picoseconds deadline;
    };

    EventId id = 0;
    DeviceId device = 0;
    bool set = false;
    std::optional<std::int64_t> ticks;
    std::vector<Waiter> waiters;  ///< streams held back, in order of arrival

    std::uint64_t records_posted = 0;  ///< under the host lock
    std::uint64_t records_executed = 0;
    std::uint64_t watch_at = kNoWatch;
    std::uint64_t uses_posted = 0;  ///< tasks that name the event; under the host lock
    std::uint64_t uses_ended = 0;
    std::uint64_t waits_posted = 0;  ///< under the host lock
    std::uint64_t waits_ended = 0;
    bool destroyed = false;  ///< goes when no task names it any more
};

}  // namespace ascend::sim
