// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclrtSnapShotProcessLock(int, void*) {
    return refuse(__func__);
}

aclError aclrtSnapShotProcessUnlock(int, void*) {
    return refuse(__func__);
}
