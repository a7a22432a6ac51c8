// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/device/memory_demand.h"
#include "sim/kernel/kernel_plan.h"
#include "traces/units.h"

namespace ascend::sim {

/// Bytes loaded from, and stored to, each operand of a plan.
struct OperandTraffic {
    std::vector<Bytes> loaded, stored;  ///< parallel to KernelPlan::operands
};

/// What a kernel moves: of one block of each program, and of all its blocks.
struct PlanTraffic {
    std::vector<OperandTraffic> programs;
    OperandTraffic total;
};

PlanTraffic plan_traffic(const KernelPlan& plan);

/// The part of a kernel's traffic that `blocks` blocks of one program cause. `operands` says, per
/// operand, what the whole kernel's loads and stores met in L2; what L2 does not hold is spread
/// evenly over the traffic with the operand, rounded up.
MemoryDemand demand_of_blocks(const PlanTraffic& traffic, std::uint32_t program,
                              std::int64_t blocks, const std::vector<MemoryDemand>& operands);

}  // namespace ascend::sim
