// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <thread>

#include "machine_fixture.h"
#include "traces/error.h"

namespace ascend::sim::test {
namespace {

constexpr Picoseconds kCallback = microseconds(2);

Task report(std::uint32_t queue, std::uint64_t token, bool blocking) {
    return {nullptr, ReportTask{queue, token, blocking}};
}

TEST(HostCallback, ReachesTheHostAfterEarlierWorkOfItsStream) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const std::uint32_t queue = machine.create_report_queue(host, 0);
    machine.submit(host, stream, compute(500));
    machine.submit(host, stream, report(queue, 42, false));
    const auto taken = machine.take_report(host, queue, kForever);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->token, 42u);
    EXPECT_EQ(taken->stream, stream);
    EXPECT_FALSE(taken->blocking);
    EXPECT_EQ(machine.clock(host), kLaunch + nanoseconds(500) + kGap + kCallback);
}

TEST(HostCallback, ThatDoesNotBlockLetsItsStreamGoOnAtOnce) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const std::uint32_t queue = machine.create_report_queue(host, 0);
    machine.submit(host, stream, report(queue, 1, false));
    machine.submit(host, stream, compute(500));
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), kGap + kLaunch + nanoseconds(500));
}

TEST(HostCallback, ThatBlocksHoldsItsStreamUntilItIsReleased) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const std::uint32_t queue = machine.create_report_queue(host, 0);
    machine.submit(host, stream, report(queue, 7, true));
    machine.submit(host, stream, compute(500));
    const auto taken = machine.take_report(host, queue, kForever);
    ASSERT_TRUE(taken);
    EXPECT_TRUE(taken->blocking);
    EXPECT_EQ(machine.synchronize_stream(host, stream, microseconds(100)).status,
              WaitStatus::kTimeout);
    machine.release_report(host, queue, 7);
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host),
              kCallback + microseconds(100) + kGap + kLaunch + nanoseconds(500));
}

TEST(HostCallback, QueueIsServedOldestFirst) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const std::uint32_t queue = machine.create_report_queue(host, 0);
    for (std::uint64_t token = 1; token <= 3; ++token) {
        machine.submit(host, stream, report(queue, token, false));
    }
    for (std::uint64_t token = 1; token <= 3; ++token) {
        EXPECT_EQ(machine.take_report(host, queue, kForever)->token, token);
    }
}

TEST(HostCallback, TakeExpiresWhenNothingIsDue) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const std::uint32_t queue = machine.create_report_queue(host, 0);
    EXPECT_FALSE(machine.take_report(host, queue, milliseconds(100)));
    EXPECT_EQ(machine.clock(host), milliseconds(100));
}

TEST(HostCallback, ServedByAnotherThreadMeetsTheOneThatSynchronizes) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const std::uint32_t queue = machine.create_report_queue(host, 0);
    std::thread server([&] {
        const HostThreadId self = machine.this_thread();
        for (int i = 0; i < 3; ++i) {
            const auto taken = machine.take_report(self, queue, kForever);
            machine.spend(self, microseconds(10));  // the callback's own work
            machine.release_report(self, queue, taken->token);
        }
    });
    for (std::uint64_t token = 1; token <= 3; ++token) {
        machine.submit(host, stream, report(queue, token, true));
    }
    machine.synchronize_stream(host, stream);
    EXPECT_EQ(machine.clock(host), 3 * (kCallback + microseconds(10)) + 2 * kGap);
    server.join();
}

TEST(HostCallback, QueueThatGoesReleasesItsStreams) {
    Machine& machine = make_machine();
    const HostThreadId host = machine.this_thread();
    const StreamId stream = machine.create_stream(host, 0);
    const std::uint32_t queue = machine.create_report_queue(host, 0);
    machine.submit(host, stream, report(queue, 1, true));
    machine.spend(host, microseconds(5));
    machine.destroy_report_queue(host, queue);
    EXPECT_EQ(machine.synchronize_stream(host, stream).status, WaitStatus::kDone);
    EXPECT_EQ(machine.clock(host), microseconds(5));
    EXPECT_THROW(machine.take_report(host, queue, kForever), Error);
}

}  // namespace
}  // namespace ascend::sim::test
