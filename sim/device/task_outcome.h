// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/device/device_error.h"
#include "sim/device/memory_demand.h"
#include "sim/kernel/kernel_plan.h"
#include "traces/units.h"

namespace ascend::sim {

struct StreamQueue;

/// What a kernel did, summed over its cores.
struct KernelOutcome {
    std::uint32_t block_dim = 0;
    Picoseconds core_time;  ///< from the first instruction to the end of the last block
    std::array<Picoseconds, kPipeCount> busy{};
    Cycles cycles;
    std::string_view bound;
};

/// How a task ended.
struct TaskOutcome {
    std::uint32_t device_error = kNoDeviceError;
    MemoryDemand memory;
    const KernelOutcome* kernel = nullptr;
};

/// Where engines hand back the head task of a stream when it has ended.
class Retirement {
  public:
    virtual ~Retirement() = default;
    virtual void retire(StreamQueue& stream, const TaskOutcome& outcome) = 0;
};

}  // namespace ascend::sim
