// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sim/device/kernel_run.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

/// What a kernel that has ended was limited by: "launch" when most of its time went before the
/// first instruction; "dram" or "l2" when other claims stretched it, or when it moved data at
/// nine tenths of that bandwidth or more; otherwise its busiest pipe, in lower case.
std::string_view bound_of(const KernelRun& run, const SocSpec& soc);

}  // namespace ascend::sim
