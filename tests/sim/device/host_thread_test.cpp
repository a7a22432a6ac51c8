// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <barrier>
#include <chrono>
#include <functional>
#include <thread>

#include "machine_fixture.h"

namespace ascend::sim::test {
namespace {

/// Runs `body` in a process of its own and returns what it writes.
std::string in_another_process(const std::function<std::string()>& body) {
    int pipe_ends[2];
    if (pipe(pipe_ends) != 0) return "no pipe";
    const pid_t child = fork();
    if (child == 0) {
        const std::string text = body();
        for (std::size_t done = 0; done < text.size();) {
            const ssize_t n = write(pipe_ends[1], text.data() + done, text.size() - done);
            if (n <= 0) break;
            done += static_cast<std::size_t>(n);
        }
        _exit(0);
    }
    close(pipe_ends[1]);
    std::string text;
    char buffer[4096];
    for (ssize_t n; (n = read(pipe_ends[0], buffer, sizeof buffer)) > 0;) {
        text.append(buffer, static_cast<std::size_t>(n));
    }
    close(pipe_ends[0]);
    waitpid(child, nullptr, 0);
    return text;
}

/// Four threads on four streams that meet on the cores, DRAM and the host link.
std::string four_threads() {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    std::vector<StreamId> streams;
    for (int i = 0; i < 4; ++i) streams.push_back(machine.create_stream(host, 0));
    std::atomic<unsigned> registered{0};
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            while (registered != i) std::this_thread::yield();
            const HostThreadId self = machine.this_thread();
            ++registered;
            while (registered != 4) std::this_thread::yield();
            for (int round = 0; round < 5; ++round) {
                machine.submit(self, streams[i],
                               load((round * 4 + i + 1) << 24, Bytes(192 << 10), i + 1));
                machine.spend(self, nanoseconds(700));
                machine.submit(self, streams[i], copy(CopyDirection::kHostToDevice, Bytes(50'000)));
                const Picoseconds start = machine.clock(self);
                machine.synchronize_stream(self, streams[i]);
                machine.trace_call(self, "aclrtSynchronizeStream", start);
                machine.spend(self, microseconds(1 + i));
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    machine.finish();
    return recording.text();
}

TEST(HostThreads, MeetTheDeviceTheSameWayEveryTime) {
    const std::string first = in_another_process(four_threads);
    EXPECT_GT(first.size(), 4000u);
    for (int run = 1; run < 50; ++run) {
        ASSERT_EQ(in_another_process(four_threads), first) << "run " << run;
    }
}

TEST(HostThreads, TimeWaitsForThoseThatRun) {
    Machine& machine = make_machine({.grace = std::chrono::seconds(20)});
    const HostThreadId host = machine.this_thread();
    const StreamId a = machine.create_stream(host, 0);
    const StreamId b = machine.create_stream(host, 0);
    std::barrier both(2);
    std::thread other([&] {
        const HostThreadId self = machine.this_thread();
        both.arrive_and_wait();
        // Well after the main thread waits, in wall time; before the end of its task, in simulated.
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        machine.spend(self, nanoseconds(1500));
        machine.submit(self, b, compute(1000, 4));
        machine.synchronize_stream(self, b);
        EXPECT_EQ(machine.clock(self), nanoseconds(1500) + microseconds(2));
    });
    both.arrive_and_wait();
    machine.submit(host, a, compute(100, 4));
    machine.synchronize_stream(host, a);
    EXPECT_EQ(machine.clock(host), nanoseconds(1100));
    machine.spend(host, microseconds(50));
    other.join();
}

TEST(HostThreads, ThatStayAwayAreLetGoAndComeBackAtKernelTime) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    std::atomic<bool> synchronized{false};
    std::barrier registered(2);
    std::thread other([&] {
        const HostThreadId self = machine.this_thread();
        registered.arrive_and_wait();
        while (!synchronized) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        machine.stream_idle(self, stream);
        EXPECT_EQ(machine.clock(self), microseconds(2));
    });
    registered.arrive_and_wait();
    machine.spend(host, Picoseconds(0));
    machine.submit(host, stream, compute(1000));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), microseconds(2));
    synchronized = true;
    machine.spend(host, microseconds(50));
    other.join();
}

TEST(HostThreads, ThatExitHoldNobodyUp) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    std::thread other([&] { machine.submit(machine.this_thread(), stream, compute(1000)); });
    other.join();
    machine.spend(host, nanoseconds(1));
    machine.submit(host, stream, compute(1000));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), 2 * microseconds(2) + kGap) << "what it left is not lost";
}

TEST(HostThreads, SubmitToOneStreamInTheOrderOfTheirCalls) {
    Recording recording;
    traces::Recorder recorder;
    record_into(recording, recorder);
    Machine& machine = make_machine({.grace = std::chrono::seconds(20), .recorder = &recorder});
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    std::atomic<bool> submitted{false};
    std::barrier registered(2);
    std::thread late([&] {
        const HostThreadId self = machine.this_thread();
        registered.arrive_and_wait();
        while (!submitted) std::this_thread::yield();
        machine.submit(self, stream, compute(222));
        EXPECT_EQ(machine.clock(self), microseconds(30)) << "it saw the other's submission";
        machine.synchronize_stream(self, stream);
    });
    registered.arrive_and_wait();
    machine.spend(host, microseconds(30));
    machine.submit(host, stream, compute(111));
    submitted = true;
    machine.synchronize_stream(host, stream);
    machine.spend(host, microseconds(50));
    late.join();
    EXPECT_EQ(recording.task(stream, 0).core_time, nanoseconds(111));
    EXPECT_EQ(recording.task(stream, 0).start, microseconds(30));
    EXPECT_EQ(recording.task(stream, 1).core_time, nanoseconds(222));
}

TEST(HostThreads, ALoopOfTimedWaitsDoesNotRaceAheadOfAnAbsentThread) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const std::uint32_t queue = machine.create_report_queue(host, 0);
    std::atomic<bool> stop{false};
    std::thread server([&] {
        const HostThreadId self = machine.this_thread();
        while (!stop) machine.take_report(self, queue, milliseconds(10));
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    stop = true;
    server.join();
    EXPECT_LE(machine.kernel_time(), milliseconds(400));
}

TEST(HostThreadsDeathTest, InADeadlockSayWhoWaitsForWhat) {
    EXPECT_EXIT(
        {
            Machine& machine = make_machine();
            const HostThreadId host = machine.this_thread();
            const StreamId stream = machine.create_stream(host, 0);
            machine.submit(host, stream, wait(machine.create_event(host, 0)));
            std::thread([] {
                std::this_thread::sleep_for(std::chrono::milliseconds(1500));
                _exit(7);
            }).detach();
            machine.synchronize_stream(host, stream);
        },
        testing::ExitedWithCode(7), "deadlock.*thread 0 waits for stream 1");
}

}  // namespace
}  // namespace ascend::sim::test
