// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "models/onnx/input_declaration.h"
#include "models/onnx/onnx_reader.h"

namespace ascend::models::onnx_file {

/// One shape per declaration, every dimension positive. An override of the whole input comes
/// first, then what another input has bound the dimension's symbol to, then the batch for an open
/// leading dimension. Throws Error{kInvalidArgument}, naming the input, its declared shape and the
/// option that helps, when a dimension stays open or the overrides contradict.
std::vector<Shape> close_shapes(const std::vector<InputDeclaration>& declarations,
                                const ShapeOverrides& overrides);

}  // namespace ascend::models::onnx_file
