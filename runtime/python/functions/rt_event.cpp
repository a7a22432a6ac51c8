// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/text_result.h"

namespace ascend::python {
namespace {

aclError reset_notifies(const std::vector<std::uint64_t>& notifies) {
    std::vector<aclrtNotify> handles;
    for (const std::uint64_t each : notifies) handles.push_back(reinterpret_cast<void*>(each));
    return aclrtNotifyBatchReset(handles.data(), handles.size());
}

aclError set_import_pids(void* notify, const std::vector<std::int32_t>& pids) {
    std::vector<std::int32_t> writable = pids;
    return aclrtNotifySetImportPid(notify, writable.data(), writable.size());
}

pybind11::object export_key(std::uint64_t notify, std::size_t length, std::uint64_t flags) {
    return text_result(length, [&](char* key, std::size_t room) {
        return aclrtNotifyGetExportKey(reinterpret_cast<void*>(notify), key, room, flags);
    });
}

constexpr Function kFunctions[] = {
    {"notify_batch_reset", acts<reset_notifies>},
    {"notify_set_import_pid", acts<set_import_pids>},
    {"notify_get_export_key", native<export_key>},
    {"create_event", acts<aclrtCreateEvent>},
    {"create_event_ex_with_flag", acts<aclrtCreateEventExWithFlag>},
    {"create_event_with_flag", acts<aclrtCreateEventWithFlag>},
    {"create_notify", acts<aclrtCreateNotify>},
    {"destroy_event", acts<aclrtDestroyEvent>},
    {"destroy_notify", acts<aclrtDestroyNotify>},
    {"event_elapsed_time", acts<aclrtEventElapsedTime>},
    {"event_get_timestamp", acts<aclrtEventGetTimestamp>},
    {"get_event_avail_num", acts<aclrtGetEventAvailNum>},
    {"get_event_id", acts<aclrtGetEventId>},
    {"get_notify_id", acts<aclrtGetNotifyId>},
    {"notify_import_by_key", acts<aclrtNotifyImportByKey>},
    {"query_event", acts<aclrtQueryEvent>},
    {"query_event_status", acts<aclrtQueryEventStatus>},
    {"query_event_wait_status", acts<aclrtQueryEventWaitStatus>},
    {"record_event", acts<aclrtRecordEvent>},
    {"record_notify", acts<aclrtRecordNotify>},
    {"reset_event", acts<aclrtResetEvent>},
    {"stream_wait_event", acts<aclrtStreamWaitEvent>},
    {"synchronize_event", acts<aclrtSynchronizeEvent>},
    {"synchronize_event_with_timeout", acts<aclrtSynchronizeEventWithTimeout>},
    {"value_wait", acts<aclrtValueWait>},
    {"value_write", acts<aclrtValueWrite>},
    {"wait_and_reset_notify", acts<aclrtWaitAndResetNotify>},
};

}  // namespace

void define_rt_event(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
