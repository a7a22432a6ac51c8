// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclrtBinaryGetDevAddress(const aclrtBinHandle, void**, size_t*) {
    return refuse(__func__);
}

aclError aclrtBinaryGetFunction(const aclrtBinHandle, const char*, aclrtFuncHandle*) {
    return refuse(__func__);
}

aclError aclrtBinaryGetFunctionByEntry(aclrtBinHandle, uint64_t, aclrtFuncHandle*) {
    return refuse(__func__);
}

aclError aclrtBinaryGetGlobal(aclrtBinHandle, const char*, void**, size_t*) {
    return refuse(__func__);
}

aclError aclrtBinaryLoad(const aclrtBinary, aclrtBinHandle*) {
    return refuse(__func__);
}

aclError aclrtBinaryLoadFromData(const void*, size_t, const aclrtBinaryLoadOptions*,
                                 aclrtBinHandle*) {
    return refuse(__func__);
}

aclError aclrtBinaryLoadFromFile(const char*, aclrtBinaryLoadOptions*, aclrtBinHandle*) {
    return refuse(__func__);
}

aclError aclrtBinaryUnLoad(aclrtBinHandle) {
    return refuse(__func__);
}

aclrtBinary aclrtCreateBinary(const void*, size_t) {
    refuse(__func__);
    return nullptr;
}

aclError aclrtDestroyBinary(aclrtBinary) {
    return refuse(__func__);
}

aclError aclrtFunctionGetAvailDynUbufPerBlock(void*, uint32_t, size_t*) {
    return refuse(__func__);
}

aclError aclrtFunctionGetBinary(const aclrtFuncHandle, aclrtBinHandle*) {
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

aclError aclrtGetFunctionAddr(aclrtFuncHandle, void**, void**) {
    return refuse(__func__);
}

aclError aclrtGetFunctionName(aclrtFuncHandle, uint32_t, char*) {
    return refuse(__func__);
}

aclError aclrtGetFunctionSize(aclrtFuncHandle, size_t*, size_t*) {
    return refuse(__func__);
}

aclError aclrtGetSymbolAddress(const void*, void**) {
    return refuse(__func__);
}

aclError aclrtGetSymbolSize(const void*, size_t*) {
    return refuse(__func__);
}

aclError aclrtKernelArgsAppend(aclrtArgsHandle, void*, size_t, aclrtParamHandle*) {
    return refuse(__func__);
}

aclError aclrtKernelArgsAppendPlaceHolder(aclrtArgsHandle, aclrtParamHandle*) {
    return refuse(__func__);
}

aclError aclrtKernelArgsFinalize(aclrtArgsHandle) {
    return refuse(__func__);
}

aclError aclrtKernelArgsGetHandleMemSize(aclrtFuncHandle, size_t*) {
    return refuse(__func__);
}

aclError aclrtKernelArgsGetMemSize(aclrtFuncHandle, size_t, size_t*) {
    return refuse(__func__);
}

aclError aclrtKernelArgsGetPlaceHolderBuffer(aclrtArgsHandle, aclrtParamHandle, size_t, void**) {
    return refuse(__func__);
}

aclError aclrtKernelArgsInit(aclrtFuncHandle, aclrtArgsHandle*) {
    return refuse(__func__);
}

aclError aclrtKernelArgsInitByUserMem(aclrtFuncHandle, aclrtArgsHandle, void*, size_t) {
    return refuse(__func__);
}

aclError aclrtKernelArgsParaUpdate(aclrtArgsHandle, aclrtParamHandle, void*, size_t) {
    return refuse(__func__);
}

aclError aclrtLaunchKernel(aclrtFuncHandle, uint32_t, const void*, size_t, aclrtStream) {
    return refuse(__func__);
}

aclError aclrtLaunchKernelV2(aclrtFuncHandle, uint32_t, const void*, size_t, aclrtLaunchKernelCfg*,
                             aclrtStream) {
    return refuse(__func__);
}

aclError aclrtLaunchKernelWithArgsArray(void*, uint32_t, aclrtStream, aclrtLaunchKernelCfg*,
                                        void**) {
    return refuse(__func__);
}

aclError aclrtLaunchKernelWithConfig(aclrtFuncHandle, uint32_t, aclrtStream, aclrtLaunchKernelCfg*,
                                     aclrtArgsHandle, void*) {
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
