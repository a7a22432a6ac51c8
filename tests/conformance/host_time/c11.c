/* SPDX-License-Identifier: Apache-2.0 */
#include <threads.h>

#include "acl/acl.h"
#include "common.h"

static mtx_t mutex;
static cnd_t changed;
static int value;

static int setter(void* argument) {
    thrd_sleep(&(struct timespec){0, 5000000}, NULL);
    mtx_lock(&mutex);
    value = *(int*)argument;
    cnd_broadcast(&changed);
    mtx_unlock(&mutex);
    return 17;
}

int main(void) {
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(mtx_init(&mutex, mtx_timed));
    OK(cnd_init(&changed));
    thrd_t thread;
    int seven = 7, result = 0;
    const int64_t start = now_ns();
    CHECK(thrd_create(&thread, setter, &seven) == thrd_success);
    mtx_lock(&mutex);
    while (value == 0) cnd_wait(&changed, &mutex);
    CHECK(value == 7);
    CHECK(about(now_ns() - start, 5000000, 50000));
    struct timespec end;
    timespec_get(&end, TIME_UTC);
    end.tv_sec += 2;
    CHECK(cnd_timedwait(&changed, &mutex, &end) == thrd_timedout);
    CHECK(about(now_ns() - start, 2005000000, 50000));
    mtx_unlock(&mutex);
    CHECK(thrd_join(thread, &result) == thrd_success);
    CHECK(result == 17);
    return aclFinalize();
}
