// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "sim/host/drive.h"
#include "tests/sim/host/immortal.h"

namespace ascend::sim {
namespace {

thread_local ThreadLink* calling_thread = nullptr;

DriveOptions turns() {
    DriveOptions options{std::chrono::seconds(60), std::chrono::seconds(60)};
    options.one_at_a_time = true;
    options.asleep_grace = std::chrono::seconds(60);
    options.link_source = [] { return calling_thread; };
    return options;
}

/// A drive without a machine, as threads meet it under the host-time shim. Links and drive outlive
/// the threads.
struct TurnsTest : testing::Test {
    Drive& drive = test::immortal<Drive>(turns());
    ThreadLink& main_link = test::immortal<ThreadLink>();
    std::vector<std::thread> threads;

    TurnsTest() {
        calling_thread = &main_link;
        drive.adopt(main_link, nullptr, true);
    }
    ~TurnsTest() override { calling_thread = nullptr; }

    static HostThread& entry(ThreadLink& link) {
        return *static_cast<HostThread*>(link.host_thread);
    }
    template <class Body>
    ThreadLink& start(Body body) {
        ThreadLink& link = test::immortal<ThreadLink>();
        drive.adopt(link, calling_thread, false);
        threads.emplace_back([this, &link, body] {
            calling_thread = &link;
            drive.begin_thread(entry(link));
            body(link);
            drive.end_thread(entry(link));
        });
        return link;
    }
    void sleep(ThreadLink& link, Picoseconds time) {
        HostWait wait;
        wait.ready = [] { return false; };
        wait.timeout = time;
        EXPECT_EQ(drive.wait(entry(link), wait), WaitStatus::kTimeout);
    }
    void finish() {
        drive.end_thread(entry(main_link));
        for (std::thread& thread : threads) thread.join();
    }
};

TEST_F(TurnsTest, ANewThreadHasItsParentsClockAndWaitsForItsTurn) {
    bool ran = false;
    drive.spend(entry(main_link), nanoseconds(7));
    ThreadLink& child = start([&](ThreadLink& self) {
        ran = true;
        EXPECT_EQ(drive.clock(entry(self)), nanoseconds(7));
    });
    EXPECT_FALSE(ran) << "the parent keeps its turn";
    EXPECT_EQ(entry(child).state, HostThreadState::kReady);
    sleep(main_link, nanoseconds(1));
    EXPECT_TRUE(ran);
    finish();
}

TEST_F(TurnsTest, ThreadsExecuteInOrderOfTimeAndThenOfIndex) {
    std::vector<int> order;
    for (int i = 0; i < 4; ++i) {
        start([&order, this, i](ThreadLink& self) {
            for (int k = 0; k < 3; ++k) {
                order.push_back(i);
                sleep(self, nanoseconds(i == 3 ? 25 : 10));
            }
        });
    }
    finish();
    EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 0, 1, 2, 0, 1, 2, 3, 3}));
}

TEST_F(TurnsTest, APermitCarriesTheClockOfItsGiver) {
    ThreadLink* waiting = nullptr;
    ThreadLink& waiter = start([&](ThreadLink& self) {
        HostWait wait;
        wait.by_permit = true;
        EXPECT_EQ(drive.wait(entry(self), wait), WaitStatus::kDone);
        EXPECT_EQ(drive.clock(entry(self)), nanoseconds(50));
        waiting = nullptr;
    });
    sleep(main_link, nanoseconds(10));
    waiting = &waiter;
    drive.spend(entry(main_link), nanoseconds(40));
    waiter.permit_clock = main_link.clock.load();
    waiter.permit = true;
    drive.end_waits_for_permits();
    EXPECT_NE(waiting, nullptr) << "no turn yet";
    finish();
    EXPECT_EQ(waiting, nullptr);
}

TEST_F(TurnsTest, APermitLooksAtNoWaitForTheDevice) {
    std::atomic<int> asked{0};
    start([&](ThreadLink& self) {
        HostWait wait;
        wait.ready = [&asked] { return ++asked < 0; };
        wait.timeout = nanoseconds(100);
        EXPECT_EQ(drive.wait(entry(self), wait), WaitStatus::kTimeout);
    });
    sleep(main_link, nanoseconds(10));
    const int before = asked;
    drive.end_waits_for_permits();
    EXPECT_EQ(asked, before) << "the kernel may be running";
    finish();
}

TEST_F(TurnsTest, ASignalEndsAWaitAtItsSendersClock) {
    ThreadLink& waiter = start([&](ThreadLink& self) {
        self.deliver = [](ThreadLink& link) { link.signalled = false; };
        HostWait wait;
        wait.by_permit = true;
        wait.interruptible = true;
        EXPECT_EQ(drive.wait(entry(self), wait), WaitStatus::kInterrupted);
        EXPECT_EQ(drive.clock(entry(self)), nanoseconds(50));
    });
    sleep(main_link, nanoseconds(10));
    drive.spend(entry(main_link), nanoseconds(40));
    waiter.signal_clock = main_link.clock.load();
    waiter.signalled = true;
    entry(waiter).wake();
    finish();
}

TEST_F(TurnsTest, ACancellationEndsOnlyWaitsThatAllowIt) {
    std::atomic<bool> ended{false};
    ThreadLink& waiter = start([&](ThreadLink& self) {
        self.deliver = [](ThreadLink& link) { link.signalled = false; };
        HostWait wait;
        wait.by_permit = true;
        wait.timeout = nanoseconds(100);
        EXPECT_EQ(drive.wait(entry(self), wait), WaitStatus::kTimeout) << "as a lock's";
        self.signalled = true;
        wait.cancellable = true;
        EXPECT_EQ(drive.wait(entry(self), wait), WaitStatus::kInterrupted);
        ended = true;
    });
    sleep(main_link, nanoseconds(10));
    waiter.cancelled = true;
    waiter.signalled = true;
    entry(waiter).wake();
    finish();
    EXPECT_TRUE(ended);
}

TEST_F(TurnsTest, AWaitForTheOutsideWorldEndsDeterminismAndLetsOthersRun) {
    bool ran = false;
    start([&](ThreadLink&) { ran = true; });
    EXPECT_TRUE(drive.deterministic());
    const HostWait wait{.what = "the world"};
    drive.begin_outside(entry(main_link), wait);
    threads.front().join();
    threads.clear();
    EXPECT_TRUE(ran);
    EXPECT_EQ(drive.end_outside(entry(main_link)), WaitStatus::kDone);
    EXPECT_FALSE(drive.deterministic());
    finish();
}

}  // namespace
}  // namespace ascend::sim
