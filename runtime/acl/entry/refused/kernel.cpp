// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclrtBinaryGetGlobal(aclrtBinHandle, const char*, void**, size_t*) {
    return refuse(__func__);
}

aclError aclrtFunctionGetAvailDynUbufPerBlock(void*, uint32_t, size_t*) {
    return refuse(__func__);
}

aclError aclrtFunctionGetParamCount(const void*, size_t*) {
    return refuse(__func__);
}

aclError aclrtFunctionGetParamInfo(const void*, size_t, size_t*, size_t*) {
    return refuse(__func__);
}

aclError aclrtGetFuncBySymbol(const void*, aclrtFuncHandle*) {
    return refuse(__func__);
}

aclError aclrtGetFuncHandleFromExceptionInfo(const aclrtExceptionInfo*, aclrtFuncHandle*) {
    return refuse(__func__);
}

aclError aclrtGetSymbolAddress(const void*, void**) {
    return refuse(__func__);
}

aclError aclrtGetSymbolSize(const void*, size_t*) {
    return refuse(__func__);
}

aclError aclrtLaunchKernelWithArgsArray(void*, uint32_t, aclrtStream, aclrtLaunchKernelCfg*,
                                        void**) {
    return refuse(__func__);
}

aclError aclrtMemcpyFromSymbol(void*, size_t, const void*, size_t, size_t, aclrtMemcpyKind) {
    return refuse(__func__);
}

aclError aclrtMemcpyFromSymbolAsync(void*, size_t, const void*, size_t, size_t, aclrtMemcpyKind,
                                    aclrtStream) {
    return refuse(__func__);
}

aclError aclrtMemcpyToSymbol(const void*, const void*, size_t, size_t, aclrtMemcpyKind) {
    return refuse(__func__);
}

aclError aclrtMemcpyToSymbolAsync(const void*, const void*, size_t, size_t, aclrtMemcpyKind,
                                  aclrtStream) {
    return refuse(__func__);
}

aclError aclrtRegisterCpuFunc(const aclrtBinHandle, const char*, const char*, aclrtFuncHandle*) {
    return refuse(__func__);
}
