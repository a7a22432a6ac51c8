// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/onnx/folding/elements.h"
#include "models/onnx/folding/evaluators.h"
#include "models/onnx/rules/operands.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

std::int64_t add(std::int64_t a, std::int64_t b) {
    return wrapping_add(a, b);
}
double add(double a, double b) {
    return a + b;
}

std::int64_t multiply(std::int64_t a, std::int64_t b) {
    return wrapping_mul(a, b);
}
double multiply(double a, double b) {
    return a * b;
}

/// For every input element, the output element that it is reduced into.
IndexMap targets_of(const RuleContext& context) {
    const Shape& input = context.shape(0);
    const auto axes = reduced_axes(context);
    Shape kept = input;
    for (const std::size_t axis : axes) kept[axis] = 1;
    auto strides = strides_of(kept);
    for (const std::size_t axis : axes) strides[axis] = 0;
    return make_map(input, [&](const Shape& at) { return offset_of(at, strides); });
}

/// Reduces from the first element of each group. An empty group has no first element and stays
/// unknown.
template <class Combine>
void reduce(RuleContext& context, Combine combine) {
    if (element_count(context.shape(0)) == 0) return;
    const IndexMap targets = targets_of(context);
    const auto count = static_cast<std::size_t>(element_count(context.output(0).shape));
    std::visit(
        [&](const auto& elements) {
            std::decay_t<decltype(elements)> result(count);
            std::vector<bool> begun(count, false);
            for (std::size_t i = 0; i < elements.size(); ++i) {
                const std::size_t target = targets[i];
                result[target] = begun[target] ? combine(result[target], elements[i]) : elements[i];
                begun[target] = true;
            }
            context.set_value(0, {std::move(result)});
        },
        context.value(0).values);
}

/// Keeps the result to what its type holds.
void settle(RuleContext& context) {
    const DataType type = context.output(0).type;
    if (!context.output(0).value) return;
    Constant value = *context.output(0).value;
    if (auto* floats = std::get_if<Floats>(&value.values)) {
        for (double& element : *floats) element = round_to(type, element);
    } else {
        for (auto& element : std::get<Integers>(value.values)) element = wrap(type, element);
    }
    context.set_value(0, std::move(value));
}

}  // namespace

void evaluate_reduce_sum(RuleContext& context) {
    reduce(context, [](auto a, auto b) { return add(a, b); });
    settle(context);
}

void evaluate_reduce_mean(RuleContext& context) {
    reduce(context, [](auto a, auto b) { return add(a, b); });
    if (!context.output(0).value) return;
    const std::int64_t group =
        element_count(context.shape(0)) / element_count(context.output(0).shape);
    Constant mean = *context.output(0).value;
    if (auto* floats = std::get_if<Floats>(&mean.values)) {
        for (double& element : *floats) element /= static_cast<double>(group);
    } else {
        for (auto& element : std::get<Integers>(mean.values)) element /= group;
    }
    context.set_value(0, std::move(mean));
    settle(context);
}

void evaluate_reduce_prod(RuleContext& context) {
    reduce(context, [](auto a, auto b) { return multiply(a, b); });
    settle(context);
}

void evaluate_reduce_max(RuleContext& context) {
    reduce(context, [](auto a, auto b) { return std::max(a, b); });
}

void evaluate_reduce_min(RuleContext& context) {
    reduce(context, [](auto a, auto b) { return std::min(a, b); });
}

void evaluate_cum_sum(RuleContext& context) {
    const Shape& shape = context.shape(0);
    const std::size_t axis = normalize_axis(context.integer(1), context.rank(0));
    const bool exclusive = context.attribute("exclusive", std::int64_t{0}) != 0;
    const bool reverse = context.attribute("reverse", std::int64_t{0}) != 0;
    const auto stride = strides_of(shape)[axis];
    const auto length = static_cast<std::size_t>(shape[axis]);
    Constant result = context.value(0);
    std::visit(
        [&](auto& elements) {
            for (std::size_t first = 0; first < elements.size(); ++first) {
                if (first / stride % length != 0) continue;  // not the start of a row
                typename std::decay_t<decltype(elements)>::value_type sum = 0;
                for (std::size_t i = 0; i < length; ++i) {
                    auto& element = elements[first + (reverse ? length - 1 - i : i) * stride];
                    const auto before = sum;
                    sum = add(sum, element);
                    element = exclusive ? before : sum;
                }
            }
        },
        result.values);
    context.set_value(0, std::move(result));
    settle(context);
}

}  // namespace ascend::models::onnx_rules
