// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclrtActiveStream(aclrtStream, aclrtStream) {
    return refuse(__func__);
}

aclError aclrtCacheLastTaskExtendInfo(const char* const, const size_t) {
    return refuse(__func__);
}

aclError aclrtCacheLastTaskOpInfo(const void* const, const size_t) {
    return refuse(__func__);
}

aclError aclrtCntNotifyCreate(aclrtCntNotify*, uint64_t) {
    return refuse(__func__);
}

aclError aclrtCntNotifyDestroy(aclrtCntNotify) {
    return refuse(__func__);
}

aclError aclrtCntNotifyGetId(aclrtCntNotify, uint32_t*) {
    return refuse(__func__);
}

aclError aclrtCntNotifyReset(aclrtCntNotify, aclrtStream) {
    return refuse(__func__);
}

aclError aclrtCreateLabel(aclrtLabel*) {
    return refuse(__func__);
}

aclError aclrtCreateLabelList(aclrtLabel*, size_t, aclrtLabelList*) {
    return refuse(__func__);
}

aclError aclrtCtxGetFloatOverflowAddr(void**) {
    return refuse(__func__);
}

aclError aclrtDestroyLabel(aclrtLabel) {
    return refuse(__func__);
}

aclError aclrtDestroyLabelList(aclrtLabelList) {
    return refuse(__func__);
}

aclError aclrtGetArgsFromExceptionInfo(const aclrtExceptionInfo*, void**, uint32_t*) {
    return refuse(__func__);
}

aclError aclrtGetFloatOverflowStatus(void*, uint64_t, aclrtStream) {
    return refuse(__func__);
}

aclError aclrtGetHardwareSyncAddr(void**) {
    return refuse(__func__);
}

aclError aclrtNpuClearFloatOverFlowStatus(uint32_t, aclrtStream) {
    return refuse(__func__);
}

aclError aclrtNpuGetFloatOverFlowStatus(void*, uint64_t, uint32_t, aclrtStream) {
    return refuse(__func__);
}

aclError aclrtPersistentTaskClean(aclrtStream) {
    return refuse(__func__);
}

aclError aclrtProfTrace(void*, int32_t, aclrtStream) {
    return refuse(__func__);
}

aclError aclrtResetFloatOverflowStatus(aclrtStream) {
    return refuse(__func__);
}

aclError aclrtSetLabel(aclrtLabel, aclrtStream) {
    return refuse(__func__);
}

aclError aclrtStreamStop(aclrtStream) {
    return refuse(__func__);
}

aclError aclrtSwitchLabelByIndex(void*, uint32_t, aclrtLabelList, aclrtStream) {
    return refuse(__func__);
}

aclError aclsysGetVersionNum(char*, int32_t*) {
    return refuse(__func__);
}
