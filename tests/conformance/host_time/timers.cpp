// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>

#include "acl/acl.h"
#include "common.h"

namespace {

volatile sig_atomic_t alarms = 0;

void on_alarm(int) {
    alarms = alarms + 1;
}

void alarm_ends_a_pause() {
    const std::int64_t start = now_ns();
    CHECK(alarm(20) == 0);
    CHECK(alarm(10) == 20);
    CHECK(sleep(60) == 50);
    CHECK(alarms == 1);
    CHECK(about(now_ns() - start, 10000000000, 1000000));
    CHECK(alarm(0) == 0);
}

void interval_timer() {
    alarms = 0;
    const std::int64_t start = now_ns();
    const itimerval every{{0, 2000}, {0, 5000}};
    OK(setitimer(ITIMER_REAL, &every, nullptr));
    while (alarms < 4) {
        const timespec hour{3600, 0};
        nanosleep(&hour, nullptr);
    }
    CHECK(about(now_ns() - start, 11000000, 1000000));
    const itimerval never{};
    OK(setitimer(ITIMER_REAL, &never, nullptr));
}

void posix_timer() {
    alarms = 0;
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGALRM;
    timer_t timer{};
    OK(timer_create(CLOCK_MONOTONIC, &event, &timer));
    const itimerspec once{{0, 0}, {3, 0}};
    const std::int64_t start = now_ns();
    OK(timer_settime(timer, 0, &once, nullptr));
    CHECK(sleep(60) > 0);
    CHECK(alarms == 1);
    CHECK(about(now_ns() - start, 3000000000, 1000000));
    OK(timer_delete(timer));
}

void timer_descriptor() {
    const int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    CHECK(timer >= 0);
    const itimerspec every{{0, 20000000}, {0, 50000000}};
    OK(timerfd_settime(timer, 0, &every, nullptr));
    const std::int64_t start = now_ns();
    std::uint64_t expirations = 0;
    CHECK(read(timer, &expirations, sizeof expirations) == sizeof expirations);
    CHECK(expirations >= 1);
    CHECK(now_ns() - start >= 50000000);
    usleep(100000);
    CHECK(read(timer, &expirations, sizeof expirations) == sizeof expirations);
    CHECK(expirations >= 4);
    OK(close(timer));
}

}  // namespace

int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    struct sigaction action {};
    action.sa_handler = on_alarm;
    OK(sigaction(SIGALRM, &action, nullptr));
    alarm_ends_a_pause();
    interval_timer();
    posix_timer();
    timer_descriptor();
    return aclFinalize();
}
