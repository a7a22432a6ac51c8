/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c17 */
#include <threads.h>

#include "acl/acl.h"
#include "common.h"

/* Threads, mutexes and conditions of C11, which libc reaches under names of its own. */
enum { kRounds = 10 };

static mtx_t mutex;
static cnd_t changed;
static int turn = 0;

static void sleep_ms(long ms) {
    const struct timespec duration = {0, ms * 1000000};
    OK(thrd_sleep(&duration, NULL));
}

static int play(void* value) {
    const int mine = *(const int*)value;
    for (int i = 0; i < kRounds; ++i) {
        OK(mtx_lock(&mutex));
        while (turn != mine) OK(cnd_wait(&changed, &mutex));
        sleep_ms(1);
        turn = 1 - mine;
        OK(cnd_broadcast(&changed));
        OK(mtx_unlock(&mutex));
    }
    return mine;
}

int main(void) {
    static const int players[2] = {0, 1};
    thrd_t threads[2];
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(mtx_init(&mutex, mtx_timed));
    OK(cnd_init(&changed));
    const int64_t start = now_ns();
    for (int i = 0; i < 2; ++i) OK(thrd_create(&threads[i], play, (void*)&players[i]));
    for (int i = 0; i < 2; ++i) {
        int result = -1;
        OK(thrd_join(threads[i], &result));
        CHECK(result == i);
    }
    CHECK(about(now_ns() - start, 2 * kRounds * 1000000LL, 100000));

    struct timespec deadline;
    CHECK(timespec_get(&deadline, TIME_UTC) == TIME_UTC);
    deadline.tv_sec += 2;
    const int64_t before = now_ns();
    OK(mtx_lock(&mutex));
    CHECK(cnd_timedwait(&changed, &mutex, &deadline) == thrd_timedout);
    OK(mtx_unlock(&mutex));
    CHECK(about(now_ns() - before, 2000000000, 10000));
    cnd_destroy(&changed);
    mtx_destroy(&mutex);
    return aclFinalize();
}
