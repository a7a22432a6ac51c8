// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_mdl.h"
#include "runtime/acl/refusal.h"

using ascend::runtime::refuse;

aclError aclmdlRIAbort(aclmdlRI) {
    return refuse(__func__);
}

aclError aclmdlRIBindStream(aclmdlRI, aclrtStream, uint32_t) {
    return refuse(__func__);
}

aclError aclmdlRIBuildBegin(aclmdlRI*, uint32_t) {
    return refuse(__func__);
}

aclError aclmdlRIBuildEnd(aclmdlRI, void*) {
    return refuse(__func__);
}

aclError aclmdlRICaptureToModelRIBegin(aclrtStream, aclmdlRI, aclmdlRICaptureMode) {
    return refuse(__func__);
}

aclError aclmdlRIEndTask(aclmdlRI, aclrtStream) {
    return refuse(__func__);
}

aclError aclmdlRIGetStreams(aclmdlRI, aclrtStream*, uint32_t*) {
    return refuse(__func__);
}

aclError aclmdlRIGetTasksByStream(aclrtStream, aclmdlRITask*, uint32_t*) {
    return refuse(__func__);
}

aclError aclmdlRIKernelTaskGetAttribute(aclmdlRITask, aclrtLaunchKernelAttrId,
                                        aclrtLaunchKernelAttrValue*) {
    return refuse(__func__);
}

aclError aclmdlRITaskDisable(aclmdlRITask) {
    return refuse(__func__);
}

aclError aclmdlRITaskGetSeqId(aclmdlRITask, uint32_t*) {
    return refuse(__func__);
}

aclError aclmdlRIUnbindStream(aclmdlRI, aclrtStream) {
    return refuse(__func__);
}

aclError aclmdlRIUpdate(aclmdlRI) {
    return refuse(__func__);
}
