// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

#include "sim/host/os_call.h"

namespace ascend::sim {

/// What the host-time shim and the drive share of one thread. The shim owns it (the thread exists
/// before the simulator does) and never frees it. Times are picoseconds of simulated time.
struct ThreadLink {
    std::atomic<std::int64_t> clock{0};  ///< written by the thread, or while it waits
    /// The thread's operations before this time cannot depend on anybody else: no need to ask.
    std::atomic<std::int64_t> alone_until{0};
    FutexWord woken{0};                  ///< the thread's own futex: 1 ends its sleep
    std::atomic<int> inside{0};          ///< depth in shim and drive, where signals are put off
    std::atomic<bool> signalled{false};  ///< a signal was put off
    std::atomic<std::int64_t> signal_clock{0};  ///< of who sent it, if a thread of the process did
    std::atomic<bool> cancelled{false};  ///< the thread has to end at its next cancellation point
    std::atomic<bool> permit{false};     ///< what the thread waits for was given to it
    std::atomic<std::int64_t> permit_clock{0};  ///< of who gave it
    void (*deliver)(ThreadLink&) = nullptr;     ///< runs the handlers of signals that were put off
    void (*interrupt)(ThreadLink&) = nullptr;   ///< ends a wait for the outside world; may be null
    void* host_thread = nullptr;                ///< the drive's entry
    std::uint32_t index = 0;                    ///< order of creation
    bool helper = false;                        ///< of the shim itself: nobody's deadlock
    /// Host work between calls (--host-time measured): share of processor time that counts, in
    /// 2^-16; 0: none. And the thread's processor time when it last left the simulator, in ns.
    std::int64_t work_factor = 0;
    std::int64_t processor_mark = 0;
};

inline std::int64_t thread_processor_time() {
    return os_clock(CLOCK_THREAD_CPUTIME_ID).count();
}

inline void enter_simulator(ThreadLink& link) {
    if (link.inside.fetch_add(1, std::memory_order_relaxed) > 0 || link.work_factor == 0) return;
    const std::int64_t work = thread_processor_time() - link.processor_mark;
    link.clock.fetch_add((work * link.work_factor >> 16) * 1000, std::memory_order_relaxed);
}

inline void leave_simulator(ThreadLink& link) {
    if (link.work_factor != 0 && link.inside.load(std::memory_order_relaxed) == 1) {
        link.processor_mark = thread_processor_time();
    }
    if (link.inside.fetch_sub(1, std::memory_order_relaxed) > 1) return;
    if (link.signalled.load(std::memory_order_relaxed)) link.deliver(link);
}

/// The calling thread is in the shim or the drive: its signals are put off meanwhile.
class InSimulator {
  public:
    explicit InSimulator(ThreadLink* link) : link_(link) {
        if (link_ != nullptr) enter_simulator(*link_);
    }
    ~InSimulator() {
        if (link_ != nullptr) leave_simulator(*link_);
    }
    InSimulator(const InSimulator&) = delete;
    InSimulator& operator=(const InSimulator&) = delete;

  private:
    ThreadLink* link_;
};

}  // namespace ascend::sim
