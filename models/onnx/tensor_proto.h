// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <onnx/onnx_pb.h>

#include <optional>

#include "models/graph/graph.h"

namespace ascend::models::onnx_file {

/// A tensor stored in the file: type, shape, and its elements when there are at most
/// kMaxKnownElements and the file holds them (external data is not read). Nullopt values mean
/// absent.
///
/// Throws Error{kMalformed} when it holds another number of elements than its shape says,
/// Error{kInvalidArgument} for a negative dimension or an element count over 2^62, and
/// Error{kUnsupported} for an element type that no device tensor has.
struct StoredTensor {
    DataType type = DataType::kUndefined;
    Shape shape;
    std::optional<Constant> value;
};
StoredTensor stored_tensor(const onnx::TensorProto& proto);

/// Type and shape of a sparse tensor; its elements are not unpacked.
StoredTensor stored_tensor(const onnx::SparseTensorProto& proto);

}  // namespace ascend::models::onnx_file
