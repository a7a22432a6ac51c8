// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "models/lowering/cube/cube_problem.h"
#include "models/lowering/cube/program_builder.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::cube {

/// Whether what the vector cores widen goes straight to L1; otherwise it passes through GM.
bool widens_into_l1(const sim::SocSpec& soc);

/// Writes how the vector cores make a tile [k, n] of B out of weights in fewer bits: they load it,
/// widen it, multiply it by its scales and leave it in L1 or in `workspace`. The caller has
/// acquired `target`, which is written when the tile is there. The movers of the vector cores stand
/// on FIXPIPE and MTE3 (see ResultStore).
void widen_tile(Body& body, const CubeProblem& problem, const sim::SocSpec& soc,
                std::uint8_t workspace, sim::BufferMask target, std::int64_t k, std::int64_t n);

}  // namespace ascend::models::cube
