// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <map>

#include "machine_fixture.h"

namespace ascend::sim::test {
namespace {

/// Kernels, copies and models that overlap and repeat, so that solved blocks come back.
void overlapping_work(Machine& machine) {
    const HostThreadId host = machine.this_thread();
    std::vector<StreamId> streams;
    for (int i = 0; i < 3; ++i) streams.push_back(machine.create_stream(host, 0));
    ModelImage image;
    image.streams.emplace_back();
    for (std::uint64_t i = 1; i <= 3; ++i) {
        image.streams[0].push_back(load(i << 24, Bytes(3 << 17), 3, (i + 1) << 24));
    }
    const ModelId model = machine.load_model(host, 0, std::move(image));
    for (int round = 0; round < 6; ++round) {
        machine.submit(host, streams[0], {nullptr, ModelExecuteTask{model, {0}}});
        machine.submit(host, streams[1], load(std::uint64_t{9} << 24, Bytes(1 << 19), 2));
        machine.submit(host, streams[1], compute(333, 7));
        machine.submit(host, streams[2], copy(CopyDirection::kDeviceToHost, Bytes(70'000)));
        machine.spend(host, microseconds(3));
        if (round % 2 == 1) machine.synchronize_streams(host, streams);
    }
    machine.synchronize_streams(host, streams);
}

std::string overlapping_trace(bool exact) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    overlapping_work(make_machine({.exact = exact, .recorder = &recorder}));
    return recording.text();
}

TEST(Exactness, ReuseOfSolvedBlocksChangesNoPicosecond) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    if (fork() == 0) {
        const std::string text = overlapping_trace(true);
        const auto hash = std::hash<std::string>()(text);
        _exit(write(pipe_ends[1], &hash, sizeof hash) == sizeof hash ? 0 : 1);
    }
    std::size_t exact = 0;
    ASSERT_EQ(read(pipe_ends[0], &exact, sizeof exact), static_cast<ssize_t>(sizeof exact));
    ::wait(nullptr);
    EXPECT_EQ(std::hash<std::string>()(overlapping_trace(false)), exact);
}

TEST(Exactness, RecordingChangesNoPicosecond) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    const auto end = [](traces::Recorder* recorder) {
        Machine& machine = make_machine({.recorder = recorder});
        overlapping_work(machine);
        return machine.kernel_time();
    };
    if (fork() == 0) {
        const Picoseconds bare = end(nullptr);
        _exit(write(pipe_ends[1], &bare, sizeof bare) == sizeof bare ? 0 : 1);
    }
    Picoseconds bare;
    ASSERT_EQ(read(pipe_ends[0], &bare, sizeof bare), static_cast<ssize_t>(sizeof bare));
    ::wait(nullptr);
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    EXPECT_EQ(end(&recorder), bare);
    EXPECT_GT(recording.slices.size(), 50u);
}

TEST(Timeline, KeepsSlicesOfATrackInOrderAndApart) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    overlapping_work(make_machine({.recorder = &recorder}));
    std::map<traces::TrackId, Picoseconds> last;
    for (const traces::Slice& slice : recording.slices) {
        EXPECT_GE(slice.start, last[slice.track]);
        EXPECT_GE(slice.end, slice.start);
        last[slice.track] = slice.end;
    }
    std::map<traces::TrackId, Picoseconds> counted;
    for (const traces::Counter& counter : recording.counters) {
        EXPECT_GE(counter.time, counted[counter.track]);
        counted[counter.track] = counter.time;
    }
}

TEST(Timeline, LeadsFromTheCallToItsTask) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const Picoseconds start = machine.clock(host);
    machine.submit(host, stream, compute(1000));
    machine.spend(host, microseconds(5));
    machine.trace_call(host, "aclrtLaunchKernel", start);
    machine.synchronize_stream(host, stream);
    std::vector<traces::Slice> found;
    for (const traces::Slice& slice : recording.slices) {
        if (!slice.flows.empty()) found.push_back(slice);
    }
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].flows, found[1].flows);
    const bool call_first = found[0].category == "acl";
    const traces::Slice& call = found[call_first ? 0 : 1];
    EXPECT_EQ(call.name, "aclrtLaunchKernel");
    EXPECT_EQ(call.end, microseconds(5));
}

}  // namespace
}  // namespace ascend::sim::test
