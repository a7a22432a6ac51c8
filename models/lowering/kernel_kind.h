// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models {

/// What kind of kernel runs an operator. The same hardware, but they keep its pipes differently
/// busy.
enum class KernelKind : std::uint8_t {
    kCompiled,  ///< generated for its shape by the model compiler, with a tuned tiling
    kWritten,   ///< written by hand for its shape
    kLibrary,   ///< written by hand for all shapes: single operators run these
};

/// The SoC as kernels of a kind use its cube.
sim::SocSpec seen_by(KernelKind kind, const sim::SocSpec& soc);

/// Makes the blocks of a cube kernel wait for their setup: pipes, flags and, in a library kernel,
/// the tiling that the host worked out. Nothing for compiled kernels, whose launch holds it.
void add_setup(sim::KernelPlan& plan, KernelKind kind, const sim::SocSpec& soc);

}  // namespace ascend::models
