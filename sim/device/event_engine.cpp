// SPDX-License-Identifier: Apache-2.0
#include "sim/device/event_engine.h"

#include <algorithm>
#include <cmath>

namespace ascend::sim {
namespace {

__extension__ using Wide = __int128;
constexpr std::int64_t kPicosecondsPerMs = 1'000'000'000;

}  // namespace

EventEngine::EventEngine(sc_core::sc_module_name name, const SocSpec& soc, EventTable& events,
                         Retirement& retirement, Progress& progress)
    : sc_module(name),
      events_(events),
      retirement_(retirement),
      progress_(progress),
      operation_time_(from_microseconds(soc.scheduler.event_us)),
      ticks_per_ms_(std::llround(soc.scheduler.ticks_per_ms)),
      alarm_("alarm", progress) {
    SC_HAS_PROCESS(EventEngine);
    SC_METHOD(process);
    sensitive << alarm_.event();
    dont_initialize();
}

void EventEngine::dispatch(StreamQueue& stream, const EventRecordTask& task) {
    start(Kind::kRecord, stream, task.event);
}

void EventEngine::dispatch(StreamQueue& stream, const EventWaitTask& task) {
    start(Kind::kWait, stream, task.event, task.timeout);
}

void EventEngine::dispatch(StreamQueue& stream, const EventResetTask& task) {
    start(Kind::kReset, stream, task.event);
}

void EventEngine::start(Kind kind, StreamQueue& stream, EventId id, Picoseconds timeout) {
    const Picoseconds now = simulated_now();
    HardwareEvent& event = events_.at(id);
    const std::uint64_t serial = ++operations_started_;
    operations_.push(now + operation_time_, {kind, &stream, &event, serial});
    if (timeout < kForever - now) {
        operations_.push(now + timeout, {Kind::kTimeout, &stream, &event, serial});
    }
    alarm_.set(operations_.next());
}

void EventEngine::process() {
    alarm_.acknowledge();
    const Picoseconds now = simulated_now();
    while (operations_.due(now)) execute(operations_.pop());
    alarm_.set(operations_.next());
}

void EventEngine::execute(const Operation& operation) {
    HardwareEvent& event = *operation.event;
    switch (operation.kind) {
        case Kind::kRecord:
            record(event);
            return retire(*operation.stream, event, kNoDeviceError);
        case Kind::kWait:
            if (event.set) return retire(*operation.stream, event, kNoDeviceError);
            return hold(operation);
        case Kind::kReset:
            event.set = false;
            return retire(*operation.stream, event, kNoDeviceError);
        case Kind::kTimeout:
            return expire(operation);
    }
}

void EventEngine::record(HardwareEvent& event) {
    event.set = true;
    event.ticks = static_cast<std::int64_t>(Wide{simulated_now().count()} * ticks_per_ms_ /
                                            kPicosecondsPerMs);
    if (++event.records_executed >= event.watch_at) {
        event.watch_at = kNoWatch;
        progress_.changed();
    }
    for (const auto& waiter : std::exchange(event.waiters, {})) {
        waiter.engine->retire(*waiter.stream, event, kNoDeviceError);
    }
}

void EventEngine::hold(const Operation& operation) {
    if (operation.stream->discarding) {
        return retire(*operation.stream, *operation.event, kNoDeviceError);
    }
    operation.event->waiters.push_back({this, operation.stream, operation.serial});
}

void EventEngine::expire(const Operation& operation) {
    auto& waiters = operation.event->waiters;
    const auto held = std::find_if(waiters.begin(), waiters.end(), [&](const auto& waiter) {
        return waiter.engine == this && waiter.serial == operation.serial;
    });
    if (held == waiters.end()) return;
    waiters.erase(held);
    retire(*operation.stream, *operation.event, kTaskTimeout);
}

void EventEngine::retire(StreamQueue& stream, HardwareEvent& event, std::uint32_t device_error) {
    ++event.uses_ended;
    TaskOutcome outcome;
    outcome.device_error = device_error;
    retirement_.retire(stream, outcome);
}

void EventEngine::cancel(StreamQueue& stream) {
    if (stream.state != StreamState::kBusy) return;
    const auto* wait = std::get_if<EventWaitTask>(&stream.head().work);
    if (wait == nullptr) return;
    HardwareEvent& event = events_.at(wait->event);
    const auto held = std::find_if(event.waiters.begin(), event.waiters.end(),
                                   [&](const auto& waiter) { return waiter.stream == &stream; });
    if (held == event.waiters.end()) return;
    event.waiters.erase(held);
    retire(stream, event, kNoDeviceError);
}

}  // namespace ascend::sim
