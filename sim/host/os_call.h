// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>

/// System calls made in place. The simulator waits and reads the wall clock with these and not
/// through libc, whose names a preloaded library may have taken (host_time.md 3).
namespace ascend::sim {

/// The kernel's answer: negative is an error number.
inline long os_call(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0,
                    long f = 0) {
#if defined(__x86_64__)
    long result;
    register long r10 asm("r10") = d;
    register long r8 asm("r8") = e;
    register long r9 asm("r9") = f;
    asm volatile("syscall"
                 : "=a"(result)
                 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                 : "rcx", "r11", "memory");
    return result;
#elif defined(__aarch64__)
    register long x8 asm("x8") = number;
    register long x0 asm("x0") = a;
    register long x1 asm("x1") = b;
    register long x2 asm("x2") = c;
    register long x3 asm("x3") = d;
    register long x4 asm("x4") = e;
    register long x5 asm("x5") = f;
    asm volatile("svc #0"
                 : "+r"(x0)
                 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                 : "memory");
    return x0;
#else
#error "no system call convention for this processor"
#endif
}

inline long os_address(const void* pointer) {
    return static_cast<long>(reinterpret_cast<std::intptr_t>(pointer));
}

inline std::chrono::nanoseconds os_clock(clockid_t clock) {
    timespec time{};
    os_call(SYS_clock_gettime, clock, os_address(&time));
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// Time of the wall, whatever clock the program is shown.
inline std::chrono::nanoseconds wall_now() {
    return os_clock(CLOCK_MONOTONIC);
}

using FutexWord = std::atomic<std::uint32_t>;
static_assert(sizeof(FutexWord) == sizeof(std::uint32_t));

/// Sleeps while `word` is `value`, at most `timeout` (negative: no limit). Also returns for no
/// reason, and for a signal.
inline void futex_wait(FutexWord& word, std::uint32_t value,
                       std::chrono::nanoseconds timeout = std::chrono::nanoseconds(-1)) {
    timespec limit{};
    limit.tv_sec = timeout.count() / 1'000'000'000;
    limit.tv_nsec = timeout.count() % 1'000'000'000;
    os_call(SYS_futex, os_address(&word), FUTEX_WAIT_PRIVATE, static_cast<long>(value),
            timeout.count() < 0 ? 0 : os_address(&limit));
}

/// Between two looks at a word that another processor is about to change.
inline void relax_processor() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#else
    asm volatile("yield");
#endif
}

inline void futex_wake(FutexWord& word, int count) {
    os_call(SYS_futex, os_address(&word), FUTEX_WAKE_PRIVATE, count);
}

}  // namespace ascend::sim
