/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* Waits that are made with the system call itself, as the atomics of C++ and other libraries do. */
static uint32_t word = 0;

static long futex(int operation, uint32_t value, const struct timespec* timeout) {
    return syscall(SYS_futex, &word, operation | FUTEX_PRIVATE_FLAG, value, timeout, NULL,
                   FUTEX_BITSET_MATCH_ANY);
}

static void* wake_later(void* unused) {
    usleep(4000);
    __atomic_store_n(&word, 1, __ATOMIC_SEQ_CST);
    CHECK(futex(FUTEX_WAKE, 1, NULL) == 1);
    return unused;
}

int main(void) {
    pthread_t thread;
    const struct timespec relative = {0, 2000000};
    struct timespec absolute;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    int64_t begun = now_ns();
    CHECK(futex(FUTEX_WAIT, 7, NULL) == -1 && errno == EAGAIN);
    CHECK(futex(FUTEX_WAIT, 0, &relative) == -1 && errno == ETIMEDOUT);
    CHECK(about(now_ns() - begun, 2000000, 10000));
    OK(clock_gettime(CLOCK_MONOTONIC, &absolute));
    absolute.tv_sec += 1;
    begun = now_ns();
    CHECK(futex(FUTEX_WAIT_BITSET, 0, &absolute) == -1 && errno == ETIMEDOUT);
    CHECK(about(now_ns() - begun, 999900000, 200000));
    begun = now_ns();
    OK(pthread_create(&thread, NULL, wake_later, NULL));
    while (__atomic_load_n(&word, __ATOMIC_SEQ_CST) == 0) futex(FUTEX_WAIT, 0, NULL);
    CHECK(about(now_ns() - begun, 4000000, 100000));
    OK(pthread_join(thread, NULL));
    CHECK(futex(FUTEX_WAKE, 1, NULL) == 0);
    return aclFinalize();
}
