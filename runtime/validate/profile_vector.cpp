// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "runtime/validate/profile_row.h"

namespace ascend::validate {
namespace {

using models::VectorOp;

template <VectorOp kOp>
OperatorOrReason binary(const ProfileRow& row) {
    const TensorShape& result = row.outputs.at(0);
    const DataType type = row.inputs.at(0).type;
    const bool scalar = count(row.inputs.at(1).shape) == 1;
    return OperatorShape(elementwise({row.inputs[0], row.inputs[1]}, result.shape, result.type,
                                     with_casts(type, {step(kOp, compute_type(type), scalar)})));
}

template <VectorOp kOp>
OperatorOrReason unary(const ProfileRow& row) {
    const TensorShape& x = row.inputs.at(0);
    const TensorShape& result = row.outputs.at(0);
    return OperatorShape(elementwise({x}, result.shape, result.type,
                                     with_casts(x.type, {step(kOp, compute_type(x.type))})));
}

OperatorOrReason cast(const ProfileRow& row) {
    const TensorShape& result = row.outputs.at(0);
    return OperatorShape(elementwise({row.inputs.at(0)}, result.shape, result.type,
                                     {step(VectorOp::kCast, row.inputs[0].type)}));
}

OperatorOrReason fill(const ProfileRow& row) {
    const TensorShape& result = row.outputs.at(0);
    return OperatorShape(
        elementwise({}, result.shape, result.type, {step(VectorOp::kCopy, result.type)}));
}

OperatorOrReason copy(const ProfileRow& row) {
    const TensorShape& x = row.inputs.at(0);
    return OperatorShape(elementwise({x}, row.outputs.at(0).shape, row.outputs[0].type,
                                     {step(VectorOp::kCopy, x.type)}));
}

/// The axes of the input that the output lacks, from the last one: a trailing run is reduced in
/// rows, a leading one in columns. Other axes count as outer ones: they cost what they move.
OperatorOrReason reduce(const ProfileRow& row) {
    const Shape& from = row.inputs.at(0).shape;
    std::vector<bool> kept(from.size());
    std::size_t next = 0;
    const Shape& to = row.outputs.at(0).shape;
    for (std::size_t axis = 0; axis < from.size() && next < to.size(); ++axis)
        if (from[axis] == to[next]) kept[axis] = true, ++next;
    if (next != to.size()) return "ReduceSum: the shapes give no axes";
    std::size_t last = from.size();
    while (last > 0 && kept[last - 1]) --last;
    std::size_t first = last;
    while (first > 0 && !kept[first - 1]) --first;
    if (first == last) return "ReduceSum: no axis is reduced";
    return OperatorShape(models::ReduceOp{models::ReduceKind::kSum,
                                          product(from, 0, first),
                                          product(from, first, last),
                                          product(from, last, from.size()),
                                          row.inputs[0].type,
                                          {}});
}

OperatorOrReason norm(const ProfileRow& row, models::NormKind kind) {
    const TensorShape &x = row.inputs.at(0), &gamma = row.inputs.at(1);
    models::NormOp op;
    op.kind = kind;
    op.columns = count(gamma.shape);
    op.rows = count(x.shape) / op.columns;
    op.type = x.type;
    op.beta = kind == models::NormKind::kLayerNorm;
    return OperatorShape(op);
}

OperatorOrReason rms_norm(const ProfileRow& row) {
    return norm(row, models::NormKind::kRmsNorm);
}

OperatorOrReason layer_norm(const ProfileRow& row) {
    return norm(row, models::NormKind::kLayerNorm);
}

OperatorOrReason softmax(const ProfileRow& row, bool log) {
    const TensorShape& x = row.inputs.at(0);
    const std::int64_t axis = x.shape.at(x.shape.size() - 1);
    return OperatorShape(models::SoftmaxOp{count(x.shape) / axis, axis, 1, x.type, log});
}

OperatorOrReason plain_softmax(const ProfileRow& row) {
    return softmax(row, false);
}

OperatorOrReason log_softmax(const ProfileRow& row) {
    return softmax(row, true);
}

OperatorOrReason arg_max(const ProfileRow& row) {
    const TensorShape& x = row.inputs.at(0);
    const std::int64_t axis = x.shape.at(x.shape.size() - 1);
    return OperatorShape(
        models::ReduceOp{models::ReduceKind::kArgMax, count(x.shape) / axis, axis, 1, x.type, {}});
}

/// X [N, C1, H, W, C0]; the window is taken as the smallest odd one that covers the stride.
OperatorOrReason max_pool(const ProfileRow& row) {
    const Shape &x = row.inputs.at(0).shape, &y = row.outputs.at(0).shape;
    if (x.size() != 5 || y.size() != 5) return "MaxPool: formats are not read";
    models::PoolOp op;
    op.batch = x[0];
    op.channels = x[1] * x[4];
    op.h_in = x[2];
    op.w_in = x[3];
    op.h_out = y[2];
    op.w_out = y[3];
    op.stride_h = x[2] / y[2];
    op.stride_w = x[3] / y[3];
    op.kernel_h = op.stride_h + 1;
    op.kernel_w = op.stride_w + 1;
    op.type = row.inputs[0].type;
    return OperatorShape(op);
}

OperatorOrReason rotary(const ProfileRow& row) {
    const TensorShape& x = row.inputs.at(0);
    return OperatorShape(elementwise({x, row.inputs.at(1), row.inputs.at(2)}, x.shape, x.type,
                                     rotary_steps(x.type)));
}

OperatorOrReason top_k(const ProfileRow& row) {
    const TensorShape &x = row.inputs.at(0), &y = row.outputs.at(0);
    const std::int64_t columns = x.shape.empty() ? 1 : x.shape.back();
    return OperatorShape(models::TopKOp{count(x.shape) / columns, columns,
                                        y.shape.empty() ? 1 : y.shape.back(), x.type});
}

}  // namespace

const std::map<std::string, ProfileFunction>& vector_profiles() {
    static const std::map<std::string, ProfileFunction> kFunctions = {
        {"Add", binary<VectorOp::kAdd>},
        {"Sub", binary<VectorOp::kSub>},
        {"Mul", binary<VectorOp::kMul>},
        {"RealDiv", binary<VectorOp::kDiv>},
        {"Maximum", binary<VectorOp::kMax>},
        {"Less", binary<VectorOp::kCompare>},
        {"Equal", binary<VectorOp::kCompare>},
        {"NotEqual", binary<VectorOp::kCompare>},
        {"LogicalOr", binary<VectorOp::kLogical>},
        {"LogicalNot", unary<VectorOp::kLogical>},
        {"Relu", unary<VectorOp::kRelu>},
        {"Exp", unary<VectorOp::kExp>},
        {"Sin", unary<VectorOp::kSin>},
        {"Cos", unary<VectorOp::kCos>},
        {"Reciprocal", unary<VectorOp::kReciprocal>},
        {"Cast", cast},
        {"ZerosLike", fill},
        {"OnesLike", fill},
        {"Fill", fill},
        {"TensorMove", copy},
        {"BroadcastTo", copy},
        {"ReduceSum", reduce},
        {"ReduceSumD", reduce},
        {"RmsNorm", rms_norm},
        {"LayerNormV3", layer_norm},
        {"SoftmaxV2", plain_softmax},
        {"LogSoftmaxV2", log_softmax},
        {"ArgMaxWithValue", arg_max},
        {"MaxPool", max_pool},
        {"MaxPoolV3", max_pool},
        {"MaxPoolWithArgmaxV1", max_pool},
        {"RotaryPositionEmbedding", rotary},
        {"TopKV2", top_k},
        {"Sort", top_k},
    };
    return kFunctions;
}

}  // namespace ascend::validate
