// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>

#include "sim/host/block_deque.h"
#include "sim/host/host_action.h"
#include "sim/host/os_thread.h"
#include "sim/host/thread_link.h"
#include "sim/host/wait_status.h"
#include "traces/units.h"

namespace ascend::sim {

/// A call whose outcome depends on what happened before it.
struct HostWait {
    std::string what{};             ///< "stream 3", for the message about a deadlock
    std::function<void()> begin{};  ///< at the caller's turn; may throw; may be empty
    std::function<bool()> ready{};  ///< asked then, and after changes; empty: nothing to wait for
    bool by_permit = false;         ///< the link's permit ends it, and no `ready`
    Picoseconds timeout{kForever};  ///< from the caller's turn
    bool interruptible = false;     ///< a signal ends it
    bool cancellable = false;       ///< a cancellation of the thread ends it
};

enum class HostThreadState : std::uint8_t {
    kRunning,  ///< user code: bounds kernel time by its clock
    kReady,    ///< could run user code, and bounds kernel time, but another thread has the turn
    kTurn,     ///< in a call: waits until kernel time reaches its clock
    kWaiting,  ///< in a call: waits for its condition or its deadline
    kOutside,  ///< waits in the operating system for the outside world, or its deadline
    kLetGo,    ///< has not called for so long that it no longer bounds kernel time
    kDetached,
};

/// The order in which host actions take effect.
struct HostKey {
    Picoseconds time = kForever;
    HostThreadId index = ~HostThreadId{0};
    auto operator<=>(const HostKey&) const = default;
};

/// A thread that calls the simulator. Guarded by the drive's mutex.
struct HostThread {
    HostThread(HostThreadId id, Picoseconds start) : index(id), clock(start) {}

    HostThreadId index;
    HostThreadState state = HostThreadState::kRunning;
    Picoseconds clock;
    BlockDeque<HostAction> inbox{};  ///< in order of time
    std::uint64_t calls = 0;
    int awaiting = 0;              ///< depth in Drive::await: on its way back, if it runs
    std::optional<OsThread> os{};  ///< once the thread has called

    const HostWait* wait = nullptr;
    Picoseconds deadline{kForever};
    const HostWait* suspended = nullptr;  ///< while handlers of signals run
    WaitStatus outcome = WaitStatus::kDone;
    std::exception_ptr failure{};              ///< thrown by wait->begin
    std::chrono::nanoseconds outside_since{};  ///< wall time

    ThreadLink own_link{};         ///< of a thread that no shim knows
    ThreadLink* link = &own_link;  ///< else the shim's

    bool in_call() const {
        return state == HostThreadState::kTurn || state == HostThreadState::kWaiting ||
               state == HostThreadState::kReady;
    }
    bool runs() const {
        return state == HostThreadState::kRunning || state == HostThreadState::kReady;
    }
    /// The condition of its wait holds. Not while the kernel runs, unless a permit ends the wait.
    bool wait_is_over() const;
    /// When the thread's next action is due; kForever if it has none.
    HostKey next_action() const;
    /// The earliest it can act again of its own accord; kForever unless it runs.
    HostKey bound() const;
    void wake();
};

}  // namespace ascend::sim
