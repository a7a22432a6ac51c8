// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "machine_fixture.h"
#include "traces/error.h"

namespace ascend::sim::test {
namespace {

TEST(Stream, ExecutesItsTasksInOrderWithAGapBetween) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    for (const std::int64_t cycles : {300, 100, 200}) machine.submit(host, stream, compute(cycles));
    machine.synchronize_stream(host, stream);

    const Picoseconds first_end = kLaunch + nanoseconds(300);
    EXPECT_EQ(recording.task(stream, 0).start, Picoseconds(0));
    EXPECT_EQ(recording.task(stream, 0).end, first_end);
    EXPECT_EQ(recording.task(stream, 1).start, first_end + kGap);
    EXPECT_EQ(recording.task(stream, 1).end, first_end + kGap + kLaunch + nanoseconds(100));
    EXPECT_EQ(machine.clock(host), 3 * kLaunch + 2 * kGap + nanoseconds(600));
    EXPECT_EQ(machine.kernel_time(), machine.clock(host));
}

TEST(Stream, LeavesNoGapBeforeATaskThatComesLater) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(100));
    machine.synchronize_stream(host, stream);
    machine.spend(host, kGap);
    const Picoseconds before = machine.clock(host);
    machine.submit(host, stream, compute(100));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), before + kLaunch + nanoseconds(100));
}

TEST(Stream, RunsBesideAnotherWhereThereAreCores) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    machine.submit(host, a, compute(1000, 2));
    machine.submit(host, b, compute(1000, 2));
    machine.synchronize_streams(host, {a, b});
    EXPECT_EQ(machine.clock(host), kLaunch + nanoseconds(1000));
}

TEST(Stream, WaitsForAnotherWhereThereAreNoCores) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    machine.submit(host, a, compute(1000, 4));
    machine.submit(host, b, compute(1000, 4));
    machine.synchronize_streams(host, {a, b});
    EXPECT_EQ(machine.clock(host), 2 * (kLaunch + nanoseconds(1000)));
}

TEST(Stream, OfHigherPriorityIsServedFirst) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    const StreamId busy = machine.create_stream(host, 0, 7);
    const StreamId low = machine.create_stream(host, 0, 5);
    const StreamId high = machine.create_stream(host, 0, 2);
    machine.submit(host, busy, compute(1000, 4));
    machine.spend(host, nanoseconds(10));
    machine.submit(host, low, compute(1000, 4));
    machine.submit(host, high, compute(1000, 4));
    machine.synchronize_streams(host, {busy, low, high});
    EXPECT_LT(recording.task(high, 0).start, recording.task(low, 0).start);
    EXPECT_EQ(recording.task(high, 0).start, recording.task(busy, 0).end);
}

TEST(Stream, TakesTurnsWithOthersOfItsPriority) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    SocSpec soc = small_soc();
    soc.scheduler.task_gap_us = 0;
    Machine& machine = make_machine({.recorder = &recorder, .soc = soc});
    const HostThreadId host = machine.this_thread();
    std::vector<StreamId> streams;
    for (int i = 0; i < 3; ++i) streams.push_back(machine.create_stream(host, 0));
    for (int round = 0; round < 3; ++round) {
        for (const StreamId stream : streams) machine.submit(host, stream, compute(100, 4));
    }
    machine.synchronize_streams(host, streams);
    std::vector<StreamId> order;
    for (const auto& task : recording.tasks) order.push_back(task.stream);
    const StreamId a = streams[0], b = streams[1], c = streams[2];
    EXPECT_EQ(order, (std::vector<StreamId>{a, b, c, a, b, c, a, b, c}));
}

TEST(Stream, HoldsUpTheSubmitterWhileItIsFull) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    for (int i = 0; i < 8; ++i) machine.submit(host, stream, compute(100));
    EXPECT_EQ(machine.clock(host), Picoseconds(0));
    machine.submit(host, stream, compute(100));
    EXPECT_EQ(machine.clock(host), kLaunch + nanoseconds(100)) << "the end of the first task";
    machine.submit(host, stream, compute(100));
    EXPECT_EQ(machine.clock(host), 2 * (kLaunch + nanoseconds(100)) + kGap);
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), 10 * (kLaunch + nanoseconds(100)) + 9 * kGap);
}

TEST(Stream, IsIdleOnlyOnceItsLastTaskHasEnded) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    EXPECT_TRUE(machine.stream_idle(host, stream));
    machine.submit(host, stream, compute(100));
    EXPECT_FALSE(machine.stream_idle(host, stream));
    machine.spend(host, kLaunch + nanoseconds(100));
    EXPECT_FALSE(machine.stream_idle(host, stream)) << "host actions precede the device's";
    machine.spend(host, Picoseconds(1));
    EXPECT_TRUE(machine.stream_idle(host, stream));
}

TEST(Stream, SynchronizeTimeoutExpiresWithoutCancellingWork) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(5000));
    EXPECT_EQ(machine.synchronize_stream(host, stream, microseconds(2)).status,
              WaitStatus::kTimeout);
    EXPECT_EQ(machine.clock(host), microseconds(2));
    EXPECT_EQ(machine.synchronize_stream(host, stream, microseconds(4) + Picoseconds(1)).status,
              WaitStatus::kDone);
    EXPECT_EQ(machine.clock(host), microseconds(6));
}

TEST(Stream, SynchronizeTimeoutIsTight) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(1000));
    EXPECT_EQ(machine.synchronize_stream(host, stream, microseconds(2)).status,
              WaitStatus::kTimeout);
    EXPECT_EQ(machine.synchronize_stream(host, stream, Picoseconds(1)).status, WaitStatus::kDone);
    EXPECT_EQ(machine.clock(host), microseconds(2));
}

TEST(Stream, DestroyWaitsForWhatIsQueued) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    for (int i = 0; i < 3; ++i) machine.submit(host, stream, compute(1000));
    EXPECT_EQ(machine.live_streams(0), 1u);
    machine.destroy_stream(host, stream);
    EXPECT_EQ(machine.clock(host), 3 * microseconds(2) + 2 * kGap);
    EXPECT_EQ(machine.live_streams(0), 0u);
    EXPECT_THROW(machine.stream_idle(host, stream), Error);
}

TEST(Stream, DestroyByForceEndsWithTheTaskUnderWay) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    for (int i = 0; i < 3; ++i) machine.submit(host, stream, compute(1000));
    machine.spend(host, nanoseconds(10));
    machine.destroy_stream(host, stream, true);
    EXPECT_EQ(machine.clock(host), microseconds(2));
    EXPECT_EQ(machine.stats(0).tasks, 1);
}

TEST(Stream, DestroyByForceReleasesAStreamThatWaitsForAnEvent) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const EventId event = machine.create_event(host, 0);
    machine.submit(host, stream, wait(event));
    machine.submit(host, stream, compute(1000));
    machine.spend(host, microseconds(1));
    machine.destroy_stream(host, stream, true);
    EXPECT_EQ(machine.clock(host), microseconds(1));
}

TEST(Stream, RunsOutWhereTheSchedulerHasNoMore) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    for (int i = 0; i < 16; ++i) machine.create_stream(host, 0);
    EXPECT_THROW(machine.create_stream(host, 0), Error);
    machine.destroy_stream(host, 1);
    EXPECT_NO_THROW(machine.create_stream(host, 0));
}

TEST(Stream, RefusesTasksThatTheDeviceCannotExecute) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    EXPECT_THROW(machine.submit(host, stream, compute(1, 0)), Error);
    EXPECT_THROW(machine.submit(host, stream, compute(1, 1, CoreType::kVectorCore)), Error);
    EXPECT_THROW(machine.submit(host, stream, {nullptr, KernelTask{}}), Error);
    EXPECT_THROW(machine.submit(host, stream, copy(CopyDirection::kHostToDevice, Bytes(-1))),
                 Error);
    EXPECT_THROW(machine.submit(host, stream, record(99)), Error);
    EXPECT_THROW(machine.submit(host, 99, compute(1)), Error);
    EXPECT_TRUE(machine.stream_idle(host, stream));
}

TEST(Machine, ExistsOnce) {
    make_machine();
    EXPECT_THROW(make_machine(), Error);
}

TEST(Machine, OfTwoDevicesRunsBothAsFastAsOne) {
    Machine& machine = make_machine({.devices = 2});
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 1);
    for (int i = 0; i < 3; ++i) machine.submit(host, a, load(0x10000, Bytes(1 << 20), 4));
    machine.synchronize_stream(host, a);
    const Picoseconds alone = machine.clock(host);
    machine.flush_l2(host, 0);
    for (int i = 0; i < 3; ++i) {
        machine.submit(host, a, load(0x10000, Bytes(1 << 20), 4));
        machine.submit(host, b, load(0x10000, Bytes(1 << 20), 4));
    }
    const Picoseconds begin = machine.clock(host);
    machine.synchronize_streams(host, {a, b});
    EXPECT_EQ(machine.clock(host) - begin, alone + kGap) << "device 0 has just ended a task";
    EXPECT_EQ(machine.stats(1).dram_read, Bytes(1 << 20));
}

TEST(Machine, FinishRunsWhatIsQueuedAndClosesTheSinks) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(1000));
    machine.spend(host, nanoseconds(1));
    machine.submit(host, stream, compute(1000));
    machine.finish();
    machine.finish();
    EXPECT_EQ(recording.tasks.size(), 2u);
    EXPECT_EQ(recording.end, 2 * microseconds(2) + kGap);
    EXPECT_FALSE(recorder.enabled());
}

}  // namespace
}  // namespace ascend::sim::test
