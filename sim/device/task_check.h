// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <unordered_map>

#include "sim/device/task.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

/// Refuses tasks that a device cannot execute, before they are queued.
class TaskCheck {
  public:
    explicit TaskCheck(std::size_t devices) : devices_(devices) {}

    /// Throws Error: kInvalidArgument for a kernel without plan or blocks, with operands that do
    /// not match its plan, or with a plan that breaks its invariants; for negative bytes or an
    /// unknown peer; kUnsupported for a kind of core that the SoC does not have.
    void operator()(const SocSpec& soc, const Task& task);

  private:
    void check_kernel(const SocSpec& soc, const KernelTask& task);

    std::size_t devices_;
    std::unordered_map<const KernelPlan*, std::weak_ptr<const KernelPlan>> valid_;
};

/// Bases that the operands of a task need: the largest segment plus one.
std::size_t segments_of(const Task& task);

}  // namespace ascend::sim
