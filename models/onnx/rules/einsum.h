// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "models/graph/graph.h"

namespace ascend::models::onnx_rules {

/// Shape of an Einsum's output: "bij,bjk->bik", with ellipses and without an arrow too. Throws
/// Error{kMalformed} when the equation does not fit the operands.
Shape einsum_shape(const std::string& equation, const std::vector<Shape>& operands);

}  // namespace ascend::models::onnx_rules
