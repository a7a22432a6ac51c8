// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclrtGetDevicesTopo(uint32_t, uint32_t, uint64_t*) {
    return refuse(__func__);
}

aclError aclrtResetDeviceResLimit(int32_t) {
    return refuse(__func__);
}

aclError aclrtResetStreamResLimit(aclrtStream) {
    return refuse(__func__);
}

aclError aclrtUnuseStreamResInCurrentThread(aclrtStream) {
    return refuse(__func__);
}

aclError aclrtUseStreamResInCurrentThread(aclrtStream) {
    return refuse(__func__);
}
