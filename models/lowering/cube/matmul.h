// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/lowering/cube/cube_problem.h"
#include "models/lowering/cube/cube_tiling.h"
#include "models/lowering/lowering.h"

namespace ascend::models::cube {

/// A matmul as the cube sees it: products with their own B are groups, products that share B a
/// batch. Throws Error{kUnsupported} when A and B differ in type.
CubeProblem matmul_problem(const MatmulOp& op);

/// The recorded form of a tiling and back. A recorded tiling keeps in L1 either chunks of K, all K
/// of an L0 tile, or (0) the whole slice of the block.
CubeTiling to_cube_tiling(const CubeProblem& problem, const MatmulTiling& tiling);
MatmulTiling to_matmul_tiling(const CubeProblem& problem, const CubeTiling& tiling);

}  // namespace ascend::models::cube
