// SPDX-License-Identifier: Apache-2.0
#include <array>

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

/// What C has to say is newer than a refusal of ours, which has cleared what C said before.
py::object recent_error_message() {
    const py::object refusal = take_refusal();
    const char* message = aclGetRecentErrMsg();
    return message == nullptr ? refusal : to_text(message);
}

py::object attributes() {
    const aclCannAttr* list = nullptr;
    std::size_t count = 0;
    const aclError code = aclGetCannAttributeList(&list, &count);
    py::list numbers;
    for (std::size_t i = 0; i < count; ++i) numbers.append(static_cast<int>(list[i]));
    return py::make_tuple(numbers, count, code);
}

py::object version_of(Text package) {
    std::array<char, ACL_PKG_VERSION_MAX_SIZE> version{};
    const aclError code = aclsysGetVersionStr(package.text.data(), version.data());
    return py::make_tuple(to_text(version.data()), code);
}

constexpr Function kFunctions[] = {
    {"get_cann_attribute_list", native<attributes>},
    {"get_version_str", native<version_of>},
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
    {"get_cann_attribute", acts<aclGetCannAttribute>},
    {"get_cann_version", local<aclsysGetCANNVersion>},
    {"get_data_buffer_addr", local<aclGetDataBufferAddr>},
    {"get_data_buffer_size", local<aclGetDataBufferSize>},
    {"get_data_buffer_size_v2", local<aclGetDataBufferSizeV2>},
    {"get_device_capability", acts<aclGetDeviceCapability>},
    {"get_soc_name", acts<aclrtGetSocName>},
    {"get_version", local<aclrtGetVersion>},
    {"update_data_buffer", local<aclUpdateDataBuffer>},
};

}  // namespace

void define_base(py::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
