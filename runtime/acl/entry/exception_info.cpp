// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/exception_report.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

/// What the getters return for a null info. source: facts 3.6
constexpr uint32_t kUnknown = 0xFFFFFFFF;

uint32_t get(const aclrtExceptionInfo* info, std::uint32_t rtExceptionInfo::*member) {
    return info == nullptr ? kUnknown : info->*member;
}

}  // namespace

aclError aclrtSetExceptionInfoCallback(aclrtExceptionInfoCallback callback) {
    return guard(__func__, &HostSpec::call_us,
                 [&](Caller& caller) { caller.simulator.exceptions.set(callback); });
}

aclError aclrtExceptionInfoCallbackRegister(aclrtExceptionInfoCallback callback) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(callback != nullptr, ACL_ERROR_INVALID_PARAM, "callback is null");
        require(caller.simulator.exceptions.add(callback), ACL_ERROR_RT_PARAM_INVALID,
                "the callback is registered already");
    });
}

aclError aclrtExceptionInfoCallbackUnregister(aclrtExceptionInfoCallback callback) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(callback != nullptr, ACL_ERROR_INVALID_PARAM, "callback is null");
        require(caller.simulator.exceptions.remove(callback), ACL_ERROR_RT_PARAM_INVALID,
                "the callback is not registered");
    });
}

uint32_t aclrtGetTaskIdFromExceptionInfo(const aclrtExceptionInfo* info) {
    return get(info, &rtExceptionInfo::task_id);
}

uint32_t aclrtGetStreamIdFromExceptionInfo(const aclrtExceptionInfo* info) {
    return get(info, &rtExceptionInfo::stream_id);
}

uint32_t aclrtGetThreadIdFromExceptionInfo(const aclrtExceptionInfo* info) {
    return get(info, &rtExceptionInfo::thread_id);
}

uint32_t aclrtGetDeviceIdFromExceptionInfo(const aclrtExceptionInfo* info) {
    return get(info, &rtExceptionInfo::device_id);
}

uint32_t aclrtGetErrorCodeFromExceptionInfo(const aclrtExceptionInfo* info) {
    return get(info, &rtExceptionInfo::code);
}

aclError aclrtGetThreadLastTaskId(uint32_t* taskId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(taskId, "taskId");
        require(caller.state.last_task.has_value(), ACL_ERROR_RT_PARAM_INVALID,
                "the thread has queued no task yet");
        *taskId = *caller.state.last_task;
    });
}
