// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <pthread.h>

#include "runtime/shim/object.h"
#include "runtime/shim/outside.h"
#include "runtime/shim/real.h"

/// Read-write locks, spin locks, barriers and pthread_once.
using namespace ascend::shim;

namespace {

constexpr int kAll = 1 << 30;

/// Locks with a function that says EBUSY while it cannot.
template <class Try>
int lock_with(Thread& self, const void* lock, const char* name, Try try_lock,
              std::int64_t timeout) {
    int result = 0;
    const auto attempt = [&] { return (result = try_lock()) != EBUSY; };
    const auto what = [name] { return std::string(name); };
    return acquire(self, lock, attempt, what, timeout, Interruption::kNone) == kTimedOut ? ETIMEDOUT
                                                                                         : result;
}

/// Waits in the operating system, where another process can end the wait, unless it need not wait.
template <class Try, class Lock>
int lock_among_processes(Thread& self, Try try_lock, Lock lock) {
    const Operation operation(self);
    const int result = try_lock();
    if (result != EBUSY) return result;
    return outside(self, "a read-write lock of several processes", lock);
}

template <class Try>
int lock_now(Thread& self, const void* lock, const char* name, Try try_lock) {
    const Operation operation(self);
    return lock_with(self, lock, name, try_lock, kNoTimeout);
}

/// `lock_really` waits in the operating system until a point of real time.
template <class Try, class Lock>
int lock_until(Thread& self, const void* lock, Try try_lock, Lock lock_really, clockid_t clock,
               const timespec* when) {
    if (!valid(*when)) return EINVAL;
    if (is_shared(lock)) {
        const timespec end = real_deadline(self, clock, *when);
        return lock_among_processes(self, try_lock, [&] { return lock_really(clock, &end); });
    }
    const Operation operation(self);
    return lock_with(self, lock, "a read-write lock", try_lock, until(self, clock, *when));
}

template <class Unlock>
int unlock(Thread& self, const void* lock, int most, Unlock really) {
    const Operation operation(self);
    release_clock(self, lock);
    const int result = really();
    if (result == 0) wake(lock, most);
    return result;
}

template <class Try>
int try_now(Thread& self, const void* lock, Try try_lock) {
    const Operation operation(self);
    const int result = try_lock();
    if (result == 0) acquire_clock(self, lock);
    return result;
}

auto reading(pthread_rwlock_t* lock) {
    return [lock] { return ASCEND_SIM_REAL(pthread_rwlock_tryrdlock)(lock); };
}
auto writing(pthread_rwlock_t* lock) {
    return [lock] { return ASCEND_SIM_REAL(pthread_rwlock_trywrlock)(lock); };
}

auto reading_until(pthread_rwlock_t* lock) {
    return [lock](clockid_t clock, const timespec* end) {
        return ASCEND_SIM_REAL(pthread_rwlock_clockrdlock)(lock, clock, end);
    };
}
auto writing_until(pthread_rwlock_t* lock) {
    return [lock](clockid_t clock, const timespec* end) {
        return ASCEND_SIM_REAL(pthread_rwlock_clockwrlock)(lock, clock, end);
    };
}

Thread* managed_private(const void* object) {
    Thread* self = managed();
    return self == nullptr || is_shared(object) ? nullptr : self;
}

}  // namespace

ASCEND_SIM_INTERPOSE int pthread_rwlock_init(pthread_rwlock_t* lock,
                                             const pthread_rwlockattr_t* attributes) noexcept {
    int shared = PTHREAD_PROCESS_PRIVATE;
    if (attributes != nullptr) pthread_rwlockattr_getpshared(attributes, &shared);
    note_sharing(lock, shared == PTHREAD_PROCESS_SHARED);
    return ASCEND_SIM_REAL(pthread_rwlock_init)(lock, attributes);
}

ASCEND_SIM_INTERPOSE int pthread_rwlock_destroy(pthread_rwlock_t* lock) noexcept {
    forget_object(lock);
    return ASCEND_SIM_REAL(pthread_rwlock_destroy)(lock);
}

ASCEND_SIM_INTERPOSE int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_rwlock_rdlock)(lock);
    if (is_shared(lock)) {
        return lock_among_processes(
            *self, reading(lock), [lock] { return ASCEND_SIM_REAL(pthread_rwlock_rdlock)(lock); });
    }
    return lock_now(*self, lock, "a read-write lock", reading(lock));
}

ASCEND_SIM_INTERPOSE int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_rwlock_wrlock)(lock);
    if (is_shared(lock)) {
        return lock_among_processes(
            *self, writing(lock), [lock] { return ASCEND_SIM_REAL(pthread_rwlock_wrlock)(lock); });
    }
    return lock_now(*self, lock, "a read-write lock", writing(lock));
}

ASCEND_SIM_INTERPOSE int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) noexcept {
    Thread* self = managed_private(lock);
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_rwlock_tryrdlock)(lock);
    return try_now(*self, lock, reading(lock));
}

ASCEND_SIM_INTERPOSE int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) noexcept {
    Thread* self = managed_private(lock);
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_rwlock_trywrlock)(lock);
    return try_now(*self, lock, writing(lock));
}

ASCEND_SIM_INTERPOSE int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock,
                                                    const timespec* when) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_rwlock_timedrdlock)(lock, when);
    return lock_until(*self, lock, reading(lock), reading_until(lock), CLOCK_REALTIME, when);
}

ASCEND_SIM_INTERPOSE int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock,
                                                    const timespec* when) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_rwlock_timedwrlock)(lock, when);
    return lock_until(*self, lock, writing(lock), writing_until(lock), CLOCK_REALTIME, when);
}

ASCEND_SIM_INTERPOSE int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock,
                                                    const timespec* when) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_rwlock_clockrdlock)(lock, clock, when);
    return lock_until(*self, lock, reading(lock), reading_until(lock), clock, when);
}

ASCEND_SIM_INTERPOSE int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock,
                                                    const timespec* when) noexcept {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_rwlock_clockwrlock)(lock, clock, when);
    return lock_until(*self, lock, writing(lock), writing_until(lock), clock, when);
}

ASCEND_SIM_INTERPOSE int pthread_rwlock_unlock(pthread_rwlock_t* lock) noexcept {
    Thread* self = managed_private(lock);
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_rwlock_unlock)(lock);
    return unlock(*self, lock, kAll,
                  [lock] { return ASCEND_SIM_REAL(pthread_rwlock_unlock)(lock); });
}

ASCEND_SIM_INTERPOSE int pthread_spin_lock(pthread_spinlock_t* lock) noexcept {
    Thread* self = managed_private(const_cast<const int*>(lock));
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_spin_lock)(lock);
    return lock_now(*self, const_cast<const int*>(lock), "a spin lock",
                    [lock] { return ASCEND_SIM_REAL(pthread_spin_trylock)(lock); });
}

ASCEND_SIM_INTERPOSE int pthread_spin_trylock(pthread_spinlock_t* lock) noexcept {
    Thread* self = managed_private(const_cast<const int*>(lock));
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_spin_trylock)(lock);
    return try_now(*self, const_cast<const int*>(lock),
                   [lock] { return ASCEND_SIM_REAL(pthread_spin_trylock)(lock); });
}

ASCEND_SIM_INTERPOSE int pthread_spin_unlock(pthread_spinlock_t* lock) noexcept {
    Thread* self = managed_private(const_cast<const int*>(lock));
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_spin_unlock)(lock);
    return unlock(*self, const_cast<const int*>(lock), 1,
                  [lock] { return ASCEND_SIM_REAL(pthread_spin_unlock)(lock); });
}

ASCEND_SIM_INTERPOSE int pthread_barrier_init(pthread_barrier_t* barrier,
                                              const pthread_barrierattr_t* attributes,
                                              unsigned count) noexcept {
    int shared = PTHREAD_PROCESS_PRIVATE;
    if (attributes != nullptr) pthread_barrierattr_getpshared(attributes, &shared);
    const int result = ASCEND_SIM_REAL(pthread_barrier_init)(barrier, attributes, count);
    if (result != 0) return result;
    note_sharing(barrier, shared == PTHREAD_PROCESS_SHARED);
    const ascend::sim::InSimulator inside(&this_thread().link);
    Objects().at(barrier).count = count;
    return 0;
}

ASCEND_SIM_INTERPOSE int pthread_barrier_destroy(pthread_barrier_t* barrier) noexcept {
    forget_object(barrier);
    return ASCEND_SIM_REAL(pthread_barrier_destroy)(barrier);
}

namespace {

/// True for the thread that completes the round.
bool arrive(Thread& self, const void* barrier) {
    Objects objects;
    Object& object = objects.at(barrier);
    if (++object.arrived == object.count) {
        object.arrived = 0;
        return true;
    }
    self.link.permit = false;
    object.append(self);
    return false;
}

}  // namespace

ASCEND_SIM_INTERPOSE int pthread_barrier_wait(pthread_barrier_t* barrier) noexcept {
    Thread* self = managed_private(barrier);
    if (self == nullptr || properties(barrier).count == 0)
        return ASCEND_SIM_REAL(pthread_barrier_wait)(barrier);
    const Operation operation(*self);
    release_clock(*self, barrier);
    if (arrive(*self, barrier)) {
        acquire_clock(*self, barrier);
        wake(barrier, kAll);
        return PTHREAD_BARRIER_SERIAL_THREAD;
    }
    await_permit(*self, barrier, "a barrier", kNoTimeout, Interruption::kNone);
    acquire_clock(*self, barrier);
    return 0;
}

namespace {

/// Claims the routine for `self`. False, and queued, while another thread runs it.
bool claim_or_queue(Thread& self, const void* control) {
    Objects objects;
    Object& object = objects.at(control);
    if (object.busy == nullptr) {
        object.busy = &self;
        return true;
    }
    self.link.permit = false;
    object.append(self);
    return false;
}

void finish_once(const void* control) {
    {
        Objects objects;
        objects.at(control).busy = nullptr;
    }
    wake(control, kAll);
}

/// What runs in pthread_once is the program's own code, and may throw.
struct OnceClaim {
    Thread& self;
    const void* control;
    ~OnceClaim() {
        const Operation operation(self);
        release_clock(self, control);
        finish_once(control);
    }
};

bool claim_in_turn(Thread& self, const void* control) {
    const Operation operation(self);
    if (claim_or_queue(self, control)) return true;
    await_permit(self, control, "pthread_once", kNoTimeout, Interruption::kNone);
    acquire_clock(self, control);
    return false;
}

}  // namespace

ASCEND_SIM_INTERPOSE int pthread_once(pthread_once_t* control, void (*routine)()) {
    constexpr int kDone = 2;  // glibc's mark of a routine that has run
    Thread* self = managed();
    if (self == nullptr || __atomic_load_n(control, __ATOMIC_ACQUIRE) == kDone)
        return ASCEND_SIM_REAL(pthread_once)(control, routine);
    while (!claim_in_turn(*self, control)) {
    }
    const OnceClaim claim{*self, control};
    return ASCEND_SIM_REAL(pthread_once)(control, routine);
}
