// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/graph.h"
#include "models/onnx/rules/operator_rule.h"

namespace ascend::models::onnx_rules {

/// Largest tensor that the reader accepts. Far above any device's memory, and low enough that the
/// bytes of thousands of tensors add up in 64 bits.
inline constexpr std::int64_t kMaxTensorBytes = std::int64_t{1} << 50;
inline constexpr std::size_t kMaxRank = 64;

/// Gives the outputs of a node type, shape and, where every input is known, value. The node's
/// inputs must have theirs.
///
/// Throws Error with the node's name and type in front: what the rules throw, and
/// kInvalidArgument for a dimension <= 0 of a tensor that is not a known constant and for a tensor
/// over 2^62 elements or kMaxTensorBytes.
void propagate(Graph& graph, NodeId node, const OperatorRule& rule);

/// Throws Error{kInvalidArgument} when a tensor of the type and shape has over kMaxRank dimensions,
/// a negative one, or is too large.
void check_size(DataType type, const Shape& shape);

}  // namespace ascend::models::onnx_rules
