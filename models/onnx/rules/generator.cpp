// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "models/onnx/element_type.h"
#include "models/onnx/folding/evaluators.h"
#include "models/onnx/rules/operands.h"
#include "models/onnx/rules/operator_rule.h"

namespace ascend::models::onnx_rules {
namespace {

void constant(RuleContext& context) {
    const Constant value = constant_of(context);
    context.set_output(0, value.type, value.shape);
}

void constant_of_shape(RuleContext& context) {
    const auto& attributes = context.node().attributes;
    const auto found = attributes.find("value");
    DataType type = DataType::kFloat;
    if (found != attributes.end()) {
        const auto* value = std::get_if<Constant>(&found->second);
        if (!value) malformed("attribute 'value' is not a tensor");
        type = value->type;
    }
    context.set_output(0, type, context.integers(0));
}

void shape_of(RuleContext& context) {
    const AxisRange axes = shape_axes(context);
    context.set_output(0, DataType::kInt64, {static_cast<std::int64_t>(axes.last - axes.first)});
}

void size_of(RuleContext& context) {
    context.input(0);
    context.set_output(0, DataType::kInt64, {});
}

void range(RuleContext& context) {
    context.set_output(0, context.type(0), {range_count(context)});
}

DataType type_attribute(const RuleContext& context, DataType fallback) {
    if (!context.has_attribute("dtype")) return fallback;
    return onnx_file::element_type(context.attribute("dtype", std::int64_t{0}));
}

void like(RuleContext& context) {
    context.set_output(0, type_attribute(context, context.type(0)), context.shape(0));
}

void random(RuleContext& context) {
    context.set_output(0, type_attribute(context, DataType::kFloat),
                       context.integers_attribute("shape"));
}

}  // namespace

std::span<const OperatorRule> generator_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"Bernoulli", like, nullptr, Folding::kNever},
        OperatorRule{"Constant", constant, evaluate_constant},
        OperatorRule{"ConstantOfShape", constant_of_shape, evaluate_constant_of_shape},
        OperatorRule{"EyeLike", like},
        OperatorRule{"RandomNormal", random, nullptr, Folding::kNever},
        OperatorRule{"RandomNormalLike", like, nullptr, Folding::kNever},
        OperatorRule{"RandomUniform", random, nullptr, Folding::kNever},
        OperatorRule{"RandomUniformLike", like, nullptr, Folding::kNever},
        OperatorRule{"Range", range, evaluate_range},
        OperatorRule{"Shape", shape_of, evaluate_shape, Folding::kFromShapes},
        OperatorRule{"Size", size_of, evaluate_size, Folding::kFromShapes},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
