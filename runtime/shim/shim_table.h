// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/host/thread_link.h"

/// What the host-time shim and the library know of each other (host_time.md 3): the shim is loaded
/// before everything and has the threads, the library has the drive. The library finds the shim's
/// table by the name kShimTableName and gives it its own.
namespace ascend::shim {

/// How a wait ended.
enum WaitEnd : int { kGiven, kTimedOut, kInterrupted };

/// A wait for a permit.
struct WaitRequest {
    const char* what = "";
    std::int64_t timeout = 0;
    bool interruptible = false;  ///< signals end it
    bool cancellable = false;    ///< a cancellation of the thread ends it
};

/// The library's part. Times are picoseconds of simulated time; kNoTimeout is no limit. Called by
/// the thread whose link is passed, unless it says otherwise.
struct LibraryTable {
    /// A thread that `parent` (the caller) creates. Without a parent it was there before the
    /// library; `present`: it is the caller.
    void (*adopt)(sim::ThreadLink*, sim::ThreadLink* parent, bool present);
    void (*begin_thread)(sim::ThreadLink*);
    void (*end_thread)(sim::ThreadLink*);
    /// Sleeps until nobody can act before the thread's clock any more.
    void (*turn)(sim::ThreadLink*);
    /// Sleeps until the thread's permit is given.
    WaitEnd (*wait)(sim::ThreadLink*, const WaitRequest&);
    /// A permit was given to some thread.
    void (*permit_given)();
    /// Around a wait in the operating system.
    void (*begin_outside)(sim::ThreadLink*, const char* what, std::int64_t timeout);
    WaitEnd (*end_outside)(sim::ThreadLink*);
    /// The outside world did something that the program can tell. Also from a signal handler.
    void (*note_outside)();
    /// Completes the output: the process is about to end or to become another program.
    void (*close)();
};

inline constexpr std::int64_t kNoTimeout = std::int64_t{1} << 62;

/// The shim's part.
struct ShimTable {
    /// The calling thread; null before attach().
    sim::ThreadLink* (*this_thread)();
    /// The calling thread's next operation depends on others: those with smaller clocks go first.
    void (*take_turn)();
    /// From now on the process has simulated clocks. [text_begin, text_end) is the library's own
    /// code, whose locks are not the program's.
    void (*attach)(const LibraryTable*, const void* text_begin, const void* text_end);
    /// Picoseconds that reading a clock costs from now on.
    void (*set_clock_read_cost)(std::int64_t);
    /// A signal handler of the program may yet end a wait.
    bool (*has_signal_handlers)();
};

inline constexpr const char* kShimTableName = "ascend_sim_shim_table";

}  // namespace ascend::shim
