// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "models/onnx/folding/evaluators.h"
#include "models/onnx/rules/operands.h"
#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

/// The input's shape without the axes, or with extents of 1 there.
Shape reduced_shape(const RuleContext& context, std::span<const std::size_t> axes) {
    const bool keep = context.attribute("keepdims", std::int64_t{1}) != 0;
    const Shape& input = context.shape(0);
    Shape shape;
    for (std::size_t i = 0; i < input.size(); ++i) {
        const bool reduced = std::ranges::find(axes, i) != axes.end();
        if (!reduced) shape.push_back(input[i]);
        if (reduced && keep) shape.push_back(1);
    }
    return shape;
}

void reduce(RuleContext& context) {
    context.set_output(0, context.type(0), reduced_shape(context, reduced_axes(context)));
}

void arg_reduce(RuleContext& context) {
    const std::array axes = {axis_of(context, 0, context.rank(0))};
    context.set_output(0, DataType::kInt64, reduced_shape(context, axes));
}

/// Inputs: x, k (an attribute before operator set 10). Outputs: values, indices.
void top_k(RuleContext& context) {
    const std::int64_t k =
        context.has_input(1) ? context.integer(1) : context.attribute("k", std::int64_t{0});
    const std::size_t axis = axis_of(context, -1, context.rank(0));
    Shape shape = context.shape(0);
    if (k <= 0 || k > shape[axis]) {
        malformed("the {} largest of an axis of {} are asked for", k, shape[axis]);
    }
    shape[axis] = k;
    context.set_output(0, context.type(0), shape);
    context.set_output(1, DataType::kInt64, shape);
}

}  // namespace

std::span<const OperatorRule> reduction_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"ArgMax", arg_reduce},
        OperatorRule{"ArgMin", arg_reduce},
        OperatorRule{"CumSum", same_as_input, evaluate_cum_sum},
        OperatorRule{"ReduceL1", reduce},
        OperatorRule{"ReduceL2", reduce},
        OperatorRule{"ReduceLogSum", reduce},
        OperatorRule{"ReduceLogSumExp", reduce},
        OperatorRule{"ReduceMax", reduce, evaluate_reduce_max},
        OperatorRule{"ReduceMean", reduce, evaluate_reduce_mean},
        OperatorRule{"ReduceMin", reduce, evaluate_reduce_min},
        OperatorRule{"ReduceProd", reduce, evaluate_reduce_prod},
        OperatorRule{"ReduceSum", reduce, evaluate_reduce_sum},
        OperatorRule{"ReduceSumSquare", reduce},
        OperatorRule{"TopK", top_k},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
