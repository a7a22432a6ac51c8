// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/lowering/cube/cube_problem.h"
#include "models/lowering/operator.h"

namespace ascend::models::cube {

/// A convolution as the cube sees it: per image and pack of groups C[h_out*w_out, c_out] =
/// img2col(X)[h_out*w_out, C1*kernel_h*kernel_w*C0] x W. source: facts 4.2
///
/// Groups are packed until their channels fill fractals of 16, so that a depthwise convolution
/// multiplies 16 x 16 blocks of which only the diagonal counts. A transposed convolution slides
/// over its input with zeros put between the pixels.
CubeProblem convolution_problem(const ConvolutionOp& op);

}  // namespace ascend::models::cube
