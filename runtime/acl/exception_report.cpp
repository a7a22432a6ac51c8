// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/exception_report.h"

#include <algorithm>

#include "runtime/acl/device_status.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

namespace ascend::runtime {

void ExceptionCallbacks::set(aclrtExceptionInfoCallback callback) {
    const std::lock_guard lock(mutex_);
    single_ = callback;
}

bool ExceptionCallbacks::add(aclrtExceptionInfoCallback callback) {
    const std::lock_guard lock(mutex_);
    if (std::find(more_.begin(), more_.end(), callback) != more_.end()) return false;
    more_.push_back(callback);
    return true;
}

bool ExceptionCallbacks::remove(aclrtExceptionInfoCallback callback) {
    const std::lock_guard lock(mutex_);
    return std::erase(more_, callback) > 0;
}

void ExceptionCallbacks::call(rtExceptionInfo& info) const {
    std::vector<aclrtExceptionInfoCallback> callbacks;
    {
        const std::lock_guard lock(mutex_);
        callbacks = more_;
        if (single_ != nullptr) callbacks.insert(callbacks.begin(), single_);
    }
    for (const auto callback : callbacks) callback(&info);
}

void report_device_error(const Caller& caller, const Stream& stream, std::uint32_t status) {
    if (status == 0) return;
    const aclError code = code_of_device_status(status);
    if (code == ACL_ERROR_RT_END_OF_SEQUENCE || code == ACL_ERROR_RT_MODEL_ABORT_NORMAL) return;
    const auto context = stream.context();
    if (context != nullptr) context->note_failure(code);
    rtExceptionInfo info;
    info.task_id = static_cast<std::uint16_t>(stream.tasks() - 1);
    info.stream_id = stream.id();
    info.thread_id = caller.thread;
    info.device_id = context == nullptr ? 0 : context->device();
    info.code = static_cast<std::uint32_t>(code);
    caller.simulator.exceptions.call(info);
}

}  // namespace ascend::runtime
