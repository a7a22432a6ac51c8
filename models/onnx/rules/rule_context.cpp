// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/rules/rule_context.h"

namespace ascend::models::onnx_rules {

bool RuleContext::has_input(std::size_t index) const {
    return index < node_.inputs.size() && node_.inputs[index] != kNoTensor;
}

const Tensor& RuleContext::input(std::size_t index) const {
    if (!has_input(index)) malformed("input {} is missing", index);
    return graph_.tensor(node_.inputs[index]);
}

std::int64_t RuleContext::rank(std::size_t index) const {
    return std::ssize(shape(index));
}

const Constant& RuleContext::value(std::size_t index) const {
    const Tensor& tensor = input(index);
    if (tensor.value) return *tensor.value;
    unsupported("the shape of its output depends on tensor '{}', {}", tensor.name,
                tensor.constant ? "whose values the file does not hold"
                                : "which is known only when the network runs");
}

const std::vector<std::int64_t>& RuleContext::integers(std::size_t index) const {
    if (const auto* values = std::get_if<std::vector<std::int64_t>>(&value(index).values)) {
        return *values;
    }
    malformed("input {} ('{}') is {}; integers are expected", index, input(index).name,
              name_of(type(index)));
}

const std::vector<double>& RuleContext::floats(std::size_t index) const {
    if (const auto* values = std::get_if<std::vector<double>>(&value(index).values)) {
        return *values;
    }
    malformed("input {} ('{}') is {}; floats are expected", index, input(index).name,
              name_of(type(index)));
}

std::int64_t RuleContext::integer(std::size_t index) const {
    const auto& values = integers(index);
    if (values.empty()) malformed("input {} ('{}') has no element", index, input(index).name);
    return values.front();
}

std::vector<std::int64_t> RuleContext::list(std::size_t index, std::string_view attribute) const {
    return has_input(index) ? integers(index) : integers_attribute(attribute);
}

bool RuleContext::has_output(std::size_t index) const {
    return index < node_.outputs.size() && node_.outputs[index] != kNoTensor;
}

const Tensor& RuleContext::output(std::size_t index) const {
    if (!has_output(index)) malformed("output {} is missing", index);
    return graph_.tensor(node_.outputs[index]);
}

void RuleContext::set_output(std::size_t index, DataType type, Shape shape) {
    if (!has_output(index)) return;
    Tensor& tensor = graph_.tensor(node_.outputs[index]);
    tensor.type = type;
    tensor.shape = std::move(shape);
}

void RuleContext::set_value(std::size_t index, Constant value) {
    if (has_output(index)) graph_.tensor(node_.outputs[index]).value = std::move(value);
}

}  // namespace ascend::models::onnx_rules
