// SPDX-License-Identifier: Apache-2.0
#include "runtime/shim/wait.h"

#include <algorithm>

#include "runtime/shim/clocks.h"

namespace ascend::shim {
namespace {

constexpr std::int64_t kPicosecondsPerNanosecond = 1000;
constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
constexpr std::int64_t kMostSeconds =
    kNoTimeout / kPicosecondsPerNanosecond / kNanosecondsPerSecond;

}  // namespace

void take_turn(Thread& self, std::int64_t cost) {
    const std::int64_t clock = self.link.clock.fetch_add(cost, std::memory_order_relaxed) + cost;
    if (self.in_handler > 0 || !process.one_at_a_time) return;
    if (clock >= self.link.alone_until.load(std::memory_order_relaxed)) {
        process.library->turn(&self.link);
    }
}

std::int64_t picoseconds(const timespec& duration) {
    if (duration.tv_sec >= kMostSeconds) return kNoTimeout;
    if (duration.tv_sec < -kMostSeconds) return -kNoTimeout;
    return (duration.tv_sec * kNanosecondsPerSecond + duration.tv_nsec) * kPicosecondsPerNanosecond;
}

timespec to_timespec(std::int64_t picoseconds) {
    const std::int64_t nanoseconds = picoseconds / kPicosecondsPerNanosecond;
    return {nanoseconds / kNanosecondsPerSecond, nanoseconds % kNanosecondsPerSecond};
}

std::int64_t until(const Thread& self, clockid_t clock, const timespec& when) {
    const std::int64_t origin = clock_origin(clock);
    const timespec since{when.tv_sec - origin / kNanosecondsPerSecond,
                         when.tv_nsec - origin % kNanosecondsPerSecond};
    const std::int64_t target = picoseconds(since);
    if (target >= kNoTimeout) return kNoTimeout;
    const std::int64_t now = self.link.clock.load(std::memory_order_relaxed);
    return std::max<std::int64_t>(0, target - now);
}

timespec real_deadline(const Thread& self, clockid_t clock, const timespec& when) {
    const std::int64_t left = until(self, clock, when);
    if (left >= kNoTimeout) return when;
    const std::int64_t end = sim::os_clock(clock).count() + left / kPicosecondsPerNanosecond;
    return {end / kNanosecondsPerSecond, end % kNanosecondsPerSecond};
}

WaitEnd sleep_for(Thread& self, std::int64_t timeout) {
    self.link.permit = false;
    return process.library->wait(
        &self.link,
        {.what = "time", .timeout = timeout, .interruptible = true, .cancellable = true});
}

}  // namespace ascend::shim
