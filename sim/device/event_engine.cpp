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
                         ValueWaiters& value_waiters, Retirement& retirement, Progress& progress)
    : sc_module(name),
      events_(events),
      value_waiters_(value_waiters),
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
    start(Kind::kRecord, stream, &events_.at(task.event));
}

void EventEngine::dispatch(StreamQueue& stream, const EventWaitTask& task) {
    start(Kind::kWait, stream, &events_.at(task.event));
}

void EventEngine::dispatch(StreamQueue& stream, const EventResetTask& task) {
    start(Kind::kReset, stream, &events_.at(task.event));
}

void EventEngine::dispatch(StreamQueue& stream, const ValueWriteTask&) {
    start(Kind::kValueWrite, stream, nullptr);
}

void EventEngine::dispatch(StreamQueue& stream, const ValueWaitTask&) {
    start(Kind::kValueWait, stream, nullptr);
}

void EventEngine::start(Kind kind, StreamQueue& stream, HardwareEvent* event) {
    operations_.push(simulated_now() + operation_time_, {kind, &stream, event});
    alarm_.set(operations_.next());
}

void EventEngine::process() {
    alarm_.acknowledge();
    const Picoseconds now = simulated_now();
    while (operations_.due(now)) execute(operations_.pop());
    while (!expiries_.empty() && expiries_.begin()->first.first <= now) expire();
    alarm_.set(next_due());
}

Picoseconds EventEngine::next_due() const {
    const Picoseconds expiry = expiries_.empty() ? kForever : expiries_.begin()->first.first;
    return std::min(operations_.next(), expiry);
}

void EventEngine::execute(const Operation& operation) {
    switch (operation.kind) {
        case Kind::kRecord:
            record(*operation.event);
            return retire(*operation.stream, *operation.event, kNoDeviceError);
        case Kind::kWait:
            return await(operation);
        case Kind::kReset:
            operation.event->set = false;
            return retire(*operation.stream, *operation.event, kNoDeviceError);
        case Kind::kValueWrite:
            return retirement_.retire(*operation.stream, {});
        case Kind::kValueWait:
            return await_value(*operation.stream);
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
        waiter.engine->pass(waiter, event, kNoDeviceError);
    }
}

void EventEngine::await(const Operation& operation) {
    StreamQueue& stream = *operation.stream;
    HardwareEvent& event = *operation.event;
    if (event.set || stream.discarding) {
        ++event.waits_ended;
        return retire(stream, event, kNoDeviceError);
    }
    const Picoseconds timeout = std::get<EventWaitTask>(stream.head().work).timeout;
    const Picoseconds deadline =
        timeout < kForever - stream.start ? stream.start + timeout : kForever;
    event.waiters.push_back({this, &stream, deadline});
    if (deadline < kForever)
        expiries_.emplace(std::pair(deadline, stream.id), Expiry{&stream, &event});
}

void EventEngine::await_value(StreamQueue& stream) {
    if (stream.discarding || std::get<ValueWaitTask>(stream.head().work).holds())
        return retirement_.retire(stream, {});
    value_waiters_.push_back({this, &stream});
}

void EventEngine::memory_written() {
    for (const ValueWaiter& waiter : std::exchange(value_waiters_, {})) {
        waiter.engine->await_value(*waiter.stream);
    }
}

void EventEngine::end_value_wait(const StreamQueue& stream) {
    const auto held = std::find_if(value_waiters_.begin(), value_waiters_.end(),
                                   [&](const auto& waiter) { return waiter.stream == &stream; });
    if (held == value_waiters_.end()) return;
    StreamQueue& released = *held->stream;
    value_waiters_.erase(held);
    retirement_.retire(released, {});
}

/// The wait is over; its deadline, if it had one, must not keep the simulation alive.
void EventEngine::pass(const HardwareEvent::Waiter& waiter, HardwareEvent& event,
                       std::uint32_t device_error) {
    if (expiries_.erase({waiter.deadline, waiter.stream->id}) > 0) alarm_.put_off(next_due());
    ++event.waits_ended;
    retire(*waiter.stream, event, device_error);
}

void EventEngine::expire() {
    const Expiry expiry = expiries_.begin()->second;
    end_wait(*expiry.stream, *expiry.event, kTaskTimeout);
}

void EventEngine::end_wait(StreamQueue& stream, HardwareEvent& event, std::uint32_t device_error) {
    const auto held = std::find_if(event.waiters.begin(), event.waiters.end(),
                                   [&](const auto& waiter) { return waiter.stream == &stream; });
    if (held == event.waiters.end()) return;
    const HardwareEvent::Waiter waiter = *held;
    event.waiters.erase(held);
    pass(waiter, event, device_error);
}

void EventEngine::retire(StreamQueue& stream, HardwareEvent& event, std::uint32_t device_error) {
    ++event.uses_ended;
    TaskOutcome outcome;
    outcome.device_error = device_error;
    retirement_.retire(stream, outcome);
}

void EventEngine::cancel(StreamQueue& stream) {
    if (stream.state != StreamState::kBusy) return;
    const Task& head = stream.head();
    if (const auto* wait = std::get_if<EventWaitTask>(&head.work))
        end_wait(stream, events_.at(wait->event), kNoDeviceError);
    else if (std::holds_alternative<ValueWaitTask>(head.work))
        end_value_wait(stream);
}

void EventEngine::drop(const EventRecordTask& task) {
    HardwareEvent& event = events_.at(task.event);
    ++event.uses_ended;
    ++event.records_executed;
    if (event.watch_at != kNoWatch) progress_.changed();
}

void EventEngine::drop(const EventWaitTask& task) {
    HardwareEvent& event = events_.at(task.event);
    ++event.uses_ended;
    ++event.waits_ended;
}

void EventEngine::drop(const EventResetTask& task) {
    ++events_.at(task.event).uses_ended;
}

}  // namespace ascend::sim
