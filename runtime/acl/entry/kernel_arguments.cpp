// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/kernel_arguments.h"

#include "acl/acl_rt.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

/// What a program has to provide for the list itself.
constexpr std::size_t kHandleBytes = 64;

aclrtParamHandle handle_of(std::size_t parameter) {
    return reinterpret_cast<aclrtParamHandle>(parameter);
}

std::size_t parameter_of(aclrtParamHandle handle) {
    return reinterpret_cast<std::size_t>(handle);
}

}  // namespace

aclError aclrtKernelArgsInit(aclrtFuncHandle funcHandle, aclrtArgsHandle* argsHandle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(argsHandle, "argsHandle");
        find_function(caller, funcHandle);
        *argsHandle = caller.simulator.kernel_arguments.create(funcHandle);
    });
}

aclError aclrtKernelArgsInitByUserMem(aclrtFuncHandle funcHandle, aclrtArgsHandle argsHandle,
                                      void* userHostMem, size_t actualArgsSize) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(argsHandle, "argsHandle");
        require_argument(userHostMem, "userHostMem");
        require(actualArgsSize > 0, ACL_ERROR_INVALID_PARAM, "actualArgsSize is 0");
        find_function(caller, funcHandle);
        caller.simulator.kernel_arguments.create_at(argsHandle, funcHandle);
    });
}

aclError aclrtKernelArgsGetHandleMemSize(aclrtFuncHandle funcHandle, size_t* memSize) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(memSize, "memSize");
        find_function(caller, funcHandle);
        *memSize = kHandleBytes;
    });
}

aclError aclrtKernelArgsGetMemSize(aclrtFuncHandle funcHandle, size_t userArgsSize,
                                   size_t* actualArgsSize) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(actualArgsSize, "actualArgsSize");
        find_function(caller, funcHandle);
        *actualArgsSize = (userArgsSize + 7) / 8 * 8;
    });
}

aclError aclrtKernelArgsAppend(aclrtArgsHandle argsHandle, void* param, size_t paramSize,
                               aclrtParamHandle* paramHandle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(param, "param");
        require_argument(paramHandle, "paramHandle");
        require(paramSize > 0, ACL_ERROR_INVALID_PARAM, "paramSize is 0");
        const auto arguments = caller.simulator.kernel_arguments.find(argsHandle);
        *paramHandle = handle_of(arguments->append(param, paramSize));
    });
}

aclError aclrtKernelArgsAppendPlaceHolder(aclrtArgsHandle argsHandle,
                                          aclrtParamHandle* paramHandle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(paramHandle, "paramHandle");
        const auto arguments = caller.simulator.kernel_arguments.find(argsHandle);
        *paramHandle = handle_of(arguments->append_place_holder());
    });
}

aclError aclrtKernelArgsGetPlaceHolderBuffer(aclrtArgsHandle argsHandle,
                                             aclrtParamHandle paramHandle, size_t dataSize,
                                             void** bufferAddr) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(bufferAddr, "bufferAddr");
        require_argument(paramHandle, "paramHandle");
        require(dataSize > 0, ACL_ERROR_INVALID_PARAM, "dataSize is 0");
        const auto arguments = caller.simulator.kernel_arguments.find(argsHandle);
        *bufferAddr = arguments->buffer_of(parameter_of(paramHandle), dataSize);
    });
}

aclError aclrtKernelArgsParaUpdate(aclrtArgsHandle argsHandle, aclrtParamHandle paramHandle,
                                   void* param, size_t paramSize) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(param, "param");
        require_argument(paramHandle, "paramHandle");
        const auto arguments = caller.simulator.kernel_arguments.find(argsHandle);
        arguments->update(parameter_of(paramHandle), param, paramSize);
    });
}

aclError aclrtKernelArgsFinalize(aclrtArgsHandle argsHandle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        caller.simulator.kernel_arguments.find(argsHandle)->finish();
    });
}
