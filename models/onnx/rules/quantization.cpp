// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "models/onnx/element_type.h"
#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

/// Inputs: x, scale, zero point? (its type is the result's).
void quantize(RuleContext& context) {
    DataType type = context.has_input(2) ? context.type(2) : DataType::kUint8;
    if (!context.has_input(2) && context.attribute("output_dtype", std::int64_t{0}) != 0) {
        type = onnx_file::element_type(context.attribute("output_dtype", std::int64_t{0}));
    }
    context.set_output(0, type, context.shape(0));
}

void dequantize(RuleContext& context) {
    context.set_output(0, context.type(1), context.shape(0));
}

/// Outputs: y, its scale, its zero point.
void dynamic_quantize(RuleContext& context) {
    context.set_output(0, DataType::kUint8, context.shape(0));
    context.set_output(1, DataType::kFloat, {});
    context.set_output(2, DataType::kUint8, {});
}

/// Inputs: a, its scale and zero point, b, its scale and zero point, y's scale and zero point.
void quantized_binary(RuleContext& context) {
    context.set_output(0, context.type(0), broadcast(context.shape(0), context.shape(3)));
}

}  // namespace

std::span<const OperatorRule> quantization_rules() {
    static constexpr std::string_view kMicrosoft = "com.microsoft";
    static constexpr std::array kRules = {
        OperatorRule{"DequantizeLinear", dequantize},
        OperatorRule{"DynamicQuantizeLinear", dynamic_quantize},
        OperatorRule{"QuantizeLinear", quantize},
        OperatorRule{.type = "DequantizeLinear", .shape = dequantize, .domain = kMicrosoft},
        OperatorRule{.type = "QuantizeLinear", .shape = quantize, .domain = kMicrosoft},
        OperatorRule{.type = "QLinearAdd", .shape = quantized_binary, .domain = kMicrosoft},
        OperatorRule{.type = "QLinearLeakyRelu", .shape = same_as_input, .domain = kMicrosoft},
        OperatorRule{.type = "QLinearMul", .shape = quantized_binary, .domain = kMicrosoft},
        OperatorRule{.type = "QLinearSigmoid", .shape = same_as_input, .domain = kMicrosoft},
        OperatorRule{.type = "QLinearSoftmax", .shape = same_as_input, .domain = kMicrosoft},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
