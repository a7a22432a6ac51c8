// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_op.h"
#include "acl/acl_op_compiler.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclGraphDumpOption* aclCreateGraphDumpOpt() {
    refuse(__func__);
    return nullptr;
}

aclError aclDestroyGraphDumpOpt(const aclGraphDumpOption*) {
    return refuse(__func__);
}

aclError aclGenGraphAndDumpForOp(const char*, int, const aclTensorDesc* const*,
                                 const aclDataBuffer* const*, int, const aclTensorDesc* const*,
                                 aclDataBuffer* const*, const aclopAttr*, aclopEngineType,
                                 const char*, const aclGraphDumpOption*) {
    return refuse(__func__);
}

aclError aclopCreateKernel(const char*, const char*, const char*, void*, int, aclopEngineType,
                           aclDataDeallocator) {
    return refuse(__func__);
}

aclError aclopInferShape(const char*, int, aclTensorDesc**, aclDataBuffer**, int, aclTensorDesc**,
                         aclopAttr*) {
    return refuse(__func__);
}

aclError aclopLoad(const void*, size_t) {
    return refuse(__func__);
}

aclError aclopRegisterCompileFunc(const char*, aclopCompileFunc) {
    return refuse(__func__);
}

aclError aclopSetKernelArgs(aclopKernelDesc*, const char*, uint32_t, const void*, uint32_t) {
    return refuse(__func__);
}

aclError aclopSetKernelWorkspaceSizes(aclopKernelDesc*, int, size_t*) {
    return refuse(__func__);
}

aclError aclopStartDumpArgs(uint32_t, const char*) {
    return refuse(__func__);
}

aclError aclopStopDumpArgs(uint32_t) {
    return refuse(__func__);
}

aclError aclopUnregisterCompileFunc(const char*) {
    return refuse(__func__);
}

aclError aclopUpdateParams(const char*, int, const aclTensorDesc* const*, int,
                           const aclTensorDesc* const*, const aclopAttr*) {
    return refuse(__func__);
}
