// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "models/onnx/folding/evaluators.h"
#include "models/onnx/rules/operands.h"
#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

void slice(RuleContext& context) {
    Shape shape;
    for (const AxisSlice& axis : slices_of(context)) shape.push_back(axis.count);
    context.set_output(0, context.type(0), shape);
}

void split(RuleContext& context) {
    const std::size_t axis = axis_of(context, 0, context.rank(0));
    const auto extents = split_extents(context);
    for (std::size_t i = 0; i < extents.size(); ++i) {
        Shape shape = context.shape(0);
        shape[axis] = extents[i];
        context.set_output(i, context.type(0), shape);
    }
}

void set_concatenated(RuleContext& context, std::size_t first, std::size_t stride) {
    Shape shape = context.shape(first);
    const std::size_t axis = axis_of(context, 1, std::ssize(shape));
    for (std::size_t i = first + stride; i < context.input_count(); i += stride) {
        Shape other = context.shape(i);
        if (other.size() != shape.size()) {
            malformed("shapes {} and {} do not concatenate", to_text(shape), to_text(other));
        }
        const std::int64_t grown = checked_add(shape[axis], other[axis]);
        other[axis] = shape[axis];
        if (other != shape) {
            malformed("shapes {} and {} do not concatenate on axis {}", to_text(shape),
                      to_text(context.shape(i)), axis);
        }
        shape[axis] = grown;
    }
    context.set_output(0, context.type(first), shape);
}

void concat(RuleContext& context) {
    set_concatenated(context, 0, 1);
}

/// Inputs: y's scale and zero point, then tensor, scale and zero point of each part.
void quantized_concat(RuleContext& context) {
    set_concatenated(context, 2, 3);
}

void pad(RuleContext& context) {
    const auto pads = pads_of(context);
    Shape shape = context.shape(0);
    for (std::size_t i = 0; i < shape.size(); ++i) {
        shape[i] = checked_add(checked_add(shape[i], pads[i].before), pads[i].after);
    }
    context.set_output(0, context.type(0), shape);
}

}  // namespace

std::span<const OperatorRule> slicing_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"Concat", concat, evaluate_concat},
        OperatorRule{"Pad", pad, evaluate_pad},
        OperatorRule{"Slice", slice, evaluate_slice},
        OperatorRule{"Split", split, evaluate_split},
        OperatorRule{.type = "QLinearConcat", .shape = quantized_concat, .domain = "com.microsoft"},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
