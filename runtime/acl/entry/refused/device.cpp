// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclrtDeviceGetByPCIBusId(const char*, int32_t*) {
    return refuse(__func__);
}

aclError aclrtDeviceGetPCIBusId(int32_t, char*, int32_t) {
    return refuse(__func__);
}

aclError aclrtDevicePeerAccessStatus(int32_t, int32_t, int32_t*) {
    return refuse(__func__);
}

aclError aclrtDeviceTaskAbort(int32_t, uint32_t) {
    return refuse(__func__);
}

aclError aclrtGetDevicesTopo(uint32_t, uint32_t, uint64_t*) {
    return refuse(__func__);
}

aclError aclrtGetLogicDevIdByPhyDevId(const int32_t, int32_t* const) {
    return refuse(__func__);
}

aclError aclrtGetLogicDevIdByUserDevId(const int32_t, int32_t* const) {
    return refuse(__func__);
}

aclError aclrtGetPhyDevIdByLogicDevId(const int32_t, int32_t* const) {
    return refuse(__func__);
}

aclError aclrtGetPhyDevIdByUserDevId(const int32_t, int32_t* const) {
    return refuse(__func__);
}

aclError aclrtGetUserDevIdByLogicDevId(const int32_t, int32_t* const) {
    return refuse(__func__);
}

aclError aclrtGetUserDevIdByPhyDevId(const int32_t, int32_t* const) {
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
