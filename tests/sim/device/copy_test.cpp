// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "machine_fixture.h"

namespace ascend::sim::test {
namespace {

constexpr Picoseconds kLatency = microseconds(5);
constexpr Bytes kMegabyte{1'000'000};

/// 10 GB/s in whole units of rate: 10'485.76 of 2^-20 B/ps, rounded to the nearest.
Picoseconds on_link(Bytes bytes, std::int64_t rate = 10'486) {
    return Picoseconds(ceil_div(bytes.count() << 20, rate));
}

TEST(Copy, TakesLatencyAndItsBytesOverTheLink) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, copy(CopyDirection::kHostToDevice, kMegabyte));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), kLatency + on_link(kMegabyte));
}

TEST(Copy, OfPageableMemoryIsSlower) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    Task task = copy(CopyDirection::kDeviceToHost, kMegabyte);
    std::get<CopyTask>(task.work).pageable = true;
    machine.submit(host, stream, std::move(task));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), kLatency + on_link(kMegabyte, 5243));
}

TEST(Copy, MovesItsBytesWhenItEnds) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    bool moved = false;
    machine.submit(host, stream,
                   copy(CopyDirection::kHostToDevice, Bytes(0), [&] { moved = true; }));
    machine.spend(host, kLatency);
    EXPECT_FALSE(machine.stream_idle(host, stream));
    EXPECT_FALSE(moved);
    machine.spend(host, Picoseconds(1));
    EXPECT_TRUE(machine.stream_idle(host, stream));
    EXPECT_TRUE(moved);
}

TEST(Copy, SharesTheLinkWithOthersInItsDirection) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    machine.submit(host, a, copy(CopyDirection::kHostToDevice, kMegabyte));
    machine.submit(host, b, copy(CopyDirection::kHostToDevice, kMegabyte));
    machine.synchronize_streams(host, {a, b});
    const Picoseconds together = machine.clock(host) - kLatency;
    EXPECT_GT(together, 2 * on_link(kMegabyte) - nanoseconds(100));
    EXPECT_LE(together, 2 * on_link(kMegabyte));
}

TEST(Copy, DoesNotMeetTheOppositeDirection) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    machine.submit(host, a, copy(CopyDirection::kHostToDevice, Bytes(500'000)));
    machine.submit(host, b, copy(CopyDirection::kDeviceToHost, Bytes(300'000)));
    machine.synchronize_streams(host, {a, b});
    EXPECT_GE(machine.clock(host), kLatency + on_link(Bytes(500'000)));
    EXPECT_LT(machine.clock(host), kLatency + on_link(Bytes(700'000)))
        << "DRAM, at 16 GB/s, is what the two share";
}

TEST(Copy, WaitsForAChannel) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    std::vector<StreamId> streams;
    for (int i = 0; i < 3; ++i) {
        streams.push_back(machine.create_stream(host, 0));
        machine.submit(host, streams.back(), copy(CopyDirection::kHostToDevice, Bytes(0)));
    }
    machine.synchronize_streams(host, streams);
    EXPECT_EQ(machine.clock(host), 2 * kLatency) << "there are two channels";
}

TEST(Copy, OverlapsWithAKernel) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    machine.submit(host, a, copy(CopyDirection::kHostToDevice, kMegabyte));
    machine.submit(host, b, compute(90'000, 4));
    machine.synchronize_streams(host, {a, b});
    EXPECT_EQ(machine.clock(host), kLatency + on_link(kMegabyte));
}

TEST(Copy, SlowsDownAKernelThatNeedsTheSameMemory) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    const Bytes bytes(4 << 20);
    machine.submit(host, a, load(1 << 28, bytes, 4));
    machine.synchronize_stream(host, a);
    const Picoseconds alone = machine.clock(host);

    const Picoseconds begin = machine.clock(host);
    machine.submit(host, b, copy(CopyDirection::kDeviceToHost, bytes));
    machine.submit(host, a, load(std::uint64_t{1} << 29, bytes, 4));
    machine.synchronize_stream(host, a);
    EXPECT_GT(machine.clock(host) - begin, alone + microseconds(50));
}

TEST(Copy, LeavesInL2WhatAKernelThenFinds) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    Task upload = copy(CopyDirection::kHostToDevice, Bytes(1 << 18));
    std::get<CopyTask>(upload.work).destination = 0x100000;
    machine.submit(host, stream, std::move(upload));
    machine.submit(host, stream, load(0x100000, Bytes(1 << 18)));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.stats(0).dram_read, Bytes(0));
    EXPECT_EQ(machine.stats(0).h2d, Bytes(1 << 18));
}

TEST(Copy, InsideADeviceReadsAndWrites) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, copy(CopyDirection::kDeviceToDevice, kMegabyte));
    machine.synchronize_stream(host, stream);
    const DeviceStats stats = machine.stats(0);
    EXPECT_EQ(stats.d2d, kMegabyte);
    EXPECT_EQ(stats.dram_read, kMegabyte);
    EXPECT_EQ(stats.dram_write, kMegabyte);
    EXPECT_EQ(machine.clock(host), microseconds(1) + on_link(kMegabyte, 8389));
}

TEST(Copy, ToAnotherDeviceTakesItsMemoryToo) {
    Machine& machine = make_machine({.devices = 2});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    Task task = copy(CopyDirection::kPeer, kMegabyte);
    std::get<CopyTask>(task.work).peer = 1;
    machine.submit(host, stream, std::move(task));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.stats(0).dram_read, kMegabyte);
    EXPECT_EQ(machine.stats(1).dram_write, kMegabyte);
    EXPECT_EQ(machine.clock(host), microseconds(3) + on_link(kMegabyte, 5243));
}

TEST(Memset, IsWrittenBySdma) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    bool filled = false;
    machine.submit(host, stream, {nullptr, MemsetTask{kMegabyte, 0, [&] { filled = true; }}});
    machine.synchronize_stream(host, stream);
    EXPECT_TRUE(filled);
    EXPECT_EQ(machine.clock(host), microseconds(1) + on_link(kMegabyte, 8389));
}

TEST(AiCpu, TakesItsFixedCostOrItsBytesIfThatIsLonger) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, {nullptr, AiCpuTask{Bytes(1000), {}}});
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), microseconds(50));
    machine.submit(host, stream, {nullptr, AiCpuTask{Bytes(100'000), {}}});
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), microseconds(50) + kGap + on_link(Bytes(100'000), 1049));
}

TEST(AiCpu, RunsAsManyOperatorsAsThereAre) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    std::vector<StreamId> streams;
    for (int i = 0; i < 3; ++i) {
        streams.push_back(machine.create_stream(host, 0));
        machine.submit(host, streams.back(), {nullptr, AiCpuTask{}});
    }
    machine.synchronize_streams(host, streams);
    EXPECT_EQ(machine.clock(host), microseconds(100)) << "there are two";
}

}  // namespace
}  // namespace ascend::sim::test
