// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/device/task_fault.h"
#include "traces/units.h"

namespace ascend::runtime {

/// What a device can run out of.
enum class Resource : std::uint8_t { kStreams, kEvents, kNotifies, kMemory };

/// A device has nothing left of a resource: after `after` times that somebody got some of it, the
/// next `count` requests are refused.
struct Exhaustion {
    Resource resource = Resource::kMemory;
    sim::DeviceId device = 0;
    std::uint64_t after = 0;
    std::uint64_t count = ~std::uint64_t{0};
};

/// A device stops answering at a simulated time, for good.
struct DeviceLoss {
    sim::DeviceId device = 0;
    Picoseconds at;
};

/// Everything that is to go wrong.
struct FaultPlan {
    std::vector<sim::TaskFault> tasks;
    std::vector<Exhaustion> exhaustions;
    std::vector<DeviceLoss> losses;
};

}  // namespace ascend::runtime
