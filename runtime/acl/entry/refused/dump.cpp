// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_dump.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError acldumpGetExceptionInfoPath(char*, size_t) {
    return refuse(__func__);
}
