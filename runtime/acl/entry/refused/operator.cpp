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

aclError aclopInferShape(const char*, int, aclTensorDesc**, aclDataBuffer**, int, aclTensorDesc**,
                         aclopAttr*) {
    return refuse(__func__, "shapes are not inferred: describe the outputs");
}

aclError aclopStartDumpArgs(uint32_t, const char*) {
    return refuse(__func__);
}

aclError aclopStopDumpArgs(uint32_t) {
    return refuse(__func__);
}
