// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_prof.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclprofSubscribeConfig* aclprofCreateSubscribeConfig(int8_t, aclprofAicoreMetrics, void*) {
    refuse(__func__);
    return nullptr;
}

aclError aclprofDestroySubscribeConfig(const aclprofSubscribeConfig*) {
    return refuse(__func__);
}

size_t aclprofGetModelId(const void*, size_t, uint32_t) {
    refuse(__func__);
    return {};
}

aclError aclprofGetOpDescSize(size_t*) {
    return refuse(__func__);
}

uint64_t aclprofGetOpDuration(const void*, size_t, uint32_t) {
    refuse(__func__);
    return {};
}

uint64_t aclprofGetOpEnd(const void*, size_t, uint32_t) {
    refuse(__func__);
    return {};
}

aclError aclprofGetOpName(const void*, size_t, uint32_t, char*, size_t) {
    return refuse(__func__);
}

aclError aclprofGetOpNameLen(const void*, size_t, uint32_t, size_t*) {
    return refuse(__func__);
}

aclError aclprofGetOpNum(const void*, size_t, uint32_t*) {
    return refuse(__func__);
}

uint64_t aclprofGetOpStart(const void*, size_t, uint32_t) {
    refuse(__func__);
    return {};
}

aclError aclprofGetOpType(const void*, size_t, uint32_t, char*, size_t) {
    return refuse(__func__);
}

aclError aclprofGetOpTypeLen(const void*, size_t, uint32_t, size_t*) {
    return refuse(__func__);
}

aclError aclprofModelSubscribe(uint32_t, const aclprofSubscribeConfig*) {
    return refuse(__func__);
}

aclError aclprofModelUnSubscribe(uint32_t) {
    return refuse(__func__);
}

aclError aclprofRangePop() {
    return refuse(__func__);
}

uint64_t aclprofStr2Id(const char*) {
    refuse(__func__);
    return {};
}
