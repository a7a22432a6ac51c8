// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>
#include <time.h>

#include <chrono>
#include <cstdint>

namespace ascend::sim {

/// What the operating system knows of a thread that has not called us for a while: is it about to
/// come back? A thread that merely waits for a processor is; one that sleeps, or spins, is not.
class OsThread {
  public:
    /// The calling thread.
    OsThread();

    /// True once the thread has made no call for `grace` of processor time, or sleeps and has done
    /// so for `asleep_grace` of wall time. `calls` changes with the thread's calls. Any thread may
    /// ask; the first question starts the measurement.
    bool gone(std::uint64_t calls, std::chrono::milliseconds grace,
              std::chrono::milliseconds asleep_grace);
    bool gone(std::uint64_t calls, std::chrono::milliseconds grace) {
        return gone(calls, grace, grace);
    }

  private:
    bool asleep() const;
    std::chrono::nanoseconds processor_time() const;

    pid_t id_;
    clockid_t processor_clock_;
    std::uint64_t calls_ = ~std::uint64_t{0};    ///< at the start of the measurement
    std::chrono::nanoseconds idle_since_{};      ///< wall time when it last used the processor
    std::chrono::nanoseconds processor_time_{};  ///< at the start
    std::chrono::nanoseconds last_processor_time_{};
};

}  // namespace ascend::sim
