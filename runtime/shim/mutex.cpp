// SPDX-License-Identifier: Apache-2.0
#include "runtime/shim/mutex.h"

#include <errno.h>

#include "runtime/shim/outside.h"
#include "runtime/shim/real.h"

namespace ascend::shim {
namespace {

std::string describe(const pthread_mutex_t* mutex) {
    const int owner = mutex->__data.__owner;
    const Thread* holder = thread_of_system_id(owner);
    return holder == nullptr ? "a mutex"
                             : "a mutex held by thread " + std::to_string(holder->link.index);
}

/// The thread holds it already, and the mutex is of the kind that tells.
bool refuses_its_owner(const Thread& self, const pthread_mutex_t* mutex) {
    constexpr int kKindMask = 3;
    return (mutex->__data.__kind & kKindMask) == PTHREAD_MUTEX_ERRORCHECK &&
           mutex->__data.__owner == self.system_id;
}

}  // namespace

int lock_mutex(Thread& self, pthread_mutex_t* mutex, std::int64_t timeout) {
    int result = 0;
    const auto attempt = [&] {
        result = ASCEND_SIM_REAL(pthread_mutex_trylock)(mutex);
        if (result == EBUSY && refuses_its_owner(self, mutex)) result = EDEADLK;
        return result != EBUSY;
    };
    const auto what = [&] { return describe(mutex); };
    return acquire(self, mutex, attempt, what, timeout, Interruption::kNone) == kTimedOut
               ? ETIMEDOUT
               : result;
}

int unlock_mutex(Thread& self, pthread_mutex_t* mutex) {
    release_clock(self, mutex);
    const int result = ASCEND_SIM_REAL(pthread_mutex_unlock)(mutex);
    if (result == 0) wake(mutex, 1);
    return result;
}

}  // namespace ascend::shim

using namespace ascend::shim;

namespace {

/// Waits in the operating system, where another process can end the wait, unless it need not wait.
template <class Lock>
int lock_among_processes(Thread& self, pthread_mutex_t* mutex, Lock lock) {
    const Operation operation(self);
    const int result = ASCEND_SIM_REAL(pthread_mutex_trylock)(mutex);
    if (result != EBUSY) return result;
    return outside(self, "a mutex of several processes", lock);
}

int lock_until(pthread_mutex_t* mutex, clockid_t clock, const timespec& when, Thread& self) {
    if (!valid(when)) return EINVAL;
    if (is_shared(mutex)) {
        const timespec end = real_deadline(self, clock, when);
        return lock_among_processes(self, mutex, [&] {
            return ASCEND_SIM_REAL(pthread_mutex_clocklock)(mutex, clock, &end);
        });
    }
    const Operation operation(self);
    return lock_mutex(self, mutex, until(self, clock, when));
}

}  // namespace

ASCEND_SIM_INTERPOSE int pthread_mutex_init(pthread_mutex_t* mutex,
                                            const pthread_mutexattr_t* attributes) noexcept {
    int shared = PTHREAD_PROCESS_PRIVATE;
    if (attributes != nullptr) pthread_mutexattr_getpshared(attributes, &shared);
    note_sharing(mutex, shared == PTHREAD_PROCESS_SHARED);
    return ASCEND_SIM_REAL(pthread_mutex_init)(mutex, attributes);
}

ASCEND_SIM_INTERPOSE int pthread_mutex_destroy(pthread_mutex_t* mutex) noexcept {
    forget_object(mutex);
    return ASCEND_SIM_REAL(pthread_mutex_destroy)(mutex);
}

ASCEND_SIM_INTERPOSE int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
    Thread* self = managed(__builtin_return_address(0));
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_mutex_lock)(mutex);
    if (is_shared(mutex)) {
        return lock_among_processes(*self, mutex,
                                    [&] { return ASCEND_SIM_REAL(pthread_mutex_lock)(mutex); });
    }
    const Operation operation(*self);
    return lock_mutex(*self, mutex);
}

ASCEND_SIM_INTERPOSE int pthread_mutex_trylock(pthread_mutex_t* mutex) noexcept {
    Thread* self = managed(__builtin_return_address(0));
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_mutex_trylock)(mutex);
    const Operation operation(*self);
    const int result = ASCEND_SIM_REAL(pthread_mutex_trylock)(mutex);
    if (result == 0) acquire_clock(*self, mutex);
    return result;
}

ASCEND_SIM_INTERPOSE int pthread_mutex_timedlock(pthread_mutex_t* mutex,
                                                 const timespec* when) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_mutex_timedlock)(mutex, when);
    return lock_until(mutex, CLOCK_REALTIME, *when, *self);
}

ASCEND_SIM_INTERPOSE int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                                                 const timespec* when) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_mutex_clocklock)(mutex, clock, when);
    return lock_until(mutex, clock, *when, *self);
}

ASCEND_SIM_INTERPOSE int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
    Thread* self = managed(__builtin_return_address(0));
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_mutex_unlock)(mutex);
    const Operation operation(*self);
    return unlock_mutex(*self, mutex);
}
