// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/host/driven_kernel.h"
#include "sim/host/host_thread.h"
#include "traces/units.h"

namespace ascend::sim {

struct DriveOptions {
    /// Wall time after which a thread that makes no calls stops bounding kernel time.
    std::chrono::milliseconds grace{20};
    /// Wall time after which waits that nothing can end are reported.
    std::chrono::milliseconds deadlock_notice{1000};
};

/// Host threads meet simulated time (host_time.md 1 and 2). There is no simulator thread: one of
/// the threads that wait holds the drive and runs the kernel, never past the clock of a thread that
/// still runs, until its own wait is over. Thread-safe.
class Drive {
  public:
    using Lock = std::unique_lock<std::mutex>;

    Drive(DrivenKernel& kernel, const DriveOptions& options);

    /// The calling OS thread, managed from its first call until it exits. It starts at kernel time,
    /// or where the running threads let kernel time go if that is later.
    HostThread& this_thread();
    /// Throws Error{kNotFound}.
    HostThread& thread(HostThreadId id);
    Picoseconds clock(HostThread& thread);
    void spend(HostThread& thread, Picoseconds cost);
    void detach(HostThread& thread);

    /// Locks the host side for a call of `thread`; one that was let go comes back at kernel time.
    Lock enter(HostThread& thread);
    /// Stamps an action with the thread's clock; needs enter()'s lock.
    void post(HostThread& thread, HostAction action);
    /// Does `action` when kernel time has reached the caller's clock and it is its turn. It runs on
    /// the thread that drives, with the host side locked; what it throws comes out here.
    void act(HostThread& thread, std::function<void()> action);
    /// As act() with `wait.begin`, then sleeps until `wait.ready` or the deadline. The thread's
    /// clock becomes the time of that.
    WaitStatus wait(HostThread& thread, const HostWait& wait);
    /// Calls `look` while nobody drives, whatever the time.
    void exclusive(const std::function<void()>& look);
    /// Runs everything that is queued to its end, whatever other threads do.
    void drain();
    /// Nobody drives any more: threads in a wait stay there.
    void stop();

  private:
    HostThread& manage_this_thread();
    void await(Lock& lock, HostThread& thread);
    void drive(Lock& lock, const HostThread& thread);
    bool step(Lock& lock);
    void run(Lock& lock, Picoseconds limit);
    void perform(HostThread& thread);
    void begin(HostThread& thread);
    void end_wait(HostThread& thread, WaitStatus outcome);
    void end_waits_that_are_ready();

    HostKey next_action() const;
    HostKey next_bound() const;
    HostKey next_posted() const;
    bool anyone(HostThreadState state) const;
    Picoseconds paced(const HostKey& next);

    void stand_by(Lock& lock, HostThread& thread);
    void watch(Lock& lock, HostThread& thread);
    void appoint_watch();
    void let_go_of_absent_threads();
    void notice_deadlock();

    DrivenKernel& kernel_;
    DriveOptions options_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<HostThread>> threads_;
    std::vector<HostThread*> live_;   ///< not detached, or with actions left, by index
    bool driving_ = false;            ///< a thread holds the drive
    bool draining_ = false;
    bool stopped_ = false;
    std::condition_variable drive_free_;  ///< for drain()
    HostThread* watch_ = nullptr;         ///< the waiting thread that looks again every so often
    Picoseconds paced_until_{kForever};   ///< idle time that wall time has to catch up with
    std::chrono::steady_clock::time_point paced_since_;
    std::chrono::steady_clock::time_point stuck_since_{};
    bool stuck_ = false, deadlock_noticed_ = false;
};

}  // namespace ascend::sim
