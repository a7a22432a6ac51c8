// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "acl/acl_op_compiler.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/operator_request.h"
#include "runtime/acl/stream.h"
#include "runtime/acl/tensor_desc.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

/// An operator that was looked up once, for many executions.
struct aclopHandle {
    std::vector<aclTensorDesc> inputs, outputs;
    OperatorRequest request;
    std::shared_ptr<const SingleOperator> compiled;
};

namespace {

void check_compile(aclopEngineType engine, aclopCompileType source) {
    require(engine >= ACL_ENGINE_SYS && engine <= ACL_ENGINE_VECTOR, ACL_ERROR_INVALID_PARAM,
            "engineType is no aclopEngineType");
    require(source == ACL_COMPILE_SYS || source == ACL_COMPILE_UNREGISTERED,
            ACL_ERROR_INVALID_PARAM, "compileFlag is no aclopCompileType");
    require(source == ACL_COMPILE_SYS, ACL_ERROR_FEATURE_UNSUPPORTED,
            "operators from files of the program are not modelled");
}

std::shared_ptr<const SingleOperator> compile(Caller& caller, const OperatorRequest& request) {
    return caller.simulator.operators.compile(
        request, caller.machine.soc(current_context(caller)->device()));
}

void require_precompiled(const Caller& caller, const std::string& type) {
    if (!caller.simulator.operators.precompiled())
        throw Failure(ACL_ERROR_OP_NOT_FOUND,
                      fmt::format("operator {} was not loaded: call aclopSetModelDir first, or "
                                  "compile it",
                                  type));
}

void run(Caller& caller, const OperatorRequest& request, const OperatorBuffers& buffers,
         aclrtStream stream) {
    const auto queue = own_stream(caller, stream);
    execute(caller, *compile(caller, request), request, buffers, *queue);
}

/// Keeps copies of the descriptions, which the program may destroy.
std::unique_ptr<aclopHandle> make_handle(Caller& caller, OperatorRequest request) {
    auto handle = std::make_unique<aclopHandle>();
    handle->compiled = compile(caller, request);
    for (const aclTensorDesc* desc : request.inputs) handle->inputs.push_back(*desc);
    for (const aclTensorDesc* desc : request.outputs) handle->outputs.push_back(*desc);
    request.inputs.clear();
    request.outputs.clear();
    for (const aclTensorDesc& desc : handle->inputs) request.inputs.push_back(&desc);
    for (const aclTensorDesc& desc : handle->outputs) request.outputs.push_back(&desc);
    handle->request = std::move(request);
    return handle;
}

OperatorRequest cast_request(const aclTensorDesc* source, const aclTensorDesc* destination,
                             uint8_t truncate) {
    require_argument(source, "srcDesc");
    require_argument(destination, "dstDesc");
    require(truncate <= 1, ACL_ERROR_INVALID_PARAM, "truncate must be 0 or 1");
    OperatorRequest request{"Cast", {source}, {destination}, {}};
    request.attributes.set("dst_type", static_cast<std::int64_t>(destination->type));
    return request;
}

}  // namespace

aclError aclopSetModelDir(const char* modelDir) {
    return guard_operator(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(modelDir, "modelDir");
        std::error_code error;
        require(std::filesystem::is_directory(modelDir, error), ACL_ERROR_INVALID_FILE,
                "modelDir is no folder");
        caller.simulator.operators.set_precompiled();
    });
}

aclError aclopSetMaxOpQueueNum(uint64_t maxOpNum) {
    return guard_host(__func__,
                      [&] { require(maxOpNum > 0, ACL_ERROR_INVALID_PARAM, "maxOpNum is 0"); });
}

aclError aclopCompile(const char* opType, int numInputs, const aclTensorDesc* const inputDesc[],
                      int numOutputs, const aclTensorDesc* const outputDesc[],
                      const aclopAttr* attr, aclopEngineType engineType,
                      aclopCompileType compileFlag, const char*) {
    return guard_operator(__func__, &HostSpec::call_us, [&](Caller& caller) {
        check_compile(engineType, compileFlag);
        compile(caller, request_of(opType, numInputs, inputDesc, numOutputs, outputDesc, attr));
        caller.simulator.operators.set_precompiled();
    });
}

aclError aclopCompileAndExecute(const char* opType, int numInputs,
                                const aclTensorDesc* const inputDesc[],
                                const aclDataBuffer* const inputs[], int numOutputs,
                                const aclTensorDesc* const outputDesc[],
                                aclDataBuffer* const outputs[], const aclopAttr* attr,
                                aclopEngineType engineType, aclopCompileType compileFlag,
                                const char*, aclrtStream stream) {
    return guard_operator(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        check_compile(engineType, compileFlag);
        run(caller, request_of(opType, numInputs, inputDesc, numOutputs, outputDesc, attr),
            buffers_of(numInputs, inputs, numOutputs, outputs), stream);
    });
}

aclError aclopCompileAndExecuteV2(const char* opType, int numInputs, aclTensorDesc* inputDesc[],
                                  aclDataBuffer* inputs[], int numOutputs,
                                  aclTensorDesc* outputDesc[], aclDataBuffer* outputs[],
                                  aclopAttr* attr, aclopEngineType engineType,
                                  aclopCompileType compileFlag, const char*, aclrtStream stream) {
    return guard_operator(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        check_compile(engineType, compileFlag);
        run(caller, request_of(opType, numInputs, inputDesc, numOutputs, outputDesc, attr),
            buffers_of(numInputs, inputs, numOutputs, outputs), stream);
    });
}

aclError aclopExecute(const char* opType, int numInputs, const aclTensorDesc* const inputDesc[],
                      const aclDataBuffer* const inputs[], int numOutputs,
                      const aclTensorDesc* const outputDesc[], aclDataBuffer* const outputs[],
                      const aclopAttr* attr, aclrtStream stream) {
    return guard_operator(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        const auto request = request_of(opType, numInputs, inputDesc, numOutputs, outputDesc, attr);
        require_precompiled(caller, request.type);
        run(caller, request, buffers_of(numInputs, inputs, numOutputs, outputs), stream);
    });
}

aclError aclopExecuteV2(const char* opType, int numInputs, aclTensorDesc* inputDesc[],
                        aclDataBuffer* inputs[], int numOutputs, aclTensorDesc* outputDesc[],
                        aclDataBuffer* outputs[], aclopAttr* attr, aclrtStream stream) {
    return guard_operator(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        const auto request = request_of(opType, numInputs, inputDesc, numOutputs, outputDesc, attr);
        require_precompiled(caller, request.type);
        run(caller, request, buffers_of(numInputs, inputs, numOutputs, outputs), stream);
    });
}

aclError aclopCreateHandle(const char* opType, int numInputs,
                           const aclTensorDesc* const inputDesc[], int numOutputs,
                           const aclTensorDesc* const outputDesc[], const aclopAttr* opAttr,
                           aclopHandle** handle) {
    return guard_operator(__func__, &HostSpec::create_us, [&](Caller& caller) {
        require_argument(handle, "handle");
        auto request = request_of(opType, numInputs, inputDesc, numOutputs, outputDesc, opAttr);
        require_precompiled(caller, request.type);
        *handle = make_handle(caller, std::move(request)).release();
    });
}

void aclopDestroyHandle(aclopHandle* handle) {
    delete handle;
}

aclError aclopExecWithHandle(aclopHandle* handle, int numInputs,
                             const aclDataBuffer* const inputs[], int numOutputs,
                             aclDataBuffer* const outputs[], aclrtStream stream) {
    return guard_operator(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        require_argument(handle, "handle");
        const auto buffers = buffers_of(numInputs, inputs, numOutputs, outputs);
        const auto queue = own_stream(caller, stream);
        execute(caller, *handle->compiled, handle->request, buffers, *queue);
    });
}

aclError aclopCast(const aclTensorDesc* srcDesc, const aclDataBuffer* srcBuffer,
                   const aclTensorDesc* dstDesc, aclDataBuffer* dstBuffer, uint8_t truncate,
                   aclrtStream stream) {
    return guard_operator(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        const auto request = cast_request(srcDesc, dstDesc, truncate);
        run(caller, request, buffers_of(1, &srcBuffer, 1, &dstBuffer), stream);
    });
}

aclError aclopCreateHandleForCast(aclTensorDesc* srcDesc, aclTensorDesc* dstDesc, uint8_t truncate,
                                  aclopHandle** handle) {
    return guard_operator(__func__, &HostSpec::create_us, [&](Caller& caller) {
        require_argument(handle, "handle");
        *handle = make_handle(caller, cast_request(srcDesc, dstDesc, truncate)).release();
    });
}
