/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* A stream is polled every 100 us until its copy is done: as many times as the copy is long. */
int main(void) {
    const size_t bytes = (size_t)64 << 20;
    void *host, *device;
    aclrtStream stream;
    aclrtEvent begin, end;
    aclrtStreamStatus status = ACL_STREAM_STATUS_NOT_READY;
    float ms = 0;
    int polls = 0;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(aclrtCreateStream(&stream));
    OK(aclrtCreateEvent(&begin));
    OK(aclrtCreateEvent(&end));
    OK(aclrtMallocHost(&host, bytes));
    OK(aclrtMalloc(&device, bytes, ACL_MEM_MALLOC_HUGE_FIRST));
    OK(aclrtRecordEvent(begin, stream));
    OK(aclrtMemcpyAsync(device, bytes, host, bytes, ACL_MEMCPY_HOST_TO_DEVICE, stream));
    OK(aclrtRecordEvent(end, stream));
    for (; status != ACL_STREAM_STATUS_COMPLETE; ++polls) {
        usleep(100);
        OK(aclrtStreamQuery(stream, &status));
    }
    OK(aclrtEventElapsedTime(&ms, begin, end));
    printf("%d polls in %.3f ms\n", polls, ms);
    CHECK(ms > 1 && polls > ms * 10 * 0.9 && polls < ms * 10 + 2);
    return aclFinalize();
}
