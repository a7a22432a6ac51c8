// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/lowering/cube/cube_problem.h"
#include "models/lowering/cube/cube_tiling.h"
#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::cube {

/// Buffers of every cube kernel. kWork is a part of GM: results on their way from FIXPIPE to the
/// vector cores.
enum Buffer : int { kAl1, kBl1, kBias, kResidual, kL0a, kL0b, kL0c, kWork, kUb, kBufferCount };

/// The kernel of a product as the vendor's are written: A and B stream GM -> L1 (MTE2) -> L0A, L0B
/// (MTE1), the CUBE accumulates a tile in L0C over all K, and the result leaves by `result_path`.
/// Blocks at the edges of the problem get programs of their own.
///
/// Throws Error as check() and require_fit() do.
sim::KernelPlan build_plan(const CubeProblem& problem, const CubeTiling& tiling,
                           const sim::SocSpec& soc);

}  // namespace ascend::models::cube
