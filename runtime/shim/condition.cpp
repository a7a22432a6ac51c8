// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <pthread.h>

#include "runtime/shim/mutex.h"
#include "runtime/shim/outside.h"
#include "runtime/shim/real.h"

using namespace ascend::shim;

namespace {

int wait_in_turn(Thread& self, pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                 const timespec* when) {
    const Operation operation(self);
    {
        Objects objects;
        self.link.permit = false;
        objects.at(condition).append(self);
    }
    unlock_mutex(self, mutex);
    const std::int64_t timeout = when == nullptr ? kNoTimeout : until(self, clock, *when);
    const WaitEnd end =
        await_permit(self, condition, "a condition variable", timeout, Interruption::kCancellation);
    if (end == kGiven) acquire_clock(self, condition);
    const int locked = lock_mutex(self, mutex);
    if (locked != 0) return locked;
    return end == kTimedOut ? ETIMEDOUT : 0;
}

int wait_on_condition(Thread& self, pthread_cond_t* condition, pthread_mutex_t* mutex,
                      clockid_t clock, const timespec* when) {
    if (when != nullptr && !valid(*when)) return EINVAL;
    pthread_testcancel();
    const int result = wait_in_turn(self, condition, mutex, clock, when);
    pthread_testcancel();
    return result;
}

/// In the operating system, where another process can end the wait.
template <class Wait>
int wait_for_processes(Thread& self, Wait wait) {
    pthread_testcancel();
    const Operation operation(self);
    return outside(self, "a condition variable of several processes", wait);
}

/// Also those that came before the library, or round us.
int wake_waiting(Thread& self, pthread_cond_t* condition, int most) {
    const Operation operation(self);
    release_clock(self, condition);
    wake(condition, most);
    return most == 1 ? ASCEND_SIM_REAL(pthread_cond_signal)(condition)
                     : ASCEND_SIM_REAL(pthread_cond_broadcast)(condition);
}

constexpr int kAll = 1 << 30;

}  // namespace

ASCEND_SIM_INTERPOSE int pthread_cond_init(pthread_cond_t* condition,
                                           const pthread_condattr_t* attributes) noexcept {
    int shared = PTHREAD_PROCESS_PRIVATE;
    clockid_t clock = CLOCK_REALTIME;
    if (attributes != nullptr) {
        pthread_condattr_getpshared(attributes, &shared);
        pthread_condattr_getclock(attributes, &clock);
    }
    forget_object(condition);
    note_sharing(condition, shared == PTHREAD_PROCESS_SHARED);
    if (clock != CLOCK_REALTIME) {
        const ascend::sim::InSimulator inside(&this_thread().link);
        Objects().at(condition).wait_clock = clock;
    }
    return ASCEND_SIM_REAL(pthread_cond_init)(condition, attributes);
}

ASCEND_SIM_INTERPOSE int pthread_cond_destroy(pthread_cond_t* condition) noexcept {
    forget_object(condition);
    return ASCEND_SIM_REAL(pthread_cond_destroy)(condition);
}

ASCEND_SIM_INTERPOSE int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_cond_wait)(condition, mutex);
    if (!is_shared(condition))
        return wait_on_condition(*self, condition, mutex, CLOCK_REALTIME, nullptr);
    return wait_for_processes(*self,
                              [&] { return ASCEND_SIM_REAL(pthread_cond_wait)(condition, mutex); });
}

ASCEND_SIM_INTERPOSE int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                                const timespec* when) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_cond_timedwait)(condition, mutex, when);
    const clockid_t clock = properties(condition).wait_clock;
    if (!is_shared(condition)) return wait_on_condition(*self, condition, mutex, clock, when);
    const timespec end = real_deadline(*self, clock, *when);
    return wait_for_processes(
        *self, [&] { return ASCEND_SIM_REAL(pthread_cond_timedwait)(condition, mutex, &end); });
}

ASCEND_SIM_INTERPOSE int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                                clockid_t clock, const timespec* when) {
    Thread* self = managed();
    if (self == nullptr)
        return ASCEND_SIM_REAL(pthread_cond_clockwait)(condition, mutex, clock, when);
    if (!is_shared(condition)) return wait_on_condition(*self, condition, mutex, clock, when);
    const timespec end = real_deadline(*self, clock, *when);
    return wait_for_processes(*self, [&] {
        return ASCEND_SIM_REAL(pthread_cond_clockwait)(condition, mutex, clock, &end);
    });
}

ASCEND_SIM_INTERPOSE int pthread_cond_signal(pthread_cond_t* condition) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_cond_signal)(condition);
    return wake_waiting(*self, condition, 1);
}

ASCEND_SIM_INTERPOSE int pthread_cond_broadcast(pthread_cond_t* condition) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_cond_broadcast)(condition);
    return wake_waiting(*self, condition, kAll);
}
