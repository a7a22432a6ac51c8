// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/exception_report.h"

#include <algorithm>

#include "runtime/acl/context.h"
#include "runtime/acl/device_status.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/host_shim.h"

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
    const host_shim::InProgram program;
    for (const auto callback : callbacks) callback(&info);
}

void report_failures(const Caller& caller, Context* context,
                     const std::vector<sim::TaskFailure>& failures) {
    for (const sim::TaskFailure& failure : failures) {
        const aclError code = code_of_device_status(failure.status);
        if (code == ACL_ERROR_RT_END_OF_SEQUENCE || code == ACL_ERROR_RT_MODEL_ABORT_NORMAL)
            continue;
        if (context != nullptr) context->note_failure(code);
        rtExceptionInfo info;
        info.task_id = static_cast<std::uint16_t>(failure.task);
        info.stream_id = failure.stream;
        info.thread_id = caller.thread;
        info.device_id = context == nullptr ? 0 : context->device();
        info.code = static_cast<std::uint32_t>(code);
        caller.simulator.exceptions.call(info);
    }
}

}  // namespace ascend::runtime
