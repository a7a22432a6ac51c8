/* SPDX-License-Identifier: Apache-2.0 */
/* For C and C++: a program of these tests stops with a message when something is not as it should
 * be. */
#ifndef ASCEND_SIM_TESTS_CONFORMANCE_COMMON_H
#define ASCEND_SIM_TESTS_CONFORMANCE_COMMON_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CHECK(condition)                                                                  \
    do {                                                                                  \
        if (!(condition)) {                                                               \
            fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition); \
            exit(3);                                                                      \
        }                                                                                 \
    } while (0)
#define OK(call) CHECK((call) == 0)

/* Values that several threads use, in C and C++ alike. */
#define LOAD(value) __atomic_load_n(&(value), __ATOMIC_SEQ_CST)
#define STORE(value, new_value) __atomic_store_n(&(value), new_value, __ATOMIC_SEQ_CST)
#define INCREMENT(value) __atomic_add_fetch(&(value), 1, __ATOMIC_SEQ_CST)

static inline int64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* `value` is `expected` or up to `slack` more. */
static inline int about(int64_t value, int64_t expected, int64_t slack) {
    if (value >= expected && value <= expected + slack) return 1;
    fprintf(stderr, "%lld is not between %lld and %lld\n", (long long)value, (long long)expected,
            (long long)(expected + slack));
    return 0;
}

#endif
