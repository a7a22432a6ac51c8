// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "acl/acl_rt_allocator.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclrtCheckMemType(void**, uint32_t, uint32_t, uint32_t*, uint32_t) {
    return refuse(__func__);
}

aclError aclrtCmoAsyncWithBarrier(void*, size_t, aclrtCmoType, uint32_t, aclrtStream) {
    return refuse(__func__);
}

aclError aclrtCmoAsyncWithDesc(void*, aclrtCmoType, aclrtStream, const void*) {
    return refuse(__func__);
}

aclError aclrtCmoGetDescSize(size_t*) {
    return refuse(__func__);
}

aclError aclrtCmoSetDesc(void*, void*, size_t) {
    return refuse(__func__);
}

aclError aclrtMemAllocManaged(void**, uint64_t, uint32_t) {
    return refuse(__func__);
}

aclError aclrtMemGetAccess(void*, aclrtMemLocation*, uint64_t*) {
    return refuse(__func__);
}

aclError aclrtMemMapNoAccess(void*, size_t, size_t, aclrtDrvMemHandle, uint64_t) {
    return refuse(__func__);
}

aclError aclrtMemMapSelectedLink(void*, size_t, void*, uint32_t) {
    return refuse(__func__);
}

aclError aclrtMemP2PMap(void*, size_t, int32_t, uint64_t) {
    return refuse(__func__);
}

aclError aclrtMemcpyAsyncWithOffset(void**, size_t, size_t, const void**, size_t, size_t,
                                    aclrtMemcpyKind, aclrtStream) {
    return refuse(__func__);
}

aclError aclrtReserveMemAddressNoUCMemory(void**, size_t, size_t, void*, uint64_t) {
    return refuse(__func__);
}
