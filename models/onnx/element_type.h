// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/data_type.h"

namespace ascend::models::onnx_file {

/// The element type that ONNX numbers `type` (TensorProto.DataType in onnx.proto; also the `to` of
/// a Cast). Throws Error{kUnsupported} for a type that a device tensor cannot have: strings, 8-bit
/// floats, unknown numbers.
DataType element_type(std::int64_t type);

}  // namespace ascend::models::onnx_file
