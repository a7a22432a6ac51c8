// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/device/kernel_run.h"
#include "sim/device/memory_system.h"

namespace ascend::sim {

/// A kernel's traffic meets L2, in program order: inputs are read, workspace is written and read
/// back, outputs are written. Streams that together exceed `l2`, its capacity, pass side by side.
/// Fills in run.operands, run.misses and run.memory.
void touch_operands(KernelRun& run, MemorySystem& memory, Bytes l2);

/// The address of an operand: its segment's base plus its offset.
std::uint64_t address_of(const OperandRef& operand, const std::vector<std::uint64_t>* bases);

}  // namespace ascend::sim
