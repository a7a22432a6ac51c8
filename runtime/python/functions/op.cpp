// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_op.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"

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

/// It makes a structure of the host, for which it enters the simulator.
template <auto function>
constexpr auto makes = &detail::define<function, Reach::kSimulator, Effect::kCreates>;

constexpr Function kFunctions[] = {
    {"create_handle", makes<create_handle>},
    {"execute", acts<execute>},
    {"execute_v2", acts<execute_v2>},
    {"execute_with_handle", acts<execute_handle>},
    {"infer_shape", acts<infer_shape>},
    {"cast", acts<aclopCast>},
    {"create_handle_for_cast", makes<aclopCreateHandleForCast>},
    {"destroy_handle", destroys<aclopDestroyHandle>},
    {"set_max_op_queue_num", acts<aclopSetMaxOpQueueNum>},
    {"set_model_dir", acts<aclopSetModelDir>},
    {"start_dump_args", acts<aclopStartDumpArgs>},
    {"stop_dump_args", acts<aclopStopDumpArgs>},
};

}  // namespace

void define_op(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
