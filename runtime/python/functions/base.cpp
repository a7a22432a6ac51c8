// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "acl/acl.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/refusal.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

aclError initialise() {
    return aclInit(nullptr);
}

void app_log(aclLogLevel level, const char* message) {
    aclAppLog(level, "", "", 0, "%s", message);
}

/// The newest word has whoever refused last: a function without a twin in C says so itself.
py::object recent_error_message() {
    py::object refusal = take_refusal();
    const char* message = aclGetRecentErrMsg();
    if (!refusal.is_none() || message == nullptr) return refusal;
    return to_text(message);
}

constexpr Function kFunctions[] = {
    {"init", acts<initialise>},
    {"init", acts<aclInit>},
    {"app_log", local<app_log>},
    {"get_recent_err_msg", native<recent_error_message>},
    {"create_data_buffer", creates<aclCreateDataBuffer>},
    {"data_type_size", local<aclDataTypeSize>},
    {"destroy_data_buffer", destroys<aclDestroyDataBuffer>},
    {"finalize", acts<aclFinalize>},
    {"finalize_reference", acts<aclFinalizeReference>},
    {"float16_to_float", local<aclFloat16ToFloat>},
    {"float_to_float16", local<aclFloatToFloat16>},
    {"get_cann_attribute", local<aclGetCannAttribute>},
    {"get_cann_version", local<aclsysGetCANNVersion>},
    {"get_data_buffer_addr", local<aclGetDataBufferAddr>},
    {"get_data_buffer_size", local<aclGetDataBufferSize>},
    {"get_data_buffer_size_v2", local<aclGetDataBufferSizeV2>},
    {"get_device_capability", acts<aclGetDeviceCapability>},
    {"get_soc_name", local<aclrtGetSocName>},
    {"get_version", local<aclrtGetVersion>},
    {"update_data_buffer", local<aclUpdateDataBuffer>},
};

constexpr Refused kRefused[] = {
    {"get_cann_attribute_list", "", "lir"},
    {"get_version_str", "s", "sr"},
};

}  // namespace

void define_base(py::module_& module) {
    define_all(module, kFunctions);
    define_all(module, kRefused);
}

}  // namespace ascend::python
