/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
#include <string.h>

#include "acl/acl.h"
#include "common.h"

/* A stream waits for an event that nobody records, for at most a second: the error comes out of the
 * next synchronisation, once, and before that in the exception callback. */
enum { kTaskTimeout = 107020 };

static int calls = 0;
static int32_t failing_stream = -1;

static void on_exception(aclrtExceptionInfo* info) {
    ++calls;
    CHECK(aclrtGetErrorCodeFromExceptionInfo(info) == kTaskTimeout);
    CHECK(aclrtGetDeviceIdFromExceptionInfo(info) == 0);
    CHECK((int32_t)aclrtGetStreamIdFromExceptionInfo(info) == failing_stream);
}

int main(void) {
    aclrtStream stream, other;
    aclrtEvent event;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(aclrtSetExceptionInfoCallback(on_exception));
    OK(aclrtCreateStream(&stream));
    OK(aclrtCreateStream(&other));
    OK(aclrtStreamGetId(stream, &failing_stream));
    OK(aclrtCreateEventWithFlag(&event, ACL_EVENT_SYNC));
    OK(aclrtSetOpWaitTimeout(1));
    const int64_t start = now_ns();
    OK(aclrtStreamWaitEvent(stream, event));
    OK(aclrtSynchronizeStream(other));
    CHECK(calls == 0);
    CHECK(aclrtSynchronizeStream(stream) == kTaskTimeout);
    CHECK(calls == 1);
    CHECK(about(now_ns() - start, 1000000000, 1000000));
    CHECK(aclGetRecentErrMsg() != NULL);
    OK(aclrtSynchronizeStream(stream));
    CHECK(calls == 1);
    return aclFinalize();
}
