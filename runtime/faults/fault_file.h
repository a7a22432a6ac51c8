// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "runtime/faults/fault_plan.h"

namespace ascend::runtime {

/// Reads a file of faults (runtime/README.md). Throws Error: kIo when it cannot be read,
/// kInvalidArgument for a fault of a device beyond `devices`; as parse_faults().
FaultPlan load_faults(const std::filesystem::path& file, std::uint32_t devices);

/// The same from a text; `name` begins every message. Throws Error{kMalformed} with line and column
/// when it is no JSON, Error{kInvalidArgument} with the number of the fault and its key when
/// something is missing, unknown or out of range.
FaultPlan parse_faults(std::string_view text, std::string_view name);

}  // namespace ascend::runtime
