// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/task_group.h"

#include <utility>

#include "runtime/acl/capture.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "sim/device/task_kind.h"

namespace ascend::runtime {

namespace {

bool can_be_replaced(const sim::Task& task) {
    const sim::TaskKind kind = sim::kind_of(task);
    return kind == sim::TaskKind::kKernel || kind == sim::TaskKind::kAiCpu ||
           kind == sim::TaskKind::kCopy || kind == sim::TaskKind::kMemset ||
           kind == sim::TaskKind::kCache;
}

}  // namespace

void GroupUpdate::add(sim::Task task) {
    require(can_be_replaced(task), ACL_ERROR_RT_FEATURE_NOT_SUPPORT_UPDATE_OP,
            "only kernels, copies and fills of a group can be replaced");
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
}

void GroupUpdate::finish(Caller& caller) {
    const auto model = group_->model.lock();
    require(model != nullptr, ACL_ERROR_RT_INVALID_HANDLE, "the group's model was destroyed");
    std::vector<sim::Task> tasks;
    {
        const std::lock_guard lock(mutex_);
        tasks.swap(tasks_);
    }
    model->replace(caller, *group_, std::move(tasks));
}

std::shared_ptr<TaskGroup> find_task_group(Caller& caller, aclrtTaskGrp handle) {
    require_argument(handle, "handle");
    auto group = caller.simulator.task_groups.find(handle);
    require(group != nullptr, ACL_ERROR_RT_INVALID_HANDLE, "the handle is no task group");
    return group;
}

}  // namespace ascend::runtime
