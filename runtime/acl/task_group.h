// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "acl/acl_base.h"
#include "sim/device/task.h"

namespace ascend::runtime {

class CapturedModel;
struct Caller;

/// Tasks that a stream queued one behind the other while it was captured, and that can be replaced
/// in the finished model.
struct TaskGroup {
    std::size_t stream = 0, begin = 0, end = 0;  ///< place in the model's image
    std::weak_ptr<CapturedModel> model;          ///< set when the capture has ended
};

/// New tasks for a group, from the stream that is under update. Thread-safe.
class GroupUpdate {
  public:
    explicit GroupUpdate(std::shared_ptr<TaskGroup> group) : group_(std::move(group)) {}

    /// Throws Failure{207019} for events, callbacks and the like.
    void add(sim::Task task);
    /// Puts the tasks into the model. Throws Failure: 107040 unless there are as many, of the same
    /// kinds; 107017 when the model is gone.
    void finish(Caller& caller);

  private:
    const std::shared_ptr<TaskGroup> group_;
    std::mutex mutex_;
    std::vector<sim::Task> tasks_;
};

/// Throws Failure: 100000 for null, 107017 for what is no group.
std::shared_ptr<TaskGroup> find_task_group(Caller& caller, aclrtTaskGrp handle);

}  // namespace ascend::runtime
