// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/host/drive_lock.h"
#include "sim/host/driven_kernel.h"
#include "sim/host/host_thread.h"
#include "sim/host/idle_kernel.h"
#include "traces/units.h"

namespace ascend::sim {

struct DriveOptions {
    /// Wall time after which a thread that makes no calls stops bounding kernel time.
    std::chrono::milliseconds grace{20};
    /// Wall time after which waits that nothing can end are reported.
    std::chrono::milliseconds deadlock_notice{1000};
    /// One managed thread executes user code at a time (host_time.md 1, under `run`).
    bool one_at_a_time = false;
    /// Kernel time and the threads' clocks keep to the wall clock (`--clock paced`).
    bool paced = false;
    /// The same as `grace`, for a thread that sleeps in the operating system.
    std::chrono::milliseconds asleep_grace = grace;
    /// Told of a deadlock, until it returns true; null: a line on stderr. Called without a lock.
    bool (*on_deadlock)(const std::string& who_waits, std::chrono::nanoseconds since) = nullptr;
    LinkSource link_source = nullptr;
};

/// Host threads meet simulated time (host_time.md 1 and 2). There is no simulator thread: one of
/// the threads that wait holds the drive and runs the kernel, never past the clock of a thread that
/// still runs, until its own wait is over. Thread-safe; outlives every thread that
/// calls it.
class Drive {
  public:
    using Lock = DriveLock;

    Drive(DrivenKernel& kernel, const DriveOptions& options);
    /// Without a machine yet: time passes, and nothing happens in it.
    explicit Drive(const DriveOptions& options);

    /// The process's drive: the one that was there before the machine, which gets its kernel, or a
    /// new one. Never destroyed.
    static Drive& open(DrivenKernel& kernel, const DriveOptions& options);
    /// Makes a drive that open() finds.
    static Drive& open_early(const DriveOptions& options);

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

    // Threads that the host-time shim knows.
    /// A thread that `parent` creates: it counts as running, with the parent's clock. Without a
    /// parent it was there before; `present` says that it is the caller and runs, otherwise it
    /// counts as let go until it calls.
    HostThread& adopt(ThreadLink& link, ThreadLink* parent, bool present);
    /// The calling thread is `link`'s: sleeps until it may run.
    void begin_thread(HostThread& thread);
    /// The end of the calling thread.
    void end_thread(HostThread& thread);
    /// Ends waits whose permit was given.
    void end_waits_for_permits();
    /// Between the two the calling thread waits in the operating system: it does not bound kernel
    /// time, and idle time passes no faster than the wall clock. At the deadline
    /// link.interrupt is called.
    void begin_outside(HostThread& thread, const HostWait& wait);
    WaitStatus end_outside(HostThread& thread);
    /// No wait for the outside world so far, and no thread was let go (host_time.md 4).
    bool deterministic() const { return deterministic_; }
    /// The outside world did something that threads can tell. From any thread, signal handlers too.
    void end_determinism() { deterministic_ = false; }

  private:
    HostThread& add(Picoseconds start, ThreadLink* link);
    HostThread& manage_this_thread();
    Lock hold();
    void await(Lock& lock, HostThread& thread);
    void drive(Lock& lock, const HostThread& thread);
    bool step(Lock& lock);
    void run(Lock& lock, Picoseconds limit);
    void perform(HostThread& thread);
    void begin(HostThread& thread);
    void end_wait(HostThread& thread, WaitStatus outcome);
    void end_waits_that_are_ready();

    void resume(HostThread& thread);
    bool give_turn(HostThread& thread);
    void interrupt_signalled();
    void handle_signals(Lock& lock, HostThread& thread);
    void pass_drive();
    Picoseconds alone_until(const HostThread& thread) const;

    HostKey next_action() const;
    HostKey next_bound() const;
    HostKey next_posted() const;
    bool anyone(HostThreadState state) const;
    Picoseconds paced(const HostKey& next);
    Picoseconds wall_time() const;

    void await_free_drive(Lock& lock);
    void free_drive();
    void sleep(Lock& lock, HostThread& thread, std::chrono::nanoseconds timeout);
    void stand_by(Lock& lock, HostThread& thread);
    void watch(Lock& lock, HostThread& thread);
    void appoint_watch();
    void let_go_of_absent_threads();
    void notice_deadlock(Lock& lock);
    std::string who_waits() const;

    IdleKernel idle_;
    DrivenKernel* kernel_;
    DriveOptions options_;
    HostMutex mutex_;
    std::vector<std::unique_ptr<HostThread>> threads_;
    std::vector<HostThread*> live_;  ///< not detached, or with actions left, by index
    HostThread* turn_ = nullptr;     ///< who executes user code, when it is one at a time
    bool driving_ = false;           ///< a thread holds the drive
    bool look_again_ = false;        ///< a wait came back while the kernel ran
    bool draining_ = false;
    bool stopped_ = false;
    std::atomic<bool> deterministic_{true};
    FutexWord drive_freed_{0};  ///< for drain()
    int drive_awaited_ = 0;
    HostThread* watch_ = nullptr;        ///< the waiting thread that looks again every so often
    Picoseconds paced_until_{kForever};  ///< idle time that wall time has to catch up with
    std::chrono::nanoseconds paced_since_{};
    std::chrono::nanoseconds started_ = wall_now();
    std::chrono::nanoseconds stuck_since_{};
    bool stuck_ = false, deadlock_noticed_ = false;
};

}  // namespace ascend::sim
