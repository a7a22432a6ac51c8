// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "runtime/shim/object.h"
#include "runtime/shim/real.h"

/// syscall(SYS_futex): std::atomic::wait, semaphores, promises and static guards arrive here.
using namespace ascend::shim;

namespace {

struct FutexCall {
    std::uint32_t* word;
    int operation;
    std::uint32_t value;
    const timespec* timeout;
};

long fail(int error) {
    errno = error;
    return -1;
}

std::int64_t timeout_of(const Thread& self, const FutexCall& call) {
    if (call.timeout == nullptr) return kNoTimeout;
    if ((call.operation & FUTEX_CMD_MASK) == FUTEX_WAIT) return picoseconds(*call.timeout);
    const bool real_time = (call.operation & FUTEX_CLOCK_REALTIME) != 0;
    return until(self, real_time ? CLOCK_REALTIME : CLOCK_MONOTONIC, *call.timeout);
}

bool queue_if_unchanged(Thread& self, const FutexCall& call) {
    Objects objects;
    if (__atomic_load_n(call.word, __ATOMIC_SEQ_CST) != call.value) return false;
    self.link.permit = false;
    objects.at(call.word).append(self);
    return true;
}

long wait_on_futex(Thread& self, const FutexCall& call) {
    if (call.timeout != nullptr && !valid(*call.timeout)) return fail(EINVAL);
    const Operation operation(self);
    if (!queue_if_unchanged(self, call)) return fail(EAGAIN);
    const WaitEnd end = await_permit(self, call.word, "an atomic value", timeout_of(self, call),
                                     Interruption::kSignal);
    if (end == kTimedOut) return fail(ETIMEDOUT);
    if (end == kInterrupted) return fail(EINTR);
    acquire_clock(self, call.word);
    return 0;
}

/// Those that would have moved to another futex wake too: whoever waits looks again at its value.
long requeue_futex(Thread& self, const FutexCall& call, std::uint32_t expected) {
    const Operation operation(self);
    const bool compares = (call.operation & FUTEX_CMD_MASK) == FUTEX_CMP_REQUEUE;
    if (compares && __atomic_load_n(call.word, __ATOMIC_SEQ_CST) != expected) return fail(EAGAIN);
    release_clock(self, call.word);
    constexpr int kAll = 1 << 30;
    return wake(call.word, kAll);
}

/// Also those that sleep in the operating system, for whatever reason.
long wake_futex(Thread& self, const FutexCall& call) {
    const Operation operation(self);
    release_clock(self, call.word);
    const int most = static_cast<int>(call.value);
    const int woken = wake(call.word, most);
    const long others = ascend::sim::os_call(SYS_futex, ascend::sim::os_address(call.word),
                                             call.operation, most - woken, 0, 0,
                                             static_cast<std::uint32_t>(FUTEX_BITSET_MATCH_ANY));
    return woken + (others > 0 ? others : 0);
}

}  // namespace

ASCEND_SIM_INTERPOSE long syscall(long number, ...) noexcept {
    va_list rest;
    va_start(rest, number);
    long arguments[6];
    for (long& argument : arguments) argument = va_arg(rest, long);
    va_end(rest);
    Thread* self = number == SYS_futex ? managed() : nullptr;
    if (self != nullptr) {
        const FutexCall call{reinterpret_cast<std::uint32_t*>(arguments[0]),
                             static_cast<int>(arguments[1]),
                             static_cast<std::uint32_t>(arguments[2]),
                             reinterpret_cast<const timespec*>(arguments[3])};
        const int command = call.operation & FUTEX_CMD_MASK;
        if (command == FUTEX_WAIT || command == FUTEX_WAIT_BITSET)
            return wait_on_futex(*self, call);
        if (command == FUTEX_REQUEUE || command == FUTEX_CMP_REQUEUE)
            return requeue_futex(*self, call, static_cast<std::uint32_t>(arguments[5]));
        if (command == FUTEX_WAKE || command == FUTEX_WAKE_BITSET) return wake_futex(*self, call);
    }
    const long result = ascend::sim::os_call(number, arguments[0], arguments[1], arguments[2],
                                             arguments[3], arguments[4], arguments[5]);
    return result < 0 && result > -4096 ? fail(static_cast<int>(-result)) : result;
}
