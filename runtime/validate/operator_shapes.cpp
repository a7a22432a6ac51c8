// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/operator_shapes.h"

namespace ascend::validate {

using models::VectorOp;
using models::VectorStep;
using Steps = std::vector<VectorStep>;

VectorStep step(VectorOp op, DataType type, bool scalar) {
    return {op, type, scalar};
}

models::ElementwiseOp elementwise(const std::vector<TensorShape>& inputs, const Shape& shape,
                                  DataType result, Steps steps) {
    models::ElementwiseOp op;
    op.elements = count(shape);
    op.inner = shape.empty() ? 1 : shape.back();
    for (const TensorShape& input : inputs) {
        const bool one_a_row = input.shape.size() == shape.size() && !shape.empty() &&
                               input.shape.back() == 1 && shape.back() != 1;
        op.inputs.push_back({count(input.shape), input.type, one_a_row});
    }
    op.outputs = {result};
    op.steps = std::move(steps);
    return op;
}

DataType compute_type(DataType type) {
    switch (type) {
        case DataType::kBf16:
            return DataType::kFloat;
        case DataType::kInt8:
        case DataType::kUint8:
        case DataType::kBool:
            return DataType::kFloat16;
        default:
            return type;
    }
}

Steps with_casts(DataType type, Steps steps) {
    if (compute_type(type) == type) return steps;
    const VectorStep cast = step(VectorOp::kCast, compute_type(type));
    steps.insert(steps.begin(), cast);
    steps.push_back(cast);
    return steps;
}

Steps gelu_steps(DataType type, bool tanh) {
    const DataType t = DataType::kFloat;
    Steps steps = {step(VectorOp::kMul, t)};
    if (tanh) {
        steps.insert(steps.end(), {step(VectorOp::kMul, t), step(VectorOp::kMul, t, true),
                                   step(VectorOp::kAdd, t), step(VectorOp::kExp, t),
                                   step(VectorOp::kAdd, t, true), step(VectorOp::kDiv, t)});
    } else {
        steps.insert(steps.end(), {step(VectorOp::kErf, t), step(VectorOp::kAdd, t, true),
                                   step(VectorOp::kMul, t)});
    }
    if (type == t) return steps;
    steps.insert(steps.begin(), step(VectorOp::kCast, t));
    steps.push_back(step(VectorOp::kCast, t));
    return steps;
}

Steps sigmoid_steps(DataType type) {
    return with_casts(type, {step(VectorOp::kSigmoid, compute_type(type))});
}

Steps swi_glu_steps(DataType type) {
    const DataType t = compute_type(type);
    return with_casts(
        type, {step(VectorOp::kSigmoid, t), step(VectorOp::kMul, t), step(VectorOp::kMul, t)});
}

Steps rotary_steps(DataType type) {
    const DataType t = compute_type(type);
    return with_casts(type, {step(VectorOp::kCopy, t), step(VectorOp::kMul, t),
                             step(VectorOp::kMul, t), step(VectorOp::kAdd, t)});
}

std::optional<AxisSplit> split_axis(const Shape& shape, std::int64_t axis) {
    const auto rank = static_cast<std::int64_t>(shape.size());
    if (axis < 0) axis += rank;
    if (axis < 0 || axis >= rank) return std::nullopt;
    const auto at = static_cast<std::size_t>(axis);
    return AxisSplit{product(shape, 0, at), shape[at], product(shape, at + 1, shape.size())};
}

models::AttentionOp attention(const TensorShape& q, const TensorShape& k, bool causal) {
    models::AttentionOp op;
    op.batch = q.shape[0];
    op.q_length = q.shape[1];
    op.heads = q.shape[2];
    op.head_dim = op.value_dim = q.shape[3];
    op.kv_length = k.shape[1];
    op.kv_heads = k.shape[2];
    op.causal = causal;
    op.type = q.type;
    return op;
}

}  // namespace ascend::validate
