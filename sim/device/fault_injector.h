// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/device/task_fault.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

struct StreamQueue;

/// How a dispatched task is going to fail.
struct InjectedFault {
    std::uint32_t status = 0;
    std::optional<Picoseconds> stands_still;  ///< that long, instead of running
};

/// Counts a device's dispatched tasks against the faults that were asked for.
class FaultInjector {
  public:
    FaultInjector(const SocSpec& soc, DeviceId device, const std::vector<TaskFault>& faults);

    /// The head task of `stream` is dispatched. Of several faults that meet it the first counts.
    std::optional<InjectedFault> meet(const StreamQueue& stream);

  private:
    struct Watch {
        TaskFault fault;
        std::uint64_t seen = 0;
    };
    InjectedFault inject(const TaskFault& fault, const Task& task) const;

    const SocSpec& soc_;
    std::vector<Watch> watches_;
};

/// The status of a task that fails without further reason, and of one that exceeds its limit.
std::uint32_t usual_status(const Task& task);
std::uint32_t timeout_status(const Task& task);

/// How long a task may run: its own limit, else the product's for kernels. source: facts
/// acl_semantics.md 1.10
Picoseconds run_limit(const SocSpec& soc, const Task& task);

}  // namespace ascend::sim
