/* SPDX-License-Identifier: Apache-2.0 */
#include "acl/acl.h"
#include "common.h"
/* A stream that waits for an event that nobody will record. */
int main(void) {
    aclrtStream stream;
    aclrtEvent event;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(aclrtCreateStream(&stream));
    OK(aclrtCreateEventWithFlag(&event, ACL_EVENT_SYNC));
    OK(aclrtStreamWaitEvent(stream, event));
    OK(aclrtSynchronizeStream(stream));
    return 0;
}
