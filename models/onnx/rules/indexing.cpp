// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "models/onnx/folding/evaluators.h"
#include "models/onnx/rules/operands.h"
#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

/// The indexed axis becomes the indices' axes.
void gather(RuleContext& context) {
    const std::size_t axis = axis_of(context, 0, context.rank(0));
    context.set_output(0, context.type(0),
                       replace_axes(context.shape(0), axis, axis + 1, context.shape(1)));
}

void gather_elements(RuleContext& context) {
    if (context.rank(0) != context.rank(1)) {
        malformed("indices of {} for data of {}; as many axes are expected",
                  to_text(context.shape(1)), to_text(context.shape(0)));
    }
    axis_of(context, 0, context.rank(0));
    context.set_output(0, context.type(0), context.shape(1));
}

/// The last axis of the indices holds coordinates into the axes behind the batch axes.
void gather_nd(RuleContext& context) {
    const Shape& data = context.shape(0);
    const Shape& indices = context.shape(1);
    const std::int64_t batch = context.attribute("batch_dims", std::int64_t{0});
    const std::int64_t rank = context.rank(0);
    if (indices.empty() || batch < 0 || batch >= std::ssize(indices) || indices.back() < 0 ||
        batch > rank || indices.back() > rank - batch) {
        malformed("indices of {} for data of {} with {} batch axes", to_text(indices),
                  to_text(data), batch);
    }
    Shape shape(indices.begin(), indices.end() - 1);
    shape.insert(shape.end(), data.begin() + batch + indices.back(), data.end());
    context.set_output(0, context.type(0), shape);
}

/// Inputs: indices, depth, the values off and on.
void one_hot(RuleContext& context) {
    const std::int64_t depth =
        is_floating(context.type(1))
            ? (context.floats(1).empty() ? 0 : checked_floor(context.floats(1).front()))
            : context.integer(1);
    const std::size_t axis = axis_of(context, -1, context.rank(0) + 1);
    const std::array added = {depth};
    context.set_output(0, context.type(2), replace_axes(context.shape(0), axis, axis, added));
}

std::int64_t count_non_zero(const RuleContext& context, std::size_t index) {
    const auto count = [](const auto& values) {
        return std::ranges::count_if(values, [](auto value) { return value != 0; });
    };
    return is_floating(context.type(index)) ? count(context.floats(index))
                                            : count(context.integers(index));
}

void non_zero(RuleContext& context) {
    context.set_output(0, DataType::kInt64, {context.rank(0), count_non_zero(context, 0)});
}

/// Keeps the elements of an axis (of the flattened input without one) where the condition holds.
void compress(RuleContext& context) {
    const std::int64_t kept = count_non_zero(context, 1);
    if (!context.has_attribute("axis")) {
        context.set_output(0, context.type(0), {kept});
        return;
    }
    Shape shape = context.shape(0);
    shape[axis_of(context, 0, context.rank(0))] = kept;
    context.set_output(0, context.type(0), shape);
}

void data_dependent(RuleContext&) {
    unsupported("the shape of its output is known only when the network runs");
}

}  // namespace

std::span<const OperatorRule> indexing_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"Compress", compress},
        OperatorRule{"Gather", gather, evaluate_gather},
        OperatorRule{"GatherElements", gather_elements, evaluate_gather_elements},
        OperatorRule{"GatherND", gather_nd, evaluate_gather_nd},
        OperatorRule{"NonMaxSuppression", data_dependent},
        OperatorRule{"NonZero", non_zero, evaluate_non_zero},
        OperatorRule{"OneHot", one_hot, evaluate_one_hot},
        OperatorRule{"ReverseSequence", same_as_input},
        OperatorRule{"Scatter", same_as_input, evaluate_scatter_elements},
        OperatorRule{"ScatterElements", same_as_input, evaluate_scatter_elements},
        OperatorRule{"ScatterND", same_as_input, evaluate_scatter_nd},
        OperatorRule{"Trilu", same_as_input, evaluate_trilu},
        OperatorRule{"Unique", data_dependent},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
