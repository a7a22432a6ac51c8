// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "acl/acl_prof.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/text_result.h"

namespace ascend::python {
namespace {

aclError initialise(const char* path) {
    return aclprofInit(path, std::strlen(path));
}

aclError set_config(aclprofConfigType type, const char* value) {
    return aclprofSetConfig(type, value, std::strlen(value));
}

aclprofConfig* create_config(const std::vector<std::uint32_t>& devices,
                             aclprofAicoreMetrics metrics, void*, std::uint64_t data_types) {
    std::vector<std::uint32_t> writable = devices;
    return aclprofCreateConfig(writable.data(), static_cast<std::uint32_t>(writable.size()),
                               metrics, nullptr, data_types);
}

aclError mark(const char* message, void* stream) {
    return aclprofMarkEx(message, std::strlen(message), stream);
}

aclError set_message(void* stamp, const char* message, std::uint32_t length) {
    const std::size_t whole = std::strlen(message);
    if (length > whole) return ACL_ERROR_INVALID_PARAM;
    return aclprofSetStampTraceMessage(stamp, message, length);
}

using GetText = aclError (*)(const void*, std::size_t, std::uint32_t, char*, std::size_t);
using GetLength = aclError (*)(const void*, std::size_t, std::uint32_t, std::size_t*);

template <GetText get>
pybind11::object text(std::uint64_t info, std::size_t info_length, std::uint32_t index,
                      std::size_t length) {
    return text_result(length, [&](char* buffer, std::size_t room) {
        return get(reinterpret_cast<void*>(info), info_length, index, buffer, room);
    });
}

/// The same without asking the caller for the length: None when there is no text.
template <GetText get, GetLength get_length>
pybind11::object whole_text(std::uint64_t info, std::size_t info_length, std::uint32_t index) {
    std::size_t length = 0;
    const aclError code = get_length(reinterpret_cast<void*>(info), info_length, index, &length);
    if (code != ACL_SUCCESS) return pybind11::make_tuple(pybind11::none(), code);
    return text<get>(info, info_length, index, length);
}

constexpr Function kFunctions[] = {
    {"init", acts<initialise>},
    {"set_config", acts<set_config>},
    {"create_config", creates<create_config>},
    {"mark_ex", acts<mark>},
    {"set_stamp_trace_message", acts<set_message>},
    {"get_op_name", native<text<aclprofGetOpName>>},
    {"get_op_type", native<text<aclprofGetOpType>>},
    {"get_op_name_v2", native<whole_text<aclprofGetOpName, aclprofGetOpNameLen>>},
    {"get_op_type_v2", native<whole_text<aclprofGetOpType, aclprofGetOpTypeLen>>},
    {"create_stamp", acts<aclprofCreateStamp>},
    {"create_step_info", creates<aclprofCreateStepInfo>},
    {"create_subscribe_config", creates<aclprofCreateSubscribeConfig>},
    {"destroy_config", destroys<aclprofDestroyConfig>},
    {"destroy_stamp", acts<aclprofDestroyStamp>},
    {"destroy_step_info", destroys<aclprofDestroyStepInfo>},
    {"destroy_subscribe_config", destroys<aclprofDestroySubscribeConfig>},
    {"finalize", acts<aclprofFinalize>},
    {"get_model_id", local<aclprofGetModelId>},
    {"get_op_desc_size", local<aclprofGetOpDescSize>},
    {"get_op_duration", local<aclprofGetOpDuration>},
    {"get_op_end", local<aclprofGetOpEnd>},
    {"get_op_name_len", local<aclprofGetOpNameLen>},
    {"get_op_num", local<aclprofGetOpNum>},
    {"get_op_start", local<aclprofGetOpStart>},
    {"get_op_type_len", local<aclprofGetOpTypeLen>},
    {"get_step_timestamp", acts<aclprofGetStepTimestamp>},
    {"mark", acts<aclprofMark>},
    {"model_subscribe", acts<aclprofModelSubscribe>},
    {"model_un_subscribe", acts<aclprofModelUnSubscribe>},
    {"model_unsubscribe", acts<aclprofModelUnSubscribe>},
    {"pop", acts<aclprofPop>},
    {"push", acts<aclprofPush>},
    {"range_start", acts<aclprofRangeStart>},
    {"range_stop", acts<aclprofRangeStop>},
    {"start", acts<aclprofStart>},
    {"stop", acts<aclprofStop>},
};

}  // namespace

void define_prof(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
