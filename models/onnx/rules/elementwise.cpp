// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "models/onnx/element_type.h"
#include "models/onnx/folding/evaluators.h"
#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

void same_shape_of_bool(RuleContext& context) {
    context.set_output(0, DataType::kBool, context.shape(0));
}

void set_broadcast(RuleContext& context, DataType type) {
    Shape shape = context.shape(0);
    for (std::size_t i = 1; i < context.input_count(); ++i) {
        shape = broadcast(shape, context.shape(i));
    }
    context.set_output(0, type, std::move(shape));
}

void binary(RuleContext& context) {
    broadcast(context.shape(0), context.shape(1));
    set_broadcast(context, context.type(0));
}

void comparison(RuleContext& context) {
    broadcast(context.shape(0), context.shape(1));
    set_broadcast(context, DataType::kBool);
}

void variadic(RuleContext& context) {
    set_broadcast(context, context.type(0));
}

void select(RuleContext& context) {
    set_broadcast(context, context.type(1));
}

/// The slope broadcasts to the input, never the other way.
void p_relu(RuleContext& context) {
    if (broadcast(context.shape(0), context.shape(1)) != context.shape(0)) {
        malformed("the slope's shape {} does not broadcast to {}", to_text(context.shape(1)),
                  to_text(context.shape(0)));
    }
    same_as_input(context);
}

void cast(RuleContext& context) {
    const DataType type = onnx_file::element_type(context.attribute("to", std::int64_t{0}));
    context.set_output(0, type, context.shape(0));
}

void cast_like(RuleContext& context) {
    context.set_output(0, context.type(1), context.shape(0));
}

/// The second output is the mask of what was kept.
void dropout(RuleContext& context) {
    same_as_input(context);
    context.set_output(1, context.opset() < 10 ? context.type(0) : DataType::kBool,
                       context.shape(0));
}

}  // namespace

void same_as_input(RuleContext& context) {
    context.set_output(0, context.type(0), context.shape(0));
}

std::span<const OperatorRule> elementwise_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"Abs", same_as_input, evaluate_abs},
        OperatorRule{"Acos", same_as_input},
        OperatorRule{"Acosh", same_as_input},
        OperatorRule{"Asin", same_as_input},
        OperatorRule{"Asinh", same_as_input},
        OperatorRule{"Atan", same_as_input},
        OperatorRule{"Atanh", same_as_input},
        OperatorRule{"BitwiseNot", same_as_input},
        OperatorRule{"Ceil", same_as_input, evaluate_ceil},
        OperatorRule{"Celu", same_as_input},
        OperatorRule{"Clip", same_as_input, evaluate_clip},
        OperatorRule{"Cos", same_as_input, evaluate_cos},
        OperatorRule{"Cosh", same_as_input},
        OperatorRule{"Elu", same_as_input},
        OperatorRule{"Erf", same_as_input},
        OperatorRule{"Exp", same_as_input, evaluate_exp},
        OperatorRule{"Floor", same_as_input, evaluate_floor},
        OperatorRule{"Gelu", same_as_input},
        OperatorRule{"HardSigmoid", same_as_input},
        OperatorRule{"HardSwish", same_as_input},
        OperatorRule{"Hardmax", same_as_input},
        OperatorRule{"Identity", same_as_input, evaluate_copy},
        OperatorRule{"LeakyRelu", same_as_input},
        OperatorRule{"Log", same_as_input, evaluate_log},
        OperatorRule{"LogSoftmax", same_as_input},
        OperatorRule{"Mish", same_as_input},
        OperatorRule{"Neg", same_as_input, evaluate_neg},
        OperatorRule{"Reciprocal", same_as_input, evaluate_reciprocal},
        OperatorRule{"Relu", same_as_input, evaluate_relu},
        OperatorRule{"Round", same_as_input, evaluate_round},
        OperatorRule{"Selu", same_as_input},
        OperatorRule{"Shrink", same_as_input},
        OperatorRule{"Sigmoid", same_as_input},
        OperatorRule{"Sign", same_as_input, evaluate_sign},
        OperatorRule{"Sin", same_as_input, evaluate_sin},
        OperatorRule{"Sinh", same_as_input},
        OperatorRule{"Softmax", same_as_input},
        OperatorRule{"Softplus", same_as_input},
        OperatorRule{"Softsign", same_as_input},
        OperatorRule{"Sqrt", same_as_input, evaluate_sqrt},
        OperatorRule{"Swish", same_as_input},
        OperatorRule{"Tan", same_as_input},
        OperatorRule{"Tanh", same_as_input},
        OperatorRule{"ThresholdedRelu", same_as_input},
        OperatorRule{"IsInf", same_shape_of_bool},
        OperatorRule{"IsNaN", same_shape_of_bool},
        OperatorRule{"Not", same_shape_of_bool, evaluate_not},
        OperatorRule{"Add", binary, evaluate_add},
        OperatorRule{"BitShift", binary},
        OperatorRule{"BitwiseAnd", binary},
        OperatorRule{"BitwiseOr", binary},
        OperatorRule{"BitwiseXor", binary},
        OperatorRule{"Div", binary, evaluate_div},
        OperatorRule{"Mod", binary, evaluate_mod},
        OperatorRule{"Mul", binary, evaluate_mul},
        OperatorRule{"Pow", binary, evaluate_pow},
        OperatorRule{"Sub", binary, evaluate_sub},
        OperatorRule{"PRelu", p_relu},
        OperatorRule{"And", comparison, evaluate_and},
        OperatorRule{"Equal", comparison, evaluate_equal},
        OperatorRule{"Greater", comparison, evaluate_greater},
        OperatorRule{"GreaterOrEqual", comparison, evaluate_greater_or_equal},
        OperatorRule{"Less", comparison, evaluate_less},
        OperatorRule{"LessOrEqual", comparison, evaluate_less_or_equal},
        OperatorRule{"Or", comparison, evaluate_or},
        OperatorRule{"Xor", comparison, evaluate_xor},
        OperatorRule{"Max", variadic, evaluate_max},
        OperatorRule{"Mean", variadic, evaluate_mean},
        OperatorRule{"Min", variadic, evaluate_min},
        OperatorRule{"Sum", variadic, evaluate_sum},
        OperatorRule{"Where", select, evaluate_where},
        OperatorRule{"Cast", cast, evaluate_cast},
        OperatorRule{"CastLike", cast_like, evaluate_cast},
        OperatorRule{"Dropout", dropout},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
