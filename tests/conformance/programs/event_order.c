/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
#include "acl/acl.h"
#include "common.h"

/* A diamond: the copy in the first stream comes before those of two others, which come before that
 * of the last; the two in the middle overlap. The events' time stamps show it. */
enum { kStreams = 4, kMegabytes = 8 };

typedef struct Lane {
    aclrtStream stream;
    aclrtEvent begun, done;
    void *host, *device;
    uint64_t begun_at, done_at;
} Lane;

static const size_t bytes = (size_t)kMegabytes << 20;

static void make(Lane* lane) {
    OK(aclrtCreateStream(&lane->stream));
    OK(aclrtCreateEvent(&lane->begun));
    OK(aclrtCreateEvent(&lane->done));
    OK(aclrtMallocHost(&lane->host, bytes));
    OK(aclrtMalloc(&lane->device, bytes, ACL_MEM_MALLOC_HUGE_FIRST));
}

static void copy(Lane* lane, aclrtMemcpyKind kind) {
    const int up = kind == ACL_MEMCPY_HOST_TO_DEVICE;
    OK(aclrtRecordEvent(lane->begun, lane->stream));
    OK(aclrtMemcpyAsync(up ? lane->device : lane->host, bytes, up ? lane->host : lane->device,
                        bytes, kind, lane->stream));
    OK(aclrtRecordEvent(lane->done, lane->stream));
}

static void after(Lane* lane, const Lane* other) {
    OK(aclrtStreamWaitEvent(lane->stream, other->done));
}

static void look(Lane* lane) {
    OK(aclrtSynchronizeStream(lane->stream));
    OK(aclrtEventGetTimestamp(lane->begun, &lane->begun_at));
    OK(aclrtEventGetTimestamp(lane->done, &lane->done_at));
    CHECK(lane->begun_at < lane->done_at);
}

static void destroy(Lane* lane) {
    OK(aclrtDestroyEvent(lane->begun));
    OK(aclrtDestroyEvent(lane->done));
    OK(aclrtDestroyStream(lane->stream));
    OK(aclrtFree(lane->device));
    OK(aclrtFreeHost(lane->host));
}

int main(void) {
    Lane lanes[kStreams];
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    for (int i = 0; i < kStreams; ++i) make(&lanes[i]);
    copy(&lanes[0], ACL_MEMCPY_HOST_TO_DEVICE);
    after(&lanes[1], &lanes[0]);
    after(&lanes[2], &lanes[0]);
    copy(&lanes[1], ACL_MEMCPY_HOST_TO_DEVICE);
    copy(&lanes[2], ACL_MEMCPY_DEVICE_TO_HOST);
    after(&lanes[3], &lanes[1]);
    after(&lanes[3], &lanes[2]);
    copy(&lanes[3], ACL_MEMCPY_HOST_TO_DEVICE);
    for (int i = 0; i < kStreams; ++i) look(&lanes[i]);
    CHECK(lanes[0].done_at <= lanes[1].begun_at);
    CHECK(lanes[0].done_at <= lanes[2].begun_at);
    CHECK(lanes[1].begun_at < lanes[2].done_at && lanes[2].begun_at < lanes[1].done_at);
    CHECK(lanes[1].done_at <= lanes[3].begun_at);
    CHECK(lanes[2].done_at <= lanes[3].begun_at);
    for (int i = 0; i < kStreams; ++i) destroy(&lanes[i]);
    OK(aclrtResetDevice(0));
    return aclFinalize();
}
