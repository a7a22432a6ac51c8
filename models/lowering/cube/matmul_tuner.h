// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "models/lowering/cube/cube_problem.h"
#include "models/lowering/cube/cube_tiling.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::cube {

/// How a tuner may cut.
enum class Cuts : std::uint8_t {
    kEqual,            ///< blocks, chunks of K and tiles divide their axes: matrices in ND
    kEqualIfPossible,  ///< unless that would leave half of the cores idle or make tiny tiles: NZ
};

/// The tiling that a compiled matmul comes with, as the vendor's tuner finds it.
///
/// The tuner tries tilings of the most promising block grids and keeps the fastest, which is one of
/// the best few percent of them rather than the very best. Blocks of few rows are not tuned: their
/// part of B stays in L0B while A passes in chunks of K through a single buffer. source:
/// matmul_910b2
///
/// Deterministic. Throws Error{kUnsupported} when nothing fits.
CubeTiling tuned_tiling(const CubeProblem& problem, const sim::SocSpec& soc, Cuts cuts);

}  // namespace ascend::models::cube
