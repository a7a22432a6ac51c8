// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>

#include "models/om/rules/operator_rule.h"
#include "models/om/rules/rule_support.h"

namespace ascend::models::om {

namespace {

ReduceKind kind_of(std::string_view type) {
    if (type.starts_with("Arg")) return ReduceKind::kArgMax;
    if (type.starts_with("LpNorm")) return ReduceKind::kL2;
    if (type.starts_with("ReduceMean")) return ReduceKind::kMean;
    if (type.starts_with("ReduceMax") || type.starts_with("ReduceAny")) return ReduceKind::kMax;
    if (type.starts_with("ReduceMin") || type.starts_with("ReduceAll")) return ReduceKind::kMin;
    if (type.starts_with("ReduceProd")) return ReduceKind::kProd;
    return ReduceKind::kSum;
}

/// Axes that became one, when no attribute names them.
std::vector<std::size_t> vanished(const Shape& in, const Shape& out) {
    std::vector<std::size_t> axes;
    for (std::size_t axis = 0; axis < in.size(); ++axis)
        if (in.size() == out.size() ? in[axis] != out[axis] : axis >= out.size())
            axes.push_back(axis);
    return axes;
}

std::vector<std::size_t> axes_of(const OperatorView& op) {
    const Shape& in = op.connected(0).shape;
    std::vector<std::size_t> axes;
    for (const std::int64_t axis : list_of(op, {"axes", "axis", "dimension"}))
        axes.push_back(normalized(op, axis, in.size()));
    if (axes.empty()) axes = vanished(in, op.output(0).shape);
    std::sort(axes.begin(), axes.end());
    axes.erase(std::unique(axes.begin(), axes.end()), axes.end());
    return axes;
}

bool over_pixels(const OperatorView& op, const std::vector<std::size_t>& axes) {
    const ReduceKind kind = kind_of(op.op().type);
    return op.connected(0).layout == Layout::kNc1hwc0 && axes == std::vector<std::size_t>{2, 3} &&
           (kind == ReduceKind::kMean || kind == ReduceKind::kMax);
}

Mapping global_pool(const OperatorView& op) {
    const Shape& in = op.connected(0).shape;
    PoolOp pool;
    pool.kind = kind_of(op.op().type) == ReduceKind::kMax ? PoolKind::kMax : PoolKind::kAverage;
    pool.batch = in[0];
    pool.channels = in[1];
    pool.h_in = pool.kernel_h = pool.stride_h = in[2];
    pool.w_in = pool.kernel_w = pool.stride_w = in[3];
    pool.h_out = pool.w_out = 1;
    pool.type = op.connected(0).type;
    return {pool, {op.inputs().front().slot}};
}

}  // namespace

Mapping map_reduce(const OperatorView& op) {
    const std::vector<std::size_t> axes = axes_of(op);
    if (over_pixels(op, axes)) return global_pool(op);
    const TensorView& x = op.connected(0);
    ReduceOp reduce;
    reduce.kind = kind_of(op.op().type);
    reduce.type = x.type;
    if (op.op().type == "SquareSumV1") reduce.steps = {{VectorOp::kMul, x.type, false}};
    // Axes that are not neighbours count as one run up to the last of them.
    for (const std::size_t axis : axes) reduce.reduced *= x.shape[axis];
    reduce.inner = axes.empty() ? 1 : product(x.shape, axes.back() + 1, x.shape.size());
    reduce.outer =
        element_count(x.shape) / std::max<std::int64_t>(reduce.reduced * reduce.inner, 1);
    return {std::move(reduce), {op.inputs().front().slot}};
}

Mapping map_softmax(const OperatorView& op) {
    const TensorView& x = op.connected(0);
    const auto named = number_of(op, {"axes", "axis"});
    const std::size_t axis = normalized(op, named.value_or(-1), x.shape.size());
    SoftmaxOp softmax;
    softmax.outer = product(x.shape, 0, axis);
    softmax.axis = x.shape[axis];
    softmax.inner = product(x.shape, axis + 1, x.shape.size());
    softmax.type = x.type;
    softmax.log = op.op().type.starts_with("Log");
    return {softmax, {op.inputs().front().slot}};
}

Mapping map_top_k(const OperatorView& op) {
    const TensorView& x = op.connected(0);
    if (x.shape.empty() || op.output(0).shape.empty())
        op.fail("a scalar, expected one dimension or more");
    TopKOp top;
    top.columns = x.shape.back();
    top.rows = element_count(x.shape) / std::max<std::int64_t>(top.columns, 1);
    top.k = op.output(0).shape.back();
    top.type = x.type;
    return {top, {op.inputs().front().slot}};
}

}  // namespace ascend::models::om
