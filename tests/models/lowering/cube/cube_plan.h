// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/lowering/lowering.h"
#include "sim/kernel/kernel_plan.h"
#include "sim/kernel/play_block.h"
#include "sim/soc/soc_spec.h"

/// What tests ask of a cube kernel's plan.
namespace ascend::models::testing {

/// All SoCs that ship with the simulator.
std::vector<std::string> all_socs();

/// Bytes that all blocks move of the operand.
Bytes moved(const sim::KernelPlan& plan, std::size_t operand);
Bytes output_bytes(const sim::KernelPlan& plan);

/// Timing of the slowest block group, everything in L2.
sim::BlockTiming slowest(const sim::KernelPlan& plan, const sim::SocSpec& soc);

/// Cycles of `pipe` over all blocks.
std::int64_t busy(const sim::KernelPlan& plan, const sim::SocSpec& soc, sim::Pipe pipe);

/// The plan is valid, its blocks fit the cores, and the cubes are busy for at least as long as its
/// operations take.
void expect_sound(const sim::KernelPlan& plan, const sim::SocSpec& soc, DataType type);

}  // namespace ascend::models::testing
