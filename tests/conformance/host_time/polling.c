/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* Sleeps end in simulated time, to the nanosecond, and a stream is polled with them. */
int main(void) {
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    aclrtStream stream;
    OK(aclrtCreateStream(&stream));
    const size_t bytes = (size_t)64 << 20;
    void *host, *device;
    OK(aclrtMallocHost(&host, bytes));
    OK(aclrtMalloc(&device, bytes, ACL_MEM_MALLOC_HUGE_FIRST));
    int64_t before = now_ns();
    OK(usleep(1000));
    CHECK(about(now_ns() - before, 1000000, 1000));
    before = now_ns();
    OK(aclrtMemcpyAsync(device, bytes, host, bytes, ACL_MEMCPY_HOST_TO_DEVICE, stream));
    int polls = 0;
    aclrtStreamStatus status = ACL_STREAM_STATUS_NOT_READY;
    while (status != ACL_STREAM_STATUS_COMPLETE) {
        usleep(100);
        OK(aclrtStreamQuery(stream, &status));
        ++polls;
    }
    printf("polls %d in %lld us\n", polls, (long long)(now_ns() - before) / 1000);
    CHECK(polls > 10);
    struct timespec hour = {3600, 0};
    before = now_ns();
    OK(nanosleep(&hour, NULL));
    CHECK(about(now_ns() - before, 3600 * 1000000000LL, 1000));
    return aclFinalize();
}
