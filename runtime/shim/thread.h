// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pthread.h>
#include <signal.h>

#include <cstdint>

#include "runtime/shim/shim_table.h"

namespace ascend::shim {

inline constexpr int kSignals = 65;

/// A thread of the process, from its creation on. Never freed: others may still ask for it.
struct Thread {
    sim::ThreadLink link{};
    pthread_t handle{};
    int system_id = 0;       ///< gettid()
    Thread* next = nullptr;  ///< of all threads, in order of creation
    bool known = false;      ///< to the library
    bool finished = false;
    Thread* next_waiting = nullptr;  ///< behind it in an object's queue
    int in_handler = 0;              ///< a signal interrupted the program's own code
    bool restart = false;            ///< every handler just run wants its system call restarted
    bool cancellable = true;         ///< pthread_setcancelstate
    int wake_descriptor = -1;        ///< readable when a wait for the outside world has to end
    std::uint64_t pending_signals = 0;
    siginfo_t signal_information[kSignals]{};
    void* (*start)(void*) = nullptr;
    void* argument = nullptr;
};

/// The process as the shim sees it.
struct Process {
    std::atomic<bool> active{false};  ///< the library is there, and host time is ours
    const LibraryTable* library = nullptr;
    std::uintptr_t library_begin = 0, library_end = 0;
    bool one_at_a_time = true;
    std::int64_t work_factor = 0;
    std::atomic<std::int64_t> clock_read_cost{30'000};
    int process_id = 0;
};
extern Process process;

/// The calling thread; made known when it was not.
Thread& this_thread();
/// The thread of a handle, or null: one that we have not seen, or that was joined.
Thread* find_thread(pthread_t handle);
Thread* thread_of_system_id(int id);

/// The calling thread if what it does is the program's and ours to manage, else null: then the real
/// function does.
inline Thread* managed() {
    if (!process.active.load(std::memory_order_relaxed)) return nullptr;
    Thread& thread = this_thread();
    return thread.link.inside.load(std::memory_order_relaxed) > 0 ? nullptr : &thread;
}

/// As managed(), for objects of which the library has some of its own.
inline Thread* managed(const void* caller) {
    const auto address = reinterpret_cast<std::uintptr_t>(caller);
    if (address >= process.library_begin && address < process.library_end) return nullptr;
    return managed();
}

/// A thread of our own, that runs `start` and is in nobody's deadlock.
void start_helper(void* (*start)(void*));

}  // namespace ascend::shim
