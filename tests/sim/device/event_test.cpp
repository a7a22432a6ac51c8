// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "machine_fixture.h"
#include "sim/device/device_error.h"
#include "traces/error.h"

namespace ascend::sim::test {
namespace {

TEST(Event, OrdersTwoStreamsToThePicosecond) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, b, wait(event));
    machine.submit(host, b, compute(100));
    machine.submit(host, a, compute(500));
    machine.submit(host, a, record(event));
    machine.synchronize_streams(host, {a, b});

    const Picoseconds recorded = kLaunch + nanoseconds(500) + kGap + kEvent;
    EXPECT_EQ(recording.task(a, 1).end, recorded);
    EXPECT_EQ(recording.task(b, 0).start, Picoseconds(0));
    EXPECT_EQ(recording.task(b, 0).end, recorded);
    EXPECT_EQ(recording.task(b, 1).start, recorded + kGap);
    EXPECT_EQ(machine.clock(host), recorded + kGap + kLaunch + nanoseconds(100));
}

TEST(Event, ThatIsSetHoldsUpNobody) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, a, record(event));
    machine.synchronize_stream(host, a);
    const StreamId b = machine.create_stream(host, 0);
    machine.submit(host, b, wait(event));
    machine.submit(host, b, wait(event));
    machine.synchronize_stream(host, b);
    EXPECT_EQ(machine.clock(host), 3 * kEvent + kGap);
}

TEST(Event, HoldsUpAStreamUntilItIsRecorded) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, a, wait(event));
    EXPECT_EQ(machine.synchronize_stream(host, a, microseconds(7)).status, WaitStatus::kTimeout);
    machine.submit(host, b, record(event));
    EXPECT_EQ(machine.synchronize_stream(host, a).status, WaitStatus::kDone);
    EXPECT_EQ(machine.clock(host), microseconds(7) + kEvent);
}

TEST(Event, AfterAResetHoldsUpAgain) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, stream, record(event));
    machine.submit(host, stream, reset(event));
    machine.synchronize_stream(host, stream);
    EXPECT_FALSE(machine.event_state(host, event).recorded);
    EXPECT_TRUE(machine.event_state(host, event).ticks.has_value());
    machine.submit(host, stream, wait(event));
    EXPECT_EQ(machine.synchronize_stream(host, stream, microseconds(1)).status,
              WaitStatus::kTimeout);
}

TEST(Event, TakesTheTimeInTicksOfTheSoc) {
    SocSpec soc = small_soc();
    soc.scheduler.ticks_per_ms = 50'000;  // 20 ns
    Machine& machine = make_machine({.soc = soc});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const EventId start = machine.create_event(host, 0);
    const EventId end = machine.create_event(host, 0);
    EXPECT_FALSE(machine.event_state(host, start).ticks.has_value());
    machine.submit(host, stream, record(start));
    machine.submit(host, stream, compute(10'000));
    machine.submit(host, stream, record(end));
    machine.synchronize_event(host, end);
    EXPECT_EQ(machine.event_state(host, start).ticks, 1) << "20 ns";
    EXPECT_EQ(machine.event_state(host, end).ticks, 562) << "20 + 11'200 + 20 ns";
}

TEST(Event, IsNotRecordedOnePicosecondEarly) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, stream, record(event));
    machine.spend(host, kEvent);
    EXPECT_FALSE(machine.event_state(host, event).recorded);
    machine.spend(host, Picoseconds(1));
    EXPECT_TRUE(machine.event_state(host, event).recorded);
}

TEST(Event, SynchronizeWaitsForTheLatestRecordAtTheCall) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    EXPECT_EQ(machine.synchronize_event(host, event).status, WaitStatus::kDone);
    EXPECT_EQ(machine.clock(host), Picoseconds(0)) << "never recorded: nothing to wait for";
    machine.submit(host, stream, record(event));
    machine.submit(host, stream, compute(1000));
    machine.submit(host, stream, record(event));
    machine.submit(host, stream, compute(1000));
    EXPECT_EQ(machine.synchronize_event(host, event, microseconds(1)).status, WaitStatus::kTimeout);
    machine.synchronize_event(host, event);
    EXPECT_EQ(machine.clock(host), kEvent + kGap + microseconds(2) + kGap + kEvent);
}

TEST(Event, WaitExpiresWithADeviceErrorAndTheStreamGoesOn) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, stream, wait(event, microseconds(3)));
    machine.submit(host, stream, compute(1000));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kTaskTimeout);
    EXPECT_EQ(machine.clock(host), microseconds(3) + kGap + microseconds(2));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kNoDeviceError)
        << "an error is returned once";
}

TEST(Event, WaitThatWasServedDoesNotExpire) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, stream, record(event));
    machine.submit(host, stream, wait(event, microseconds(3)));
    machine.submit(host, stream, compute(10'000));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kNoDeviceError);
}

TEST(Event, DeadlineOfAWaitThatWasServedKeepsNothingAlive) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, a, wait(event, milliseconds(1000)));
    machine.spend(host, microseconds(3));
    machine.submit(host, b, record(event));
    machine.finish();
    EXPECT_EQ(machine.kernel_time(), microseconds(3) + kEvent);
}

TEST(Event, OfADiscardedTaskIsGivenBack) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    std::vector<EventId> events;
    for (int i = 0; i < 8; ++i) events.push_back(machine.create_event(host, 0));
    machine.submit(host, stream, compute(1000));
    machine.submit(host, stream, record(events[0]));
    machine.spend(host, nanoseconds(1));
    machine.destroy_stream(host, stream, true);
    EXPECT_EQ(machine.synchronize_event(host, events[0]).status, WaitStatus::kDone);
    machine.destroy_event(host, events[0]);
    EXPECT_NO_THROW(machine.create_event(host, 0));
}

TEST(Event, OfAnotherDeviceOrdersStreamsToo) {
    Machine& machine = make_machine({.devices = 2});
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 1);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, b, wait(event));
    machine.submit(host, a, compute(500));
    machine.submit(host, a, record(event));
    machine.synchronize_stream(host, b);
    EXPECT_EQ(machine.clock(host), kLaunch + nanoseconds(500) + kGap + kEvent);
}

TEST(Event, IsGivenBackOnlyWhenNoTaskNamesIt) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    std::vector<EventId> events;
    for (int i = 0; i < 8; ++i) events.push_back(machine.create_event(host, 0));
    EXPECT_THROW(machine.create_event(host, 0), Error) << "the device has 8";
    machine.submit(host, stream, compute(1000));
    machine.submit(host, stream, record(events[0]));
    machine.destroy_event(host, events[0]);
    EXPECT_THROW(machine.create_event(host, 0), Error) << "a task still names it";
    EXPECT_THROW(machine.submit(host, stream, record(events[0])), Error);
    machine.synchronize_stream(host, stream);
    EXPECT_NO_THROW(machine.create_event(host, 0));
}

}  // namespace
}  // namespace ascend::sim::test
