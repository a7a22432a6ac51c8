// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "sim/host/host_mutex.h"
#include "sim/host/thread_link.h"

namespace ascend::sim {

/// Where the drive finds the calling thread's link; null without the host-time shim.
using LinkSource = ThreadLink* (*)();

/// The host side's lock. While a thread has it, and while it drives, its signals are put off; its
/// clock is taken over from the shim before and given back after.
class DriveLock {
  public:
    DriveLock(HostMutex& mutex, LinkSource source);
    DriveLock(DriveLock&& other) noexcept
        : mutex_(std::exchange(other.mutex_, nullptr)),
          link_(std::exchange(other.link_, nullptr)) {}
    DriveLock& operator=(DriveLock&&) = delete;
    ~DriveLock();

    void lock() { mutex_->lock(); }
    void unlock() { mutex_->unlock(); }
    /// Runs the handlers of signals that were put off, unlocked.
    void let_signals_in();

  private:
    void take_clock() const;
    void give_clock() const;

    HostMutex* mutex_;
    ThreadLink* link_;
};

}  // namespace ascend::sim
