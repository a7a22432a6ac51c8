// SPDX-License-Identifier: Apache-2.0
#include "sim/host/drive.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <stdexcept>
#include <thread>

#include "sim/host/host_action.h"
#include "tests/sim/host/immortal.h"

namespace ascend::sim {
namespace {

/// A machine whose processes are functions at set times; it notes the tokens of released reports.
class FakeKernel : public DrivenKernel {
  public:
    Picoseconds now() const override { return Picoseconds(now_.load()); }
    Picoseconds next_activity() const override {
        return processes.empty() ? kForever : processes.begin()->first;
    }
    bool run_until(Picoseconds limit) override {
        while (!processes.empty() && processes.begin()->first < limit) {
            const auto process = processes.extract(processes.begin());
            now_ = process.key().count();
            process.mapped()();
            if (std::exchange(changed, false)) return true;
        }
        if (limit < kForever) now_ = limit.count();
        return false;
    }
    bool apply(const HostThread& thread, HostAction& action) override {
        applied.push_back({now(), thread.index, std::get<ReleaseAction>(action.what).token});
        return false;
    }

    struct Applied {
        Picoseconds time;
        HostThreadId thread;
        std::uint64_t token;
        bool operator==(const Applied&) const = default;
    };
    std::multimap<Picoseconds, std::function<void()>> processes;
    std::vector<Applied> applied;
    bool changed = false;

  private:
    std::atomic<std::int64_t> now_{0};
};

/// One that a test does not let go.
constexpr DriveOptions kPatient{std::chrono::seconds(60), std::chrono::seconds(60)};

struct DriveTest : testing::Test {
    FakeKernel& kernel = test::immortal<FakeKernel>();
    Drive& drive = test::immortal<Drive>(kernel, kPatient);  // outlives the calling thread
    HostThread& host = drive.this_thread();

    void post(HostThread& thread, std::uint64_t token) {
        const Drive::Lock lock = drive.enter(thread);
        drive.post(thread, {{}, ReleaseAction{0, token}});
    }
    /// A condition that the device fulfils at `time`.
    std::function<bool()> fulfilled_at(Picoseconds time) {
        auto done = std::make_shared<bool>(false);
        kernel.processes.emplace(time, [this, done] { *done = kernel.changed = true; });
        return [done] { return *done; };
    }
    WaitStatus wait(HostThread& thread, std::function<bool()> ready,
                    Picoseconds timeout = kForever) {
        HostWait wait;
        wait.what = "a test";
        wait.ready = std::move(ready);
        wait.timeout = timeout;
        return drive.wait(thread, wait);
    }
};

TEST_F(DriveTest, WaitEndsWhenTheDeviceSaysSo) {
    EXPECT_EQ(wait(host, fulfilled_at(nanoseconds(5))), WaitStatus::kDone);
    EXPECT_EQ(drive.clock(host), nanoseconds(5));
    EXPECT_EQ(kernel.now(), nanoseconds(5));
}

TEST_F(DriveTest, WaitForWhatHasHappenedCostsNoTime) {
    drive.spend(host, nanoseconds(9));
    EXPECT_EQ(wait(host, [] { return true; }), WaitStatus::kDone);
    EXPECT_EQ(drive.clock(host), nanoseconds(9));
}

TEST_F(DriveTest, DeadlineIsTight) {
    const auto ready = fulfilled_at(nanoseconds(5));
    EXPECT_EQ(wait(host, ready, nanoseconds(5)), WaitStatus::kTimeout)
        << "host actions precede the device's";
    EXPECT_EQ(drive.clock(host), nanoseconds(5));
    EXPECT_EQ(wait(host, ready, Picoseconds(1)), WaitStatus::kDone);
}

TEST_F(DriveTest, TurnComesBeforeTheDeviceAtThatTime) {
    std::vector<int> order;
    kernel.processes.emplace(nanoseconds(3), [&] { order.push_back(3); });
    kernel.processes.emplace(nanoseconds(5), [&] { order.push_back(5); });
    drive.spend(host, nanoseconds(5));
    drive.act(host, [&] {
        order.push_back(0);
        EXPECT_EQ(kernel.now(), nanoseconds(5));
    });
    EXPECT_EQ(order, (std::vector{3, 0}));
}

TEST_F(DriveTest, ActionsTakeEffectAtTheirTimes) {
    post(host, 1);
    drive.spend(host, nanoseconds(4));
    post(host, 2);
    drive.spend(host, nanoseconds(4));
    EXPECT_TRUE(kernel.applied.empty()) << "a post does not wait";
    drive.act(host, [] {});
    EXPECT_EQ(kernel.applied,
              (std::vector<FakeKernel::Applied>{{Picoseconds(0), 0, 1}, {nanoseconds(4), 0, 2}}));
}

TEST_F(DriveTest, WhatATurnThrowsComesOutOfTheCall) {
    EXPECT_THROW(drive.act(host, [] { throw std::out_of_range("no"); }), std::out_of_range);
    EXPECT_NO_THROW(drive.act(host, [] {}));
}

TEST_F(DriveTest, DrainRunsEverythingWhateverTheClocks) {
    int ran = 0;
    kernel.processes.emplace(nanoseconds(30), [&] { ++ran; });
    drive.spend(host, nanoseconds(10));
    post(host, 1);
    drive.drain();
    EXPECT_EQ(ran, 1);
    EXPECT_EQ(kernel.applied.size(), 1u);
    EXPECT_EQ(kernel.now(), nanoseconds(30));
}

TEST_F(DriveTest, ThreadsActInOrderOfTimeAndThenOfIndex) {
    std::atomic<int> step{0};
    std::vector<std::string> order;
    std::thread second([&] {
        HostThread& self = drive.this_thread();
        drive.spend(self, nanoseconds(5));
        step = 1;
        drive.act(self, [&] { order.push_back("second at 5"); });
        drive.spend(self, nanoseconds(5));
        drive.act(self, [&] { order.push_back("second at 10"); });
    });
    while (step == 0) std::this_thread::yield();
    drive.spend(host, nanoseconds(5));
    drive.act(host, [&] { order.push_back("first at 5"); });
    drive.spend(host, nanoseconds(4));
    drive.act(host, [&] { order.push_back("first at 9"); });
    drive.spend(host, nanoseconds(10));
    drive.act(host, [&] { order.push_back("first at 19"); });
    second.join();
    EXPECT_EQ(order, (std::vector<std::string>{"first at 5", "second at 5", "first at 9",
                                               "second at 10", "first at 19"}));
}

TEST_F(DriveTest, TimeNeverPassesTheClockOfARunningThread) {
    std::atomic<bool> registered{false}, go{false};
    drive.spend(host, nanoseconds(2));
    std::thread other([&] {
        HostThread& self = drive.this_thread();
        EXPECT_EQ(drive.clock(self), nanoseconds(2)) << "where the running threads let time go";
        registered = true;
        while (!go) std::this_thread::yield();
        EXPECT_LE(kernel.now(), nanoseconds(2));
        EXPECT_EQ(wait(self, [] { return true; }), WaitStatus::kDone);
        drive.spend(self, nanoseconds(100));
    });
    while (!registered) std::this_thread::yield();
    kernel.processes.emplace(nanoseconds(1), [] {});
    std::thread hint([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        go = true;
    });
    EXPECT_EQ(wait(host, fulfilled_at(nanoseconds(50))), WaitStatus::kDone);
    EXPECT_TRUE(go);
    EXPECT_EQ(drive.clock(host), nanoseconds(50));
    other.join();
    hint.join();
}

TEST_F(DriveTest, OneThreadDrivesForAll) {
    constexpr int kThreads = 6;
    std::vector<std::thread> threads;
    std::vector<Picoseconds> woke(kThreads);
    std::vector<std::function<bool()>> conditions;
    for (int i = 0; i < kThreads; ++i)
        conditions.push_back(fulfilled_at(nanoseconds(10 * (i + 1))));
    std::atomic<int> registered{0};
    for (std::size_t i = 0; i < kThreads; ++i) {
        threads.emplace_back([&, i] {
            HostThread& self = drive.this_thread();
            ++registered;
            wait(self, conditions[i]);
            woke[i] = drive.clock(self);
        });
    }
    while (registered < kThreads) std::this_thread::yield();
    drive.detach(host);
    for (std::thread& thread : threads) thread.join();
    for (int i = 0; i < kThreads; ++i) {
        EXPECT_EQ(woke[static_cast<std::size_t>(i)], nanoseconds(10 * (i + 1)));
    }
}

TEST(DriveLetGo, AThreadThatSleepsNoLongerHoldsTimeBack) {
    FakeKernel& kernel = test::immortal<FakeKernel>();
    Drive& drive = test::immortal<Drive>(
        kernel, DriveOptions{std::chrono::milliseconds(10), std::chrono::seconds(60)});
    drive.this_thread();
    std::atomic<bool> done{false};
    bool ready = false;
    kernel.processes.emplace(nanoseconds(7), [&] { ready = kernel.changed = true; });
    std::thread other([&] {
        HostThread& self = drive.this_thread();
        HostWait wait;
        wait.ready = [&] { return ready; };
        drive.wait(self, wait);
        EXPECT_EQ(drive.clock(self), nanoseconds(7));
        done = true;
    });
    other.join();
    EXPECT_TRUE(done);
    drive.spend(drive.this_thread(), Picoseconds(0));
    EXPECT_EQ(drive.clock(drive.this_thread()), nanoseconds(7)) << "back at kernel time";
}

/// Asks until the answer is yes; gives up after much longer than any load delays it.
bool in_the_end(const std::function<bool()>& question) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < until) {
        if (question()) return true;
    }
    return false;
}

TEST(OsThread, IsGoneWhenItSleepsThroughTheGraceButNotWhenItCalls) {
    std::atomic<OsThread*> sleeper{nullptr};
    std::atomic<bool> stop{false};
    std::thread thread([&] {
        OsThread self;
        sleeper = &self;
        stop.wait(false);
    });
    while (sleeper == nullptr) std::this_thread::yield();
    const std::chrono::milliseconds grace(5);
    EXPECT_FALSE(sleeper.load()->gone(1, grace)) << "the measurement starts";
    EXPECT_FALSE(sleeper.load()->gone(2, grace)) << "it called";
    EXPECT_TRUE(in_the_end([&] { return sleeper.load()->gone(2, grace); }));
    EXPECT_FALSE(sleeper.load()->gone(3, grace));
    stop = true;
    stop.notify_all();
    thread.join();
}

TEST(OsThread, IsGoneWhenItSpins) {
    OsThread self;
    const std::chrono::milliseconds grace(5);
    EXPECT_FALSE(self.gone(1, grace));
    EXPECT_TRUE(in_the_end([&] { return self.gone(1, grace); }));
}

}  // namespace
}  // namespace ascend::sim
