// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "machine_fixture.h"
#include "sim/device/device_error.h"
#include "traces/error.h"

namespace ascend::sim::test {
namespace {

constexpr Picoseconds kStart = microseconds(10);
constexpr Picoseconds kEnd = microseconds(5);

Task execute(ModelId model, std::vector<std::uint64_t> bases = {}) {
    return {nullptr, ModelExecuteTask{model, std::move(bases)}};
}

ModelImage chain(int kernels, std::int64_t cycles) {
    ModelImage image;
    image.streams.emplace_back();
    for (int i = 0; i < kernels; ++i) image.streams[0].push_back(compute(cycles));
    return image;
}

TEST(Model, TakesStartTasksAndEnd) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const ModelId model = machine.load_model(host, 0, chain(3, 100));
    machine.submit(host, stream, execute(model));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host),
              kStart + 3 * (kLaunch + nanoseconds(100)) + 2 * kModelGap + kEnd);
}

TEST(Model, ExecutesAgainWithTheSameTasks) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const ModelId model = machine.load_model(host, 0, chain(2, 100));
    for (int i = 0; i < 3; ++i) machine.submit(host, stream, execute(model));
    EXPECT_EQ(machine.synchronize_stream(host, stream).device_error, kNoDeviceError);
    const Picoseconds one = kStart + 2 * (kLaunch + nanoseconds(100)) + kModelGap + kEnd;
    EXPECT_EQ(machine.clock(host), 3 * one + 2 * kGap);
    const StreamId sunk = recording.tasks.front().stream;
    EXPECT_NE(sunk, stream);
    EXPECT_EQ(recording.task(sunk, 0).iteration, 0u);
    EXPECT_EQ(recording.task(sunk, 5).iteration, 2u);
    EXPECT_EQ(recording.task(sunk, 5).task, 1u);
    EXPECT_EQ(recording.task(sunk, 5).model, model);
}

TEST(Model, OfTwoStreamsIsOrderedByItsEventsInEveryExecution) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    ModelImage image;
    image.events = 1;
    image.streams.resize(2);
    image.streams[0] = {compute(1000), record(1)};
    image.streams[1] = {wait(1), compute(100)};
    const ModelId model = machine.load_model(host, 0, std::move(image));
    for (int i = 0; i < 2; ++i) machine.submit(host, stream, execute(model));
    machine.synchronize_stream(host, stream);
    const Picoseconds recorded = microseconds(2) + kModelGap + kEvent;
    const Picoseconds one = kStart + recorded + kModelGap + kLaunch + nanoseconds(100) + kEnd;
    EXPECT_EQ(machine.clock(host), 2 * one + kGap) << "the event is clear at each start";
}

TEST(Model, StartsTheStreamThatAnExecuteNames) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    ModelImage image;
    image.streams = {{compute(1000)}, {compute(5000)}, {}};
    const ModelId model = machine.load_model(host, 0, std::move(image));
    const auto run = [&](std::uint32_t only) {
        const Picoseconds start = machine.clock(host);
        machine.submit(host, stream, {nullptr, ModelExecuteTask{model, {}, only}});
        machine.synchronize_stream(host, stream);
        return machine.clock(host) - start;
    };
    run(0);
    EXPECT_EQ(run(0), kGap + kStart + kLaunch + nanoseconds(1000) + kEnd);
    EXPECT_EQ(run(1) - run(0), nanoseconds(4000));
    EXPECT_EQ(run(2), kGap + kStart + kEnd) << "nothing in it";
    EXPECT_THROW(machine.submit(host, stream, {nullptr, ModelExecuteTask{model, {}, 3}}), Error);
}

TEST(Model, LeavesItsEffectWhenItEnds) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const ModelId model = machine.load_model(host, 0, chain(1, 100));
    int effects = 0;
    Task task = execute(model);
    task.effect = [&effects] { ++effects; };
    machine.submit(host, stream, task);
    const Picoseconds end = kStart + kLaunch + nanoseconds(100) + kEnd;
    machine.synchronize_stream(host, stream, end - Picoseconds(1));
    EXPECT_EQ(effects, 0);
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(effects, 1);
}

TEST(Model, ThatIsStillExecutingFailsASecondExecute) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    const ModelId model = machine.load_model(host, 0, chain(3, 100));
    machine.submit(host, a, execute(model));
    machine.spend(host, microseconds(1));
    machine.submit(host, b, execute(model));
    EXPECT_EQ(machine.synchronize_stream(host, b).device_error, kModelBusy);
    EXPECT_EQ(machine.synchronize_stream(host, b).device_error, kNoDeviceError);
    EXPECT_EQ(machine.synchronize_stream(host, a).device_error, kNoDeviceError);
    machine.submit(host, b, execute(model));
    EXPECT_EQ(machine.synchronize_stream(host, b).device_error, kNoDeviceError);
}

TEST(Model, FindsItsTensorsWhereTheExecuteSays) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    ModelImage image;
    image.streams.emplace_back();
    Task task = load(0x1000, Bytes(1 << 18), 2);
    std::get<KernelTask>(task.work).operands[0].segment = 1;
    image.streams[0].push_back(task);
    const ModelId model = machine.load_model(host, 0, std::move(image));
    EXPECT_THROW(machine.submit(host, stream, execute(model, {0})), Error) << "two segments";
    const std::uint64_t here = 1 << 28, there = std::uint64_t{1} << 30;
    machine.submit(host, stream, execute(model, {0, here}));
    machine.submit(host, stream, execute(model, {0, here}));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.stats(0).dram_read, Bytes(1 << 18)) << "the second finds it in L2";
    machine.submit(host, stream, execute(model, {0, there}));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.stats(0).dram_read, Bytes(2 << 18));
}

TEST(Model, UnloadWaitsForItsEndAndGivesBackItsStreams) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    ModelImage image = chain(2, 100);
    image.events = 8;
    const ModelId model = machine.load_model(host, 0, std::move(image));
    EXPECT_EQ(machine.live_streams(0), 2u);
    EXPECT_THROW(machine.create_event(host, 0), Error);
    machine.submit(host, stream, execute(model));
    machine.unload_model(host, model);
    EXPECT_EQ(machine.clock(host), kStart + 2 * (kLaunch + nanoseconds(100)) + kModelGap + kEnd);
    EXPECT_EQ(machine.live_streams(0), 1u);
    EXPECT_NO_THROW(machine.create_event(host, 0));
    EXPECT_THROW(machine.submit(host, stream, execute(model)), Error);
}

TEST(Model, ThatRefersToWhatItDoesNotHaveIsRefusedWhole) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    ModelImage image = chain(1, 100);
    image.events = 1;
    image.streams.push_back({record(2)});
    EXPECT_THROW(machine.load_model(host, 0, image), Error);
    image.streams.back() = {execute(1)};
    EXPECT_THROW(machine.load_model(host, 0, image), Error);
    EXPECT_EQ(machine.live_streams(0), 0u);
    for (int i = 0; i < 8; ++i) EXPECT_NO_THROW(machine.create_event(host, 0));
}

TEST(Model, WithoutTasksEndsAllTheSame) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const ModelId model = machine.load_model(host, 0, chain(0, 0));
    machine.submit(host, stream, execute(model));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), kStart + kEnd);
}

}  // namespace
}  // namespace ascend::sim::test
