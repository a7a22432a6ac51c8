// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_op.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/refusal.h"

namespace ascend::python {
namespace {

using Descs = HandleList<aclTensorDesc>;
using Buffers = HandleList<aclDataBuffer>;

bool parallel(const Descs& descs, const Buffers& buffers) {
    return descs.size() == buffers.size();
}

aclError create_handle(const char* type, const Descs& inputs, const Descs& outputs,
                       const aclopAttr* attribute, aclopHandle** handle) {
    return aclopCreateHandle(type, inputs.size(), inputs.data(), outputs.size(), outputs.data(),
                             attribute, handle);
}

aclError execute(const char* type, const Descs& inputs, const Buffers& input_buffers,
                 const Descs& outputs, const Buffers& output_buffers, const aclopAttr* attribute,
                 void* stream) {
    if (!parallel(inputs, input_buffers) || !parallel(outputs, output_buffers))
        return ACL_ERROR_INVALID_PARAM;
    return aclopExecute(type, inputs.size(), inputs.data(), input_buffers.data(), outputs.size(),
                        outputs.data(), output_buffers.data(), attribute, stream);
}

aclError execute_v2(const char* type, const Descs& inputs, const Buffers& input_buffers,
                    const Descs& outputs, const Buffers& output_buffers, aclopAttr* attribute,
                    void* stream) {
    if (!parallel(inputs, input_buffers) || !parallel(outputs, output_buffers))
        return ACL_ERROR_INVALID_PARAM;
    return aclopExecuteV2(type, inputs.size(), inputs.data(), input_buffers.data(), outputs.size(),
                          outputs.data(), output_buffers.data(), attribute, stream);
}

aclError execute_handle(aclopHandle* handle, const Buffers& inputs, const Buffers& outputs,
                        void* stream) {
    return aclopExecWithHandle(handle, inputs.size(), inputs.data(), outputs.size(), outputs.data(),
                               stream);
}

aclError infer_shape(const char* type, const Descs& inputs, const Buffers& input_buffers,
                     int output_count, const Descs& outputs, aclopAttr* attribute) {
    if (!parallel(inputs, input_buffers) || outputs.size() != output_count)
        return ACL_ERROR_INVALID_PARAM;
    return aclopInferShape(type, inputs.size(), inputs.data(), input_buffers.data(), outputs.size(),
                           outputs.data(), attribute);
}

aclError update(const char* type, const Descs& inputs, const Descs& outputs,
                const aclopAttr* attribute) {
    return aclopUpdateParams(type, inputs.size(), inputs.data(), outputs.size(), outputs.data(),
                             attribute);
}

aclError workspace_sizes(aclopKernelDesc* kernel, int count, void* sizes) {
    return aclopSetKernelWorkspaceSizes(kernel, count, static_cast<std::size_t*>(sizes));
}

/// The binary stays with Python, whatever the flag says.
aclError create_kernel(const char* type, const char* id, const char* name, void* data, int size,
                       aclopEngineType engine, std::int32_t) {
    return aclopCreateKernel(type, id, name, data, size, engine, nullptr);
}

constexpr Function kFunctions[] = {
    {"create_handle", creates<create_handle>},
    {"create_kernel", acts<create_kernel>},
    {"execute", acts<execute>},
    {"execute_v2", acts<execute_v2>},
    {"execute_with_handle", acts<execute_handle>},
    {"infer_shape", acts<infer_shape>},
    {"update_params", acts<update>},
    {"set_kernel_workspace_sizes", local<workspace_sizes>},
    {"cast", acts<aclopCast>},
    {"create_handle_for_cast", creates<aclopCreateHandleForCast>},
    {"destroy_handle", destroys<aclopDestroyHandle>},
    {"load", acts<aclopLoad>},
    {"set_kernel_args", acts<aclopSetKernelArgs>},
    {"set_max_op_queue_num", acts<aclopSetMaxOpQueueNum>},
    {"set_model_dir", acts<aclopSetModelDir>},
    {"start_dump_args", acts<aclopStartDumpArgs>},
    {"stop_dump_args", acts<aclopStopDumpArgs>},
    {"unregister_compile_func", acts<aclopUnregisterCompileFunc>},
};

constexpr Refused kRefused[] = {
    {"register_compile_func", "sf", "r"},
};

}  // namespace

void define_op(pybind11::module_& module) {
    define_all(module, kFunctions);
    define_all(module, kRefused);
}

}  // namespace ascend::python
