// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdarg.h>

#include "runtime/shim/object.h"
#include "runtime/shim/outside.h"
#include "runtime/shim/real.h"

using namespace ascend::shim;

namespace {

int fail(int error) {
    errno = error;
    return -1;
}

int wait_for_post(Thread& self, sem_t* semaphore, clockid_t clock, const timespec* when) {
    if (when != nullptr && !valid(*when)) return fail(EINVAL);
    for (;;) {
        pthread_testcancel();
        self.restart = false;
        WaitEnd end;
        {
            const Operation operation(self);
            const std::int64_t timeout = when == nullptr ? kNoTimeout : until(self, clock, *when);
            end = acquire(
                self, semaphore, [&] { return ASCEND_SIM_REAL(sem_trywait)(semaphore) == 0; },
                [] { return std::string("a semaphore"); }, timeout, Interruption::kSignal);
        }
        if (end == kGiven) return 0;
        if (end == kTimedOut) return fail(ETIMEDOUT);
        pthread_testcancel();
        if (!self.restart) return fail(EINTR);
    }
}

template <class Call>
int wait_for_other_process(Thread& self, Call call) {
    const Operation operation(self);
    return outside(self, "a semaphore of several processes", call);
}

}  // namespace

ASCEND_SIM_INTERPOSE int sem_init(sem_t* semaphore, int shared, unsigned value) noexcept {
    note_sharing(semaphore, shared != 0);
    return ASCEND_SIM_REAL(sem_init)(semaphore, shared, value);
}

ASCEND_SIM_INTERPOSE int sem_destroy(sem_t* semaphore) noexcept {
    forget_object(semaphore);
    return ASCEND_SIM_REAL(sem_destroy)(semaphore);
}

ASCEND_SIM_INTERPOSE sem_t* sem_open(const char* name, int flags, ...) noexcept {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    const unsigned value = (flags & O_CREAT) != 0 ? va_arg(rest, unsigned) : 0;
    va_end(rest);
    sem_t* semaphore = ASCEND_SIM_REAL(sem_open)(name, flags, mode, value);
    if (semaphore != SEM_FAILED) note_sharing(semaphore, true);
    return semaphore;
}

ASCEND_SIM_INTERPOSE int sem_wait(sem_t* semaphore) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sem_wait)(semaphore);
    if (!is_shared(semaphore)) return wait_for_post(*self, semaphore, CLOCK_REALTIME, nullptr);
    if (ASCEND_SIM_REAL(sem_trywait)(semaphore) == 0) return 0;
    return wait_for_other_process(*self, [&] { return ASCEND_SIM_REAL(sem_wait)(semaphore); });
}

ASCEND_SIM_INTERPOSE int sem_timedwait(sem_t* semaphore, const timespec* when) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sem_timedwait)(semaphore, when);
    if (!is_shared(semaphore)) return wait_for_post(*self, semaphore, CLOCK_REALTIME, when);
    const timespec end = real_deadline(*self, CLOCK_REALTIME, *when);
    return wait_for_other_process(*self,
                                  [&] { return ASCEND_SIM_REAL(sem_timedwait)(semaphore, &end); });
}

ASCEND_SIM_INTERPOSE int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* when) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sem_clockwait)(semaphore, clock, when);
    if (!is_shared(semaphore)) return wait_for_post(*self, semaphore, clock, when);
    if (!valid(*when)) return fail(EINVAL);
    const timespec end = real_deadline(*self, clock, *when);
    return wait_for_other_process(
        *self, [&] { return ASCEND_SIM_REAL(sem_clockwait)(semaphore, clock, &end); });
}

ASCEND_SIM_INTERPOSE int sem_trywait(sem_t* semaphore) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sem_trywait)(semaphore);
    const Operation operation(*self);
    const int result = ASCEND_SIM_REAL(sem_trywait)(semaphore);
    if (result == 0) acquire_clock(*self, semaphore);
    return result;
}

ASCEND_SIM_INTERPOSE int sem_post(sem_t* semaphore) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(sem_post)(semaphore);
    const Operation operation(*self);
    release_clock(*self, semaphore);
    const int result = ASCEND_SIM_REAL(sem_post)(semaphore);
    if (result == 0) wake(semaphore, 1);
    return result;
}
