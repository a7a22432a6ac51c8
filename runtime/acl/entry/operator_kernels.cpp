// SPDX-License-Identifier: Apache-2.0
#include "models/om/om_reader.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/model_source.h"
#include "runtime/acl/operator_request.h"
#include "runtime/acl/program_kernels.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

aclError aclopLoad(const void* model, size_t modelSize) {
    return guard_operator(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(model, "model");
        require(modelSize > 0, ACL_ERROR_INVALID_PARAM, "modelSize is 0");
        const ModelSource source = model_in_memory(model, modelSize);
        ascend::models::read_om(source.bytes, source.origin);
        caller.simulator.operators.set_precompiled();
    });
}

aclError aclopRegisterCompileFunc(const char* opType, aclopCompileFunc func) {
    return guard_host(__func__, [&] {
        require_argument(opType, "opType");
        require(func != nullptr, ACL_ERROR_INVALID_PARAM, "func is null");
        ProgramKernels::instance().set_chooser(opType, func);
    });
}

aclError aclopUnregisterCompileFunc(const char* opType) {
    return guard_host(__func__, [&] {
        require_argument(opType, "opType");
        ProgramKernels::instance().clear_chooser(opType);
    });
}

aclError aclopCreateKernel(const char* opType, const char* kernelId, const char* kernelName,
                           void* binData, int binSize, aclopEngineType enginetype,
                           aclDataDeallocator deallocator) {
    const aclError code = guard_host(__func__, [&] {
        require_argument(opType, "opType");
        require_argument(kernelId, "kernelId");
        require_argument(kernelName, "kernelName");
        require_argument(binData, "binData");
        require(binSize > 0, ACL_ERROR_INVALID_PARAM, "binSize is not positive");
        require(enginetype >= ACL_ENGINE_SYS && enginetype <= ACL_ENGINE_VECTOR,
                ACL_ERROR_INVALID_PARAM, "enginetype is no aclopEngineType");
        ProgramKernels::instance().add(opType, kernelId);
    });
    // The binary is the library's now, and nothing here runs it.
    if (code == ACL_SUCCESS && deallocator != nullptr)
        deallocator(binData, static_cast<size_t>(binSize));
    return code;
}

aclError aclopSetKernelArgs(aclopKernelDesc* kernelDesc, const char* kernelId, uint32_t blockDim,
                            const void* args, uint32_t argSize) {
    return guard_host(__func__, [&] {
        require_argument(kernelDesc, "kernelDesc");
        require_argument(kernelId, "kernelId");
        require(argSize == 0 || args != nullptr, ACL_ERROR_INVALID_PARAM, "args is null");
        kernelDesc->kernel_id = kernelId;
        kernelDesc->block_dim = blockDim;
        const auto* bytes = static_cast<const std::byte*>(args);
        kernelDesc->arguments.assign(bytes, bytes + argSize);
    });
}

aclError aclopSetKernelWorkspaceSizes(aclopKernelDesc* kernelDesc, int numWorkspaces,
                                      size_t* workspaceSizes) {
    return guard_host(__func__, [&] {
        require_argument(kernelDesc, "kernelDesc");
        require(numWorkspaces >= 0, ACL_ERROR_INVALID_PARAM, "numWorkspaces is negative");
        require(numWorkspaces == 0 || workspaceSizes != nullptr, ACL_ERROR_INVALID_PARAM,
                "workspaceSizes is null");
        kernelDesc->workspaces.assign(workspaceSizes, workspaceSizes + numWorkspaces);
    });
}

aclError aclopUpdateParams(const char* opType, int numInputs, const aclTensorDesc* const* inputDesc,
                           int numOutputs, const aclTensorDesc* const* outputDesc,
                           const aclopAttr* attr) {
    aclopCompileFunc choose = nullptr;
    aclError code = guard_host(__func__, [&] {
        request_of(opType, numInputs, inputDesc, numOutputs, outputDesc, attr);
        choose = ProgramKernels::instance().chooser(opType);
    });
    if (code != ACL_SUCCESS) return code;
    // A function of the program runs outside the library.
    aclopKernelDesc chosen;
    code = choose(numInputs, inputDesc, numOutputs, outputDesc, attr, &chosen);
    if (code != ACL_SUCCESS) return code;
    return guard_operator(__func__, &HostSpec::call_us, [&](Caller& caller) {
        ProgramKernels::instance().check_kernel(opType, chosen.kernel_id);
        caller.simulator.operators.set_precompiled();
    });
}
