// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include "runtime/shim/real.h"
#include "runtime/shim/wait.h"

/// Cancellation of threads. Their waits are ours, so a request has to end them; the thread then
/// ends where libc's own function says so, at the next cancellation point.
using namespace ascend::shim;

namespace {

void end_wait_of(const Thread& self, Thread& other) {
    other.link.signal_clock = self.link.clock.load();
    other.link.cancelled = true;
    other.link.signalled = true;
    other.link.woken = 1;
    ascend::sim::futex_wake(other.link.woken, 1);
    if (other.wake_descriptor >= 0) other.link.interrupt(other.link);
}

}  // namespace

ASCEND_SIM_INTERPOSE int pthread_cancel(pthread_t handle) {
    Thread* self = managed();
    if (self == nullptr) return ASCEND_SIM_REAL(pthread_cancel)(handle);
    const Operation operation(*self);
    Thread* other = find_thread(handle);
    const int result = ASCEND_SIM_REAL(pthread_cancel)(handle);
    const bool waits = other != nullptr && other != self && other->cancellable;
    if (result == 0 && waits) end_wait_of(*self, *other);
    return result;
}

ASCEND_SIM_INTERPOSE int pthread_setcancelstate(int state, int* old) {
    const int result = ASCEND_SIM_REAL(pthread_setcancelstate)(state, old);
    if (result == 0 && process.active) this_thread().cancellable = state == PTHREAD_CANCEL_ENABLE;
    return result;
}
