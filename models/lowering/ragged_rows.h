// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/lowering/operator.h"
#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models {

/// Where a layout change or a transpose moves rows that are no whole blocks of UB (channels of
/// 14 x 14 pixels, say), the kernels of chips whose cores have a vector unit of their own move them
/// one by one: each takes a fixed time besides its bytes. Lengthens such transfers of `plan`, the
/// plan of `op`.
///
/// source: operators_910b. TransData stores rows of 338 to 6050 B in 77 to 266 cycles each; split
/// chips' kernels have their own figures.
void slow_ragged_rows(sim::KernelPlan& plan, const OperatorShape& op, const sim::SocSpec& soc);

}  // namespace ascend::models
