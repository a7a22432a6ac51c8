// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "sim/kernel/cycles.h"
#include "sim/kernel/kernel_plan.h"

namespace ascend::sim {

/// What a block program did to a core's pipes, in cycles of the core from the block's start.
struct BlockTiming {
    Cycles total;
    std::array<Cycles, kPipeCount> busy{};
    std::array<Cycles, kPipeCount>
        stall{};  ///< waits of a pipe before and between its steps; idle = the rest
};

/// Plays a program's steps against the pipes: a max-plus recurrence over pipe and buffer times, in
/// integer cycles. A loop whose relative state recurs is advanced in one step unless `exact`; the
/// result is the same to the cycle. Throws Error{kInvalidArgument} when the program deadlocks on
/// its own buffers (an Acquire without a free slot to come).
BlockTiming play_block(const KernelPlan& plan, const BlockProgram& program, const CoreSpec& core,
                       const MemoryView& memory, bool exact = false);

/// Bytes a program moves per operand, parallel to plan.operands.
std::vector<Bytes> program_traffic(const KernelPlan& plan, const BlockProgram& program);

/// Throws Error{kInvalidArgument} saying which invariant of KernelPlan is broken.
void validate(const KernelPlan& plan);

}  // namespace ascend::sim
