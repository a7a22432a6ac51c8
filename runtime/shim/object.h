// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <time.h>

#include <cstdint>
#include <functional>

#include "runtime/shim/wait.h"
#include "sim/host/host_mutex.h"

namespace ascend::shim {

/// What the shim remembers of a synchronisation object of the program, by its address. Whether a
/// lock is free and what a semaphore counts is libc's to say: here are only the threads that wait,
/// in order of their arrival, and the object's clock (host_time.md 1).
struct Object {
    Thread* first = nullptr;
    Thread* last = nullptr;
    std::int64_t clock = 0;                 ///< used when threads run at the same time
    bool shared = false;                    ///< with other processes
    clockid_t wait_clock = CLOCK_REALTIME;  ///< of a condition variable's deadlines
    unsigned count = 0;                     ///< threads that a barrier waits for
    unsigned arrived = 0;                   ///< at a barrier
    const Thread* busy = nullptr;           ///< who runs a pthread_once routine

    void append(Thread& thread);
    void prepend(Thread& thread);
    bool remove(Thread& thread);
    Thread* take_first();
};

/// The objects, locked. Short: nothing waits with it.
class Objects {
  public:
    Objects();
    ~Objects();
    Objects(const Objects&) = delete;
    Objects& operator=(const Objects&) = delete;

    Object* find(const void* address);
    Object& at(const void* address);
    void forget(const void* address);
    /// Forgets it if nothing is known of it.
    void tidy(const void* address);
};

/// What was set when an object was made; the default if it never was.
Object properties(const void* address);

/// Other processes use the object too: libc's own functions wait for it.
void note_sharing(const void* address, bool shared);
bool is_shared(const void* address);
/// The object is destroyed, or made anew.
void forget_object(const void* address);
/// Around fork(): the child gets a table that nobody is changing.
void lock_objects();
void unlock_objects();
void renew_objects_lock();

/// What object and thread know of each other's clocks.
void acquire_clock(Thread& self, const void* address);
void release_clock(Thread& self, const void* address);

/// Gives permits to the first `most` threads that wait for the object. Returns how many there were.
int wake(const void* address, int most);

/// What ends a wait before its time.
enum class Interruption { kNone, kCancellation, kSignal };

/// Takes what `attempt` takes, or waits for the object until it can. `attempt` returns true when it
/// succeeded; `what` names the wait.
WaitEnd acquire(Thread& self, const void* address, const std::function<bool()>& attempt,
                const std::function<std::string()>& what, std::int64_t timeout,
                Interruption interruption);

/// Waits for a permit for the object; the caller has queued. Leaves the queue if none came.
WaitEnd await_permit(Thread& self, const void* address, const std::string& what,
                     std::int64_t timeout, Interruption interruption);

}  // namespace ascend::shim
