// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/lowering/cube/cube_problem.h"
#include "models/lowering/operator.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::cube {

/// Makes the convolution of `op` one whose image and weights lie in NCHW, where library kernels
/// take them: the load puts the channels of a pixel side by side, and the weights of grouped
/// channels are laid into blocks of zeros.
///
/// A kernel of one pixel at stride 1 multiplies the image as a transposed matrix instead, which
/// costs no more than any other. Nothing changes for a rate or cost of 0 in `spec`.
void read_nchw(CubeProblem& problem, const ConvolutionOp& op, const sim::WrittenKernelSpec& spec);

}  // namespace ascend::models::cube
