// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "runtime/faults/fault_plan.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

/// The faults of ASCEND_SIM_INJECT that the host sees: resources that run out, devices that are
/// lost. Those of tasks are the machine's. Thread-safe once configured.
class FaultInjection {
  public:
    void configure(const FaultPlan& plan);

    /// Somebody asks for some of a resource. Throws Failure: 207008, 207007, 207009 or 207001 while
    /// it is exhausted.
    void take(Resource resource, sim::DeviceId device);
    /// When the device stops answering; kForever: never.
    Picoseconds lost_at(sim::DeviceId device) const;

  private:
    struct Watch {
        Exhaustion exhaustion;
        std::uint64_t asked = 0;
    };
    std::mutex mutex_;
    std::vector<Watch> watches_;
    std::vector<DeviceLoss> losses_;
};

}  // namespace ascend::runtime
