// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "models/onnx/rules/rule_context.h"

namespace ascend::models::onnx_rules {

/// Gives every output of a node its type and shape.
using ShapeRule = void (*)(RuleContext&);
/// Gives every output of a node its value, once shapes are known.
using Evaluator = void (*)(RuleContext&);

/// When a node's outputs can be computed while compiling.
enum class Folding : std::uint8_t {
    kWhenValuesKnown,  ///< every input that is present has a known value
    kFromShapes,       ///< always: only shapes and attributes matter
    kNever,            ///< draws random numbers: not even constant
};

/// What we know of one ONNX operator.
struct OperatorRule {
    std::string_view type;
    ShapeRule shape = nullptr;
    Evaluator evaluate = nullptr;  ///< null: values are not needed to close shapes
    Folding folding = Folding::kWhenValuesKnown;
    std::string_view domain = "";  ///< "" is ai.onnx
};

/// The rule of whatever keeps type and shape: the first output is like the first input.
void same_as_input(RuleContext& context);

/// The rule of an operator; null when we have none.
const OperatorRule* find_rule(std::string_view domain, std::string_view type);

/// The families that make up the table.
std::span<const OperatorRule> elementwise_rules();
std::span<const OperatorRule> convolution_rules();
std::span<const OperatorRule> pooling_rules();
std::span<const OperatorRule> matmul_rules();
std::span<const OperatorRule> normalization_rules();
std::span<const OperatorRule> reduction_rules();
std::span<const OperatorRule> view_rules();
std::span<const OperatorRule> slicing_rules();
std::span<const OperatorRule> indexing_rules();
std::span<const OperatorRule> image_rules();
std::span<const OperatorRule> generator_rules();
std::span<const OperatorRule> recurrent_rules();
std::span<const OperatorRule> quantization_rules();
std::span<const OperatorRule> transformer_rules();

}  // namespace ascend::models::onnx_rules
