// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/lowering/lowering.h"
#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

/// What the tests of vector kernels look at in a plan.
namespace ascend::models::testing {

/// All SoCs that ship, loaded once.
const std::vector<std::shared_ptr<const sim::SocSpec>>& shipped_socs();
const sim::SocSpec& soc_named(const std::string& name);

enum class Memory : std::uint8_t { kInL2, kInDram };

/// Launch, cold start and the slowest block, in cycles of the vector core.
double kernel_cycles(const sim::KernelPlan& plan, const sim::SocSpec& soc,
                     Memory memory = Memory::kInL2);

/// The part of kernel_cycles that a launch of `blocks` costs before the first tile.
double start_cycles(const sim::SocSpec& soc, std::int64_t blocks);

/// Busy cycles of a pipe over all blocks.
std::int64_t busy_cycles(const sim::KernelPlan& plan, const sim::SocSpec& soc, sim::Pipe pipe);

/// Bytes that all blocks move of an operand.
std::int64_t moved_bytes(const sim::KernelPlan& plan, std::size_t operand);

/// Most bytes that the transfers of one tile of a program bring to or take from UB, counted with
/// the depth of their buffers.
std::int64_t ub_bytes(const sim::KernelPlan& plan);

/// Contiguous runs of all loads or stores of one operand, over all blocks.
std::int64_t runs_of(const sim::KernelPlan& plan, std::size_t operand);

}  // namespace ascend::models::testing
