// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <onnx/onnx_pb.h>

#include <cstddef>
#include <span>

namespace ascend::models::onnx_file {

/// Parses a serialized ModelProto; memory stays proportional to `bytes`, whatever lengths they
/// claim. Throws Error{kMalformed} when they are empty, truncated, not protobuf or hold no graph.
onnx::ModelProto parse_model(std::span<const std::byte> bytes);

/// Version of the operator set that the model's nodes without a domain follow. Throws
/// Error{kMalformed} when the model imports none and Error{kUnsupported} below 7, where
/// broadcasting was another.
std::int64_t opset_of(const onnx::ModelProto& model);

}  // namespace ascend::models::onnx_file
