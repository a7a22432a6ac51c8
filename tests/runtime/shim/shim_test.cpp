// SPDX-License-Identifier: Apache-2.0
#include <dlfcn.h>
#include <errno.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <functional>
#include <string>
#include <vector>

#include "runtime/shim/shim_table.h"

namespace ascend::shim {
namespace {

using sim::ThreadLink;

constexpr std::int64_t kMicrosecond = 1'000'000;

/// The library's part, as a script: it notes what it is asked and answers as it is told.
struct FakeLibrary {
    std::vector<std::string> calls;
    std::function<WaitEnd(ThreadLink&, const WaitRequest&)> answer;
    bool outside_noted = false;
};
FakeLibrary fake;

constexpr LibraryTable kFake = {
    .adopt = [](ThreadLink* link, ThreadLink*, bool) { link->index = 0; },
    .begin_thread = [](ThreadLink*) {},
    .end_thread = [](ThreadLink*) {},
    .turn = [](ThreadLink*) { fake.calls.push_back("turn"); },
    .wait =
        [](ThreadLink* link, const WaitRequest& request) {
            fake.calls.push_back(request.what);
            return fake.answer(*link, request);
        },
    .permit_given = [] { fake.calls.push_back("permit given"); },
    .begin_outside = [](ThreadLink*, const char* what,
                        std::int64_t) { fake.calls.push_back(what); },
    .end_outside = [](ThreadLink*) { return kGiven; },
    .note_outside = [] { fake.outside_noted = true; },
    .close = [] {},
};

/// The shim, loaded late and called by name, so that it takes nobody else's names.
struct ShimTest : testing::Test {
    void* shim = dlopen(ASCEND_SIM_SHIM, RTLD_NOW | RTLD_LOCAL);
    const ShimTable* table = static_cast<const ShimTable*>(dlsym(shim, kShimTableName));

    template <class Function>
    Function* function(const char* name, Function*) {
        return reinterpret_cast<Function*>(dlsym(shim, name));
    }
    ThreadLink& attach() {
        table->attach(&kFake, nullptr, nullptr);
        return *table->this_thread();
    }
    std::int64_t read_clock() {
        timespec time{};
        EXPECT_EQ(function("clock_gettime", &clock_gettime)(CLOCK_MONOTONIC, &time), 0);
        return time.tv_sec * 1'000'000'000 + time.tv_nsec;
    }
};

TEST_F(ShimTest, DoesNothingUntilTheLibraryComes) {
    ASSERT_NE(table, nullptr) << dlerror();
    sem_t semaphore;
    sem_init(&semaphore, 0, 1);
    EXPECT_EQ(function("sem_wait", &sem_wait)(&semaphore), 0);
    const timespec now{};
    EXPECT_EQ(function("nanosleep", &nanosleep)(&now, nullptr), 0);
    EXPECT_TRUE(fake.calls.empty());
}

TEST_F(ShimTest, AClockShowsTheThreadsClockAndCostsARead) {
    ThreadLink& link = attach();
    table->set_clock_read_cost(2000);
    const std::int64_t first = read_clock();
    link.clock += 5 * kMicrosecond;
    EXPECT_EQ(read_clock() - first, 5002);
}

TEST_F(ShimTest, ASleepAsksForItsTimeExactly) {
    ThreadLink& link = attach();
    fake.answer = [&](ThreadLink& self, const WaitRequest& request) {
        EXPECT_EQ(request.timeout, 1500 * kMicrosecond);
        EXPECT_TRUE(request.interruptible);
        self.clock += request.timeout;
        return kTimedOut;
    };
    const timespec duration{0, 1'500'000};
    const std::int64_t before = link.clock;
    EXPECT_EQ(function("nanosleep", &nanosleep)(&duration, nullptr), 0);
    EXPECT_GE(link.clock - before, 1500 * kMicrosecond);
}

TEST_F(ShimTest, AnInterruptedSleepSaysWhatRemains) {
    attach();
    fake.answer = [](ThreadLink& self, const WaitRequest&) {
        self.clock += 400 * kMicrosecond;
        return kInterrupted;
    };
    const timespec duration{0, 1'000'000};
    timespec rest{};
    EXPECT_EQ(function("nanosleep", &nanosleep)(&duration, &rest), -1);
    EXPECT_EQ(errno, EINTR);
    EXPECT_EQ(rest.tv_nsec, 600'000);
}

TEST_F(ShimTest, ASemaphoreIsTakenWhenThePermitComes) {
    attach();
    sem_t semaphore;
    sem_init(&semaphore, 0, 0);
    fake.answer = [&](ThreadLink&, const WaitRequest&) {
        sem_post(&semaphore);
        return kGiven;
    };
    EXPECT_EQ(function("sem_wait", &sem_wait)(&semaphore), 0);
    EXPECT_EQ(fake.calls.back(), "a semaphore");
    EXPECT_EQ(sem_trywait(&semaphore), -1) << "it was taken";
}

TEST_F(ShimTest, ATimedLockEndsWithItsTimeLimit) {
    attach();
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&mutex);
    fake.answer = [](ThreadLink&, const WaitRequest& request) {
        EXPECT_FALSE(request.interruptible || request.cancellable);
        return kTimedOut;
    };
    const timespec passed{0, 0};
    EXPECT_EQ(function("pthread_mutex_timedlock", &pthread_mutex_timedlock)(&mutex, &passed),
              ETIMEDOUT);
    const timespec malformed{0, -1};
    EXPECT_EQ(function("pthread_mutex_timedlock", &pthread_mutex_timedlock)(&mutex, &malformed),
              EINVAL);
}

TEST_F(ShimTest, AReadyDescriptorIsNoWaitForTheOutsideWorld) {
    attach();
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    pollfd one{pipe[0], POLLIN, 0};
    const auto shim_poll = function("poll", &poll);
    EXPECT_EQ(shim_poll(&one, 1, 1), 0);
    EXPECT_EQ(fake.calls.back(), "file descriptors");
    fake.calls.clear();
    ASSERT_EQ(write(pipe[1], "x", 1), 1);
    EXPECT_EQ(shim_poll(&one, 1, -1), 1);
    EXPECT_TRUE(fake.calls.empty());
}

volatile sig_atomic_t handled = 0;

TEST_F(ShimTest, AHandlerWaitsUntilTheThreadLeavesTheSimulator) {
    ThreadLink& link = attach();
    struct sigaction action {
    }, old{};
    action.sa_handler = [](int) { handled = handled + 1; };
    EXPECT_EQ(function("sigaction", &sigaction)(SIGUSR1, &action, nullptr), 0);
    EXPECT_EQ(function("sigaction", &sigaction)(SIGUSR1, nullptr, &old), 0);
    EXPECT_EQ(old.sa_handler, action.sa_handler) << "the program sees its own handler";
    {
        const sim::InSimulator inside(&link);
        raise(SIGUSR1);
        EXPECT_EQ(handled, 0);
    }
    EXPECT_EQ(handled, 1);
    EXPECT_FALSE(fake.outside_noted) << "it came from the process itself";
}

TEST_F(ShimTest, ASignalThatEndsTheProcessStillLooksUnhandled) {
    attach();
    struct sigaction action {};
    EXPECT_EQ(function("sigaction", &sigaction)(SIGTERM, nullptr, &action), 0);
    EXPECT_EQ(action.sa_handler, SIG_DFL);
    EXPECT_FALSE(table->has_signal_handlers());
}

}  // namespace
}  // namespace ascend::shim
