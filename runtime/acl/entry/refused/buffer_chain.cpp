// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclrtAllocBuf(aclrtMbuf*, size_t) {
    return refuse(__func__);
}

aclError aclrtAppendBufChain(aclrtMbuf, aclrtMbuf) {
    return refuse(__func__);
}

aclError aclrtCopyBufRef(const aclrtMbuf, aclrtMbuf*) {
    return refuse(__func__);
}

aclError aclrtFreeBuf(aclrtMbuf) {
    return refuse(__func__);
}

aclError aclrtGetBufChainNum(aclrtMbuf, uint32_t*) {
    return refuse(__func__);
}

aclError aclrtGetBufData(const aclrtMbuf, void**, size_t*) {
    return refuse(__func__);
}

aclError aclrtGetBufDataLen(aclrtMbuf, size_t*) {
    return refuse(__func__);
}

aclError aclrtGetBufFromChain(aclrtMbuf, uint32_t, aclrtMbuf*) {
    return refuse(__func__);
}

aclError aclrtGetBufUserData(const aclrtMbuf, void*, size_t, size_t) {
    return refuse(__func__);
}

aclError aclrtSetBufDataLen(aclrtMbuf, size_t) {
    return refuse(__func__);
}

aclError aclrtSetBufUserData(aclrtMbuf, const void*, size_t, size_t) {
    return refuse(__func__);
}
