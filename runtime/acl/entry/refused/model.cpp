// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_mdl.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

namespace {

constexpr const char* kBundles =
    "bundles are not modelled: how one file lists its models is not public";
constexpr const char* kQueues = "queues between host and device are not modelled";

}  // namespace

aclError aclRecoverAllHcclTasks(int32_t) {
    return refuse(__func__);
}

aclError aclmdlBundleInitFromFile(const char*, void*, size_t, uint32_t*) {
    return refuse(__func__, kBundles);
}

aclError aclmdlBundleInitFromMem(const void*, size_t, void*, size_t, uint32_t*) {
    return refuse(__func__, kBundles);
}

aclError aclmdlBundleLoadFromFile(const char*, uint32_t*) {
    return refuse(__func__, kBundles);
}

aclError aclmdlBundleLoadFromMem(const void*, size_t, uint32_t*) {
    return refuse(__func__, kBundles);
}

aclError aclmdlBundleLoadModel(uint32_t, size_t, uint32_t*) {
    return refuse(__func__, kBundles);
}

aclError aclmdlBundleLoadModelWithConfig(uint32_t, size_t, aclmdlConfigHandle*, uint32_t*) {
    return refuse(__func__, kBundles);
}

aclError aclmdlBundleLoadModelWithMem(uint32_t, size_t, void*, size_t, void*, size_t, uint32_t*) {
    return refuse(__func__, kBundles);
}

aclError aclmdlBundleUnloadModel(uint32_t, uint32_t) {
    return refuse(__func__, kBundles);
}

const char* aclmdlGetOpAttr(aclmdlDesc*, const char*, const char*) {
    refuse(__func__, "the form of an operator's attributes as text is not public");
    return nullptr;
}

aclError aclmdlLoadFromFileWithQ(const char*, uint32_t*, const uint32_t*, size_t, const uint32_t*,
                                 size_t) {
    return refuse(__func__, kQueues);
}

aclError aclmdlLoadFromMemWithQ(const void*, size_t, uint32_t*, const uint32_t*, size_t,
                                const uint32_t*, size_t) {
    return refuse(__func__, kQueues);
}

aclError aclmdlSetExternalWeightAddress(aclmdlConfigHandle*, const char*, void*, size_t) {
    return refuse(__func__);
}
