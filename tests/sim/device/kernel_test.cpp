// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "machine_fixture.h"
#include "sim/device/plan_traffic.h"
#include "sim/kernel/play_block.h"

namespace ascend::sim::test {
namespace {

const KernelPlan& plan_of(const Task& task) {
    return *std::get<KernelTask>(task.work).plan;
}

/// The time of one block of `task` by the pure rule, all its loads missing L2.
Picoseconds cold_block(const Task& task, const SocSpec& soc, std::int64_t active) {
    MemoryView memory = memory_view(soc, soc.ai_core, active);
    memory.miss_per_1024[0] = 1024;
    const KernelPlan& plan = plan_of(task);
    return cycles_to_time(play_block(plan, plan.programs[0], soc.ai_core, memory).total,
                          soc.ai_core.frequency_mhz);
}

TEST(Kernel, TakesLaunchAndTheTimeOfItsBlocksToThePicosecond) {
    SocSpec soc = small_soc();
    soc.ai_core.frequency_mhz = 1080;
    soc.l2.read_latency_ns = 120;
    soc.dram.read_latency_ns = 330;
    Machine& machine = make_machine({.soc = soc});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    for (const std::uint32_t blocks : {1u, 2u, 4u}) {
        const Task task = load(0x10000, Bytes(1 << 19), blocks);
        machine.flush_l2(host, 0);
        machine.spend(host, microseconds(1));
        const Picoseconds begin = machine.clock(host);
        machine.submit(host, stream, task);
        machine.synchronize_stream(host, stream);
        EXPECT_EQ(machine.clock(host) - begin, kLaunch + cold_block(task, soc, blocks));
    }
}

TEST(Kernel, LaunchGrowsWithBlocksUpToItsCap) {
    SocSpec soc = small_soc();
    soc.scheduler.kernel_launch_us_per_block = 0.5;
    soc.scheduler.kernel_launch_us_max = 2.2;
    Machine& machine = make_machine({.soc = soc});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(100, 2));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), microseconds(2) + nanoseconds(100));
    machine.submit(host, stream, compute(100, 4));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), microseconds(2) + nanoseconds(100 + 100 + 2200 + 100));
}

TEST(Kernel, StartsColdOnce) {
    SocSpec soc = small_soc();
    soc.ai_core.first_load_cycles = 500;
    soc.ai_core.first_load_cycles_per_block = 10;
    Machine& machine = make_machine({.soc = soc});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(100, 8));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), kLaunch + nanoseconds(500 + 4 * 10 + 100 + 100));
}

TEST(Kernel, WithMoreBlocksThanCoresRunsInWaves) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(1000, 9));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), kLaunch + 3 * nanoseconds(1000));
}

TEST(Kernel, TakesTheCoresThatAnotherLeavesFree) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    machine.submit(host, a, compute(1000, 3));
    machine.spend(host, nanoseconds(1));
    machine.submit(host, b, compute(400, 4));
    machine.synchronize_stream(host, b);
    // One block at a time on the fourth core: 1001, 1401, 1801 ns; the last one when the first
    // kernel gives back its three.
    EXPECT_EQ(machine.clock(host), microseconds(2) + nanoseconds(400));
}

TEST(Kernel, SharingDramWithAnotherIsStretched) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    const Bytes bytes(8 << 20);
    machine.submit(host, a, load(1 << 28, bytes, 2));
    machine.synchronize_stream(host, a);
    const Picoseconds alone = machine.clock(host);
    machine.spend(host, microseconds(1));
    const Picoseconds begin = machine.clock(host);
    machine.submit(host, a, load(std::uint64_t{2} << 28, bytes, 2));
    machine.submit(host, b, load(std::uint64_t{3} << 28, bytes, 2));
    machine.synchronize_streams(host, {a, b});
    const Picoseconds both = machine.clock(host) - begin;
    EXPECT_GT(both, 2 * (alone - kLaunch));
    EXPECT_LE(both, 2 * alone);
}

TEST(Kernel, FindsInL2WhatTheOneBeforeItLeft) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const Bytes bytes(1 << 19);
    for (int i = 0; i < 2; ++i) machine.submit(host, stream, load(0x100000, bytes, 4));
    machine.synchronize_stream(host, stream);
    const auto& cold = recording.task(stream, 0);
    const auto& warm = recording.task(stream, 1);
    EXPECT_EQ(cold.dram_read, bytes);
    EXPECT_EQ(warm.dram_read, Bytes(0));
    EXPECT_EQ(warm.l2_read, bytes);
    EXPECT_GT(cold.core_time, 3 * warm.core_time) << "16 against 64 GB/s";
}

TEST(Kernel, OutputStaysInL2ForItsConsumer) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const Bytes bytes(1 << 18);
    machine.submit(host, stream, load(0x100000, bytes, 4, 0x900000));
    machine.submit(host, stream, load(0x900000, bytes, 4));
    machine.synchronize_stream(host, stream);
    const DeviceStats stats = machine.stats(0);
    EXPECT_EQ(stats.dram_read, bytes);
    EXPECT_EQ(stats.dram_write, Bytes(0));
    EXPECT_EQ(stats.l2_read, 2 * bytes);
    EXPECT_EQ(stats.l2_write, bytes);
}

/// Two streams of 3/4 MiB through 1 MiB: half of what they push out was written.
TEST(Kernel, StreamsThatL2CannotHoldDriveTheirOwnResultsOut) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const Bytes bytes(3 << 18);
    machine.submit(host, stream, load(0x100000, bytes, 4, 0x900000));
    machine.synchronize_stream(host, stream);
    const DeviceStats stats = machine.stats(0);
    EXPECT_EQ(stats.dram_read, bytes);
    EXPECT_NEAR(static_cast<double>(stats.dram_write.count()), 1 << 18, 1 << 16);
}

/// What fits is written back by nobody, however many pieces it comes in.
TEST(Kernel, StreamsThatL2HoldsAreNotWrittenBack) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, load(0x100000, Bytes(1 << 19), 4, 0x900000));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.stats(0).dram_write, Bytes(0));
}

TEST(Kernel, OnVectorCoresPaysForItsBlocksAsTheyDo) {
    SocSpec soc = split_soc();
    soc.scheduler.kernel_launch_us_per_block = 0.5;
    soc.scheduler.vector_launch_us_per_block = 0.25;
    Machine& machine = make_machine({.soc = soc});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(100, 2, CoreType::kVectorCore));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), kLaunch + nanoseconds(500 + 100));
}

TEST(Kernel, AccountsForEveryCycleOfEveryPipe) {
    SocSpec soc = small_soc();
    soc.ai_core.first_load_cycles = 300;
    Machine& machine = make_machine({.soc = soc});
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    for (int i = 0; i < 3; ++i) {
        machine.submit(host, a,
                       load(static_cast<std::uint64_t>(i + 1) << 28, Bytes(3 << 19), 3,
                            static_cast<std::uint64_t>(i + 1) << 30));
        machine.submit(host, b, load(static_cast<std::uint64_t>(i + 7) << 28, Bytes(1 << 20), 2));
        machine.submit(host, b, compute(777, 5));
    }
    machine.synchronize_streams(host, {a, b});
    const DeviceStats stats = machine.stats(0);
    ASSERT_EQ(stats.cores.size(), 4u);
    Cycles busy;
    for (const CoreStats& core : stats.cores) {
        EXPECT_EQ(core.cycles.count(), machine.kernel_time().count() / 1000);
        for (std::size_t pipe = 0; pipe < kPipeCount; ++pipe) {
            EXPECT_EQ(core.busy[pipe] + core.stall[pipe] + core.idle[pipe], core.cycles);
            EXPECT_GE(core.idle[pipe], Cycles(0)) << core.name << " " << kPipeNames[pipe];
            EXPECT_GE(core.stall[pipe], Cycles(0));
            busy += core.busy[pipe];
        }
    }
    EXPECT_GT(busy, Cycles(3 * 5 * 777));
    EXPECT_EQ(stats.cores[3].name, "device_0.ai_core_3");
}

TEST(Kernel, OnVectorCoresLeavesAiCoresToOthers) {
    Machine& machine = make_machine({.soc = split_soc()});
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    machine.submit(host, a, compute(1000, 8, CoreType::kVectorCore));
    machine.submit(host, b, compute(1000, 4, CoreType::kAiCore));
    machine.synchronize_streams(host, {a, b});
    EXPECT_EQ(machine.clock(host), kLaunch + nanoseconds(1000));
}

TEST(Kernel, OnBothKindsOfCoresTakesBoth) {
    Machine& machine = make_machine({.soc = split_soc()});
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    machine.submit(host, a, compute(1000, 3, CoreType::kMix));
    machine.spend(host, nanoseconds(1));
    machine.submit(host, b, compute(300, 4, CoreType::kVectorCore));
    machine.synchronize_stream(host, b);
    EXPECT_EQ(machine.clock(host), nanoseconds(1) + kLaunch + 2 * nanoseconds(300))
        << "two vector cores are left";
    machine.synchronize_stream(host, a);
    const DeviceStats stats = machine.stats(0);
    const auto vector = static_cast<std::size_t>(Pipe::kVector);
    EXPECT_EQ(stats.cores[0].busy[vector], Cycles(0)) << "the vector cores beside it did that";
    EXPECT_EQ(stats.cores[4].name, "device_0.vector_core_0");
    EXPECT_EQ(stats.cores[4].busy[vector], Cycles(1000));
}

TEST(Kernel, SaysWhatItWasBoundBy) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    machine.submit(host, stream, compute(100, 4));
    machine.submit(host, stream, compute(5000, 4));
    machine.submit(host, stream, load(1 << 28, Bytes(1 << 20), 4));
    machine.submit(host, stream, load(1 << 28, Bytes(1 << 20), 4));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(recording.task(stream, 0).bound, "launch");
    EXPECT_EQ(recording.task(stream, 1).bound, "vector");
    EXPECT_EQ(recording.task(stream, 2).bound, "dram");
    EXPECT_EQ(recording.task(stream, 3).bound, "l2");
    EXPECT_EQ(recording.task(stream, 1).block_dim, 4u);
    EXPECT_EQ(recording.task(stream, 1).cycles, 20'000);
    EXPECT_EQ(recording.task(stream, 1).core_time, nanoseconds(5000));
}

TEST(PlanTraffic, IsThatOfThePureRule) {
    const Task task = load(0x1000, Bytes(1 << 20), 4, 0x900000);
    const KernelPlan& plan = plan_of(task);
    const PlanTraffic traffic = plan_traffic(plan);
    const std::vector<Bytes> rule = program_traffic(plan, plan.programs[0]);
    for (std::size_t i = 0; i < rule.size(); ++i) {
        EXPECT_EQ(traffic.programs[0].loaded[i] + traffic.programs[0].stored[i], rule[i]);
        EXPECT_EQ(traffic.total.loaded[i] + traffic.total.stored[i], 4 * rule[i]);
    }
    EXPECT_EQ(traffic.total.loaded[0], Bytes(1 << 20));
    EXPECT_EQ(traffic.total.stored[1], Bytes(1 << 20));
}

}  // namespace
}  // namespace ascend::sim::test
