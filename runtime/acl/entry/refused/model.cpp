// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_mdl.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclRecoverAllHcclTasks(int32_t) {
    return refuse(__func__);
}

aclError aclmdlBundleInitFromFile(const char*, void*, size_t, uint32_t*) {
    return refuse(__func__);
}

aclError aclmdlBundleInitFromMem(const void*, size_t, void*, size_t, uint32_t*) {
    return refuse(__func__);
}

aclError aclmdlBundleLoadFromFile(const char*, uint32_t*) {
    return refuse(__func__);
}

aclError aclmdlBundleLoadFromMem(const void*, size_t, uint32_t*) {
    return refuse(__func__);
}

aclError aclmdlBundleLoadModel(uint32_t, size_t, uint32_t*) {
    return refuse(__func__);
}

aclError aclmdlBundleLoadModelWithConfig(uint32_t, size_t, aclmdlConfigHandle*, uint32_t*) {
    return refuse(__func__);
}

aclError aclmdlBundleLoadModelWithMem(uint32_t, size_t, void*, size_t, void*, size_t, uint32_t*) {
    return refuse(__func__);
}

aclError aclmdlBundleUnloadModel(uint32_t, uint32_t) {
    return refuse(__func__);
}

aclError aclmdlCreateAndGetOpDesc(uint32_t, uint32_t, uint32_t, char*, size_t, aclTensorDesc**,
                                  size_t*, aclTensorDesc**, size_t*) {
    return refuse(__func__);
}

const char* aclmdlGetOpAttr(aclmdlDesc*, const char*, const char*) {
    refuse(__func__);
    return nullptr;
}

aclError aclmdlLoadFromFileWithQ(const char*, uint32_t*, const uint32_t*, size_t, const uint32_t*,
                                 size_t) {
    return refuse(__func__);
}

aclError aclmdlLoadFromMemWithQ(const void*, size_t, uint32_t*, const uint32_t*, size_t,
                                const uint32_t*, size_t) {
    return refuse(__func__);
}

aclError aclmdlSetExternalWeightAddress(aclmdlConfigHandle*, const char*, void*, size_t) {
    return refuse(__func__);
}
