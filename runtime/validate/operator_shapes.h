// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "models/lowering/operator.h"
#include "runtime/validate/shape_text.h"

/// Operators of measured tables as our lowering takes them.
namespace ascend::validate {

using models::OperatorShape;

/// A tensor of a row.
struct TensorShape {
    Shape shape;
    DataType type = DataType::kFloat16;
};

/// One instruction per element of `type`.
models::VectorStep step(models::VectorOp op, DataType type, bool scalar = false);

/// An element-wise kernel from tensors to a result of `shape`; operands smaller than it are
/// broadcast.
models::ElementwiseOp elementwise(const std::vector<TensorShape>& inputs, const Shape& shape,
                                  DataType result, std::vector<models::VectorStep> steps);

/// Type in which the vector unit computes: bfloat16 and integers of 8 bits are widened.
DataType compute_type(DataType type);
/// A cast to the compute type before, and back behind, where the type needs it.
std::vector<models::VectorStep> with_casts(DataType type, std::vector<models::VectorStep> steps);

std::vector<models::VectorStep> gelu_steps(DataType type, bool tanh);
std::vector<models::VectorStep> sigmoid_steps(DataType type);
/// x * sigmoid(x) * gate.
std::vector<models::VectorStep> swi_glu_steps(DataType type);
/// Rotation of pairs: two products and a sum.
std::vector<models::VectorStep> rotary_steps(DataType type);

/// [outer, axis, inner] around one axis; negative axes count from the end. nullopt out of range.
struct AxisSplit {
    std::int64_t outer = 1, axis = 1, inner = 1;
};
std::optional<AxisSplit> split_axis(const Shape& shape, std::int64_t axis);

/// Attention with Q [batch, length, heads, dim] and K of as many or fewer heads.
models::AttentionOp attention(const TensorShape& q, const TensorShape& k, bool causal);

}  // namespace ascend::validate
