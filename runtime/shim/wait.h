// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <time.h>

#include <cstdint>
#include <string>

#include "runtime/shim/thread.h"

namespace ascend::shim {

/// Modelled cost of an operation on a synchronisation object, picoseconds: an uncontended lock.
inline constexpr std::int64_t kOperationCost = 20'000;

/// The thread pays for an operation, and those that may act before it do so first.
void take_turn(Thread& self, std::int64_t cost = kOperationCost);

/// A thread's part in a wait: enters shim and drive, takes its turn, and on its way out runs the
/// handlers of signals that came meanwhile.
class Operation {
  public:
    explicit Operation(Thread& self, std::int64_t cost = kOperationCost) : inside_(&self.link) {
        take_turn(self, cost);
    }

  private:
    sim::InSimulator inside_;
};

/// Simulated picoseconds from the thread's clock until a point of the program's clock; 0 when it
/// has passed.
std::int64_t until(const Thread& self, clockid_t clock, const timespec& when);
/// The same point on the real clock, for a wait in the operating system.
timespec real_deadline(const Thread& self, clockid_t clock, const timespec& when);
/// Picoseconds of a duration, capped at kNoTimeout.
std::int64_t picoseconds(const timespec& duration);
timespec to_timespec(std::int64_t picoseconds);
inline bool valid(const timespec& time) {
    return time.tv_sec >= 0 && time.tv_nsec >= 0 && time.tv_nsec < 1'000'000'000;
}

/// Sleeps without an object.
WaitEnd sleep_for(Thread& self, std::int64_t timeout);

}  // namespace ascend::shim
