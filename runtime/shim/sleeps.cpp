// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>

#include "runtime/shim/clocks.h"
#include "runtime/shim/real.h"
#include "runtime/shim/wait.h"

using namespace ascend::shim;

namespace {

constexpr std::int64_t kMicrosecond = 1'000'000, kSecond = 1'000'000 * kMicrosecond;

/// Sleeps `duration` from now. Returns what remains when a signal ended it, else 0.
std::int64_t sleep_in_turn(Thread& self, std::int64_t duration) {
    const Operation operation(self);
    const std::int64_t end = self.link.clock.load() + duration;
    if (sleep_for(self, duration) != kInterrupted) return 0;
    return std::max<std::int64_t>(1, end - self.link.clock.load());
}

std::int64_t sleep_in_simulated_time(Thread& self, std::int64_t duration) {
    pthread_testcancel();
    const std::int64_t rest = sleep_in_turn(self, duration);
    pthread_testcancel();
    return rest;
}

int interrupted() {
    errno = EINTR;
    return -1;
}

/// The answer of nanosleep and its kin: an error number.
int sleep_relative(Thread& self, const timespec& duration, timespec* remaining) {
    const std::int64_t rest = sleep_in_simulated_time(self, picoseconds(duration));
    if (rest == 0) return 0;
    if (remaining != nullptr) *remaining = to_timespec(rest);
    return EINTR;
}

}  // namespace

ASCEND_SIM_INTERPOSE int usleep(useconds_t microseconds) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(usleep)(microseconds);
    const bool whole = sleep_in_simulated_time(*self, microseconds * kMicrosecond) == 0;
    return whole ? 0 : interrupted();
}

ASCEND_SIM_INTERPOSE unsigned sleep(unsigned seconds) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sleep)(seconds);
    const std::int64_t rest = sleep_in_simulated_time(*self, seconds * kSecond);
    return static_cast<unsigned>((rest + kSecond / 2) / kSecond);
}

ASCEND_SIM_INTERPOSE int nanosleep(const timespec* duration, timespec* remaining) {
    Thread* self = managed();
    if (self == nullptr || duration == nullptr || !valid(*duration))
        return ASCEND_SIM_REAL(nanosleep)(duration, remaining);
    return sleep_relative(*self, *duration, remaining) == 0 ? 0 : interrupted();
}

ASCEND_SIM_INTERPOSE int clock_nanosleep(clockid_t clock, int flags, const timespec* time,
                                         timespec* remaining) {
    Thread* self = managed();
    if (self == nullptr || !is_simulated(clock) || time == nullptr || !valid(*time))
        return ASCEND_SIM_REAL(clock_nanosleep)(clock, flags, time, remaining);
    if ((flags & TIMER_ABSTIME) == 0) return sleep_relative(*self, *time, remaining);
    const std::int64_t duration = until(*self, clock, *time);
    return sleep_in_simulated_time(*self, duration) == 0 ? 0 : EINTR;
}

ASCEND_SIM_INTERPOSE int sched_yield() noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sched_yield)();
    const Operation operation(*self);
    return 0;
}
