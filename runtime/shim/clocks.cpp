// SPDX-License-Identifier: Apache-2.0
#include "runtime/shim/clocks.h"

#include <errno.h>
#include <sys/time.h>
#include <sys/timeb.h>

#include <array>

#include "runtime/shim/real.h"
#include "runtime/shim/wait.h"

/// The clocks that a program reads show simulated time: what they showed when the library was
/// loaded, and the thread's clock since.
namespace ascend::shim {
namespace {

constexpr clockid_t kSimulated[] = {
    CLOCK_REALTIME,        CLOCK_MONOTONIC,        CLOCK_MONOTONIC_RAW,
    CLOCK_REALTIME_COARSE, CLOCK_MONOTONIC_COARSE, CLOCK_BOOTTIME,
    CLOCK_REALTIME_ALARM,  CLOCK_BOOTTIME_ALARM,   CLOCK_TAI};
constexpr clockid_t kMostClocks = 16;

std::array<std::int64_t, kMostClocks> origins{};
std::array<bool, kMostClocks> simulated{};

/// The thread that reads, or null if it gets the real clock. Before the read it takes its turn,
/// except in a signal handler: there nothing may lock or allocate.
Thread* reader(clockid_t clock) {
    if (!is_simulated(clock)) return nullptr;
    Thread* self = managed();
    if (self == nullptr) return nullptr;
    const Operation operation(*self, process.clock_read_cost.load(std::memory_order_relaxed));
    return self;
}

std::int64_t nanoseconds_of(const Thread& self, clockid_t clock) {
    return clock_origin(clock) + self.link.clock.load(std::memory_order_relaxed) / 1000;
}

void show(const Thread& self, clockid_t clock, timespec& time) {
    constexpr std::int64_t kSecond = 1'000'000'000;
    const std::int64_t now = nanoseconds_of(self, clock);
    time = {now / kSecond, now % kSecond};
}

}  // namespace

void start_clocks() {
    for (const clockid_t clock : kSimulated) {
        timespec now{};
        if (ASCEND_SIM_REAL(clock_gettime)(clock, &now) != 0) continue;
        const auto index = static_cast<std::size_t>(clock);
        origins[index] = now.tv_sec * 1'000'000'000 + now.tv_nsec;
        simulated[index] = true;
    }
    const std::int64_t monotonic = origins[CLOCK_MONOTONIC];
    origins[CLOCK_MONOTONIC_COARSE] = monotonic;
    origins[CLOCK_REALTIME_COARSE] = origins[CLOCK_REALTIME];
}

bool is_simulated(clockid_t clock) {
    return clock >= 0 && clock < kMostClocks && simulated[static_cast<std::size_t>(clock)];
}

std::int64_t clock_origin(clockid_t clock) {
    return origins[static_cast<std::size_t>(clock)];
}

}  // namespace ascend::shim

using namespace ascend::shim;

ASCEND_SIM_INTERPOSE int clock_gettime(clockid_t clock, timespec* time) noexcept {
    const Thread* self = reader(clock);
    if (self == nullptr) return ASCEND_SIM_REAL(clock_gettime)(clock, time);
    show(*self, clock, *time);
    return 0;
}

ASCEND_SIM_INTERPOSE int timespec_get(timespec* time, int base) noexcept {
    const Thread* self = base == TIME_UTC ? reader(CLOCK_REALTIME) : nullptr;
    if (self == nullptr) return ASCEND_SIM_REAL(timespec_get)(time, base);
    show(*self, CLOCK_REALTIME, *time);
    return base;
}

ASCEND_SIM_INTERPOSE int gettimeofday(timeval* time, void* zone) noexcept {
    const Thread* self = reader(CLOCK_REALTIME);
    if (self == nullptr) return ASCEND_SIM_REAL(gettimeofday)(time, zone);
    timespec now{};
    show(*self, CLOCK_REALTIME, now);
    *time = {now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

ASCEND_SIM_INTERPOSE time_t time(time_t* time) noexcept {
    const Thread* self = reader(CLOCK_REALTIME);
    if (self == nullptr) return ASCEND_SIM_REAL(time)(time);
    timespec now{};
    show(*self, CLOCK_REALTIME, now);
    if (time != nullptr) *time = now.tv_sec;
    return now.tv_sec;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
extern "C" __attribute__((visibility("default"))) int ftime(timeb* time) {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    *time = {};
    time->time = now.tv_sec;
    time->millitm = static_cast<unsigned short>(now.tv_nsec / 1'000'000);
    return 0;
}
#pragma GCC diagnostic pop
