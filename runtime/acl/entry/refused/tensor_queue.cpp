// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_tdt_queue.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError acltdtAddQueueRoute(acltdtQueueRouteList*, const acltdtQueueRoute*) {
    return refuse(__func__);
}

aclError acltdtAllocBuf(size_t, uint32_t, acltdtBuf*) {
    return refuse(__func__);
}

aclError acltdtAppendBufChain(acltdtBuf, acltdtBuf) {
    return refuse(__func__);
}

aclError acltdtAttachQueue(uint32_t, int32_t, uint32_t*) {
    return refuse(__func__);
}

aclError acltdtBindQueueRoutes(acltdtQueueRouteList*) {
    return refuse(__func__);
}

aclError acltdtCopyBufRef(const acltdtBuf, acltdtBuf*) {
    return refuse(__func__);
}

aclError acltdtCreateQueue(const acltdtQueueAttr*, uint32_t*) {
    return refuse(__func__);
}

acltdtQueueAttr* acltdtCreateQueueAttr() {
    refuse(__func__);
    return nullptr;
}

acltdtQueueRoute* acltdtCreateQueueRoute(uint32_t, uint32_t) {
    refuse(__func__);
    return nullptr;
}

acltdtQueueRouteList* acltdtCreateQueueRouteList() {
    refuse(__func__);
    return nullptr;
}

acltdtQueueRouteQueryInfo* acltdtCreateQueueRouteQueryInfo() {
    refuse(__func__);
    return nullptr;
}

aclError acltdtDequeue(uint32_t, acltdtBuf*, int32_t) {
    return refuse(__func__);
}

aclError acltdtDequeueData(uint32_t, void*, size_t, size_t*, void*, size_t, int32_t) {
    return refuse(__func__);
}

aclError acltdtDestroyQueue(uint32_t) {
    return refuse(__func__);
}

aclError acltdtDestroyQueueAttr(const acltdtQueueAttr*) {
    return refuse(__func__);
}

aclError acltdtDestroyQueueRoute(const acltdtQueueRoute*) {
    return refuse(__func__);
}

aclError acltdtDestroyQueueRouteList(const acltdtQueueRouteList*) {
    return refuse(__func__);
}

aclError acltdtDestroyQueueRouteQueryInfo(const acltdtQueueRouteQueryInfo*) {
    return refuse(__func__);
}

aclError acltdtEnqueue(uint32_t, acltdtBuf, int32_t) {
    return refuse(__func__);
}

aclError acltdtEnqueueData(uint32_t, const void*, size_t, const void*, size_t, int32_t, uint32_t) {
    return refuse(__func__);
}

aclError acltdtFreeBuf(acltdtBuf) {
    return refuse(__func__);
}

aclError acltdtGetBufChainNum(acltdtBuf, uint32_t*) {
    return refuse(__func__);
}

aclError acltdtGetBufData(const acltdtBuf, void**, size_t*) {
    return refuse(__func__);
}

aclError acltdtGetBufDataLen(acltdtBuf, size_t*) {
    return refuse(__func__);
}

aclError acltdtGetBufFromChain(acltdtBuf, uint32_t, acltdtBuf*) {
    return refuse(__func__);
}

aclError acltdtGetBufUserData(const acltdtBuf, void*, size_t, size_t) {
    return refuse(__func__);
}

aclError acltdtGetQueueAttr(const acltdtQueueAttr*, acltdtQueueAttrType, size_t, size_t*, void*) {
    return refuse(__func__);
}

aclError acltdtGetQueueRoute(const acltdtQueueRouteList*, size_t, acltdtQueueRoute*) {
    return refuse(__func__);
}

size_t acltdtGetQueueRouteNum(const acltdtQueueRouteList*) {
    refuse(__func__);
    return {};
}

aclError acltdtGetQueueRouteParam(const acltdtQueueRoute*, acltdtQueueRouteParamType, size_t,
                                  size_t*, void*) {
    return refuse(__func__);
}

aclError acltdtGrantQueue(uint32_t, int32_t, uint32_t, int32_t) {
    return refuse(__func__);
}

aclError acltdtQueryQueueRoutes(const acltdtQueueRouteQueryInfo*, acltdtQueueRouteList*) {
    return refuse(__func__);
}

aclError acltdtSetBufDataLen(acltdtBuf, size_t) {
    return refuse(__func__);
}

aclError acltdtSetBufUserData(acltdtBuf, const void*, size_t, size_t) {
    return refuse(__func__);
}

aclError acltdtSetQueueAttr(acltdtQueueAttr*, acltdtQueueAttrType, size_t, const void*) {
    return refuse(__func__);
}

aclError acltdtSetQueueRouteQueryInfo(acltdtQueueRouteQueryInfo*,
                                      acltdtQueueRouteQueryInfoParamType, size_t, const void*) {
    return refuse(__func__);
}

aclError acltdtUnbindQueueRoutes(acltdtQueueRouteList*) {
    return refuse(__func__);
}
