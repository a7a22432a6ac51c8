// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/onnx/folding/elements.h"
#include "models/onnx/folding/evaluators.h"

namespace ascend::models::onnx_rules {
namespace {

std::int64_t divide(std::int64_t a, std::int64_t b) {
    if (b == 0) malformed("{} is divided by 0", a);
    return b == -1 ? wrapping_sub(0, a) : a / b;
}

/// With C's sign (fmod = 1) or the divisor's.
std::int64_t remainder(std::int64_t a, std::int64_t b, bool as_c) {
    if (b == 0) malformed("{} is divided by 0", a);
    const std::int64_t rest = b == -1 ? 0 : a % b;
    return !as_c && rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

template <class Element, class Operation>
std::vector<Element> zip(const std::vector<Element>& a, const std::vector<Element>& b,
                         Operation operation) {
    std::vector<Element> result(a.size());
    std::ranges::transform(a, b, result.begin(), operation);
    return result;
}

/// Combines two broadcast operands of one kind and keeps the result to `type`.
template <class OnIntegers, class OnFloats>
Constant combine(const Constant& a, const Constant& b, DataType type, OnIntegers on_integers,
                 OnFloats on_floats) {
    if (a.values.index() != b.values.index()) malformed("an integer meets a float");
    if (const auto* floats = std::get_if<Floats>(&a.values)) {
        return {zip(*floats, std::get<Floats>(b.values),
                    [&](double x, double y) { return round_to(type, on_floats(x, y)); })};
    }
    return {zip(std::get<Integers>(a.values), std::get<Integers>(b.values),
                [&](std::int64_t x, std::int64_t y) { return wrap(type, on_integers(x, y)); })};
}

/// Folds all inputs of a binary or variadic operator from the left.
template <class OnIntegers, class OnFloats>
void accumulate(RuleContext& context, OnIntegers on_integers, OnFloats on_floats) {
    const DataType type = context.output(0).type;
    Constant result = broadcast_input(context, 0);
    for (std::size_t i = 1; i < context.input_count(); ++i) {
        result = combine(result, broadcast_input(context, i), type, on_integers, on_floats);
    }
    context.set_value(0, std::move(result));
}

Floats as_floats(const Constant& constant) {
    return std::visit([](const auto& values) { return Floats(values.begin(), values.end()); },
                      constant.values);
}

}  // namespace

void evaluate_add(RuleContext& context) {
    accumulate(context, wrapping_add, std::plus<double>());
}

void evaluate_sub(RuleContext& context) {
    accumulate(context, wrapping_sub, std::minus<double>());
}

void evaluate_mul(RuleContext& context) {
    accumulate(context, wrapping_mul, std::multiplies<double>());
}

void evaluate_div(RuleContext& context) {
    accumulate(context, divide, std::divides<double>());
}

void evaluate_mod(RuleContext& context) {
    const bool as_c = context.attribute("fmod", std::int64_t{0}) != 0;
    accumulate(
        context, [as_c](std::int64_t a, std::int64_t b) { return remainder(a, b, as_c); },
        [](double a, double b) { return std::fmod(a, b); });
}

/// Base and exponent may be of different kinds; the result is of the base's type.
void evaluate_pow(RuleContext& context) {
    const DataType type = context.output(0).type;
    Floats result =
        zip(as_floats(broadcast_input(context, 0)), as_floats(broadcast_input(context, 1)),
            [](double a, double b) { return std::pow(a, b); });
    if (is_floating(type)) {
        for (double& value : result) value = round_to(type, value);
        return context.set_value(0, {std::move(result)});
    }
    Integers integers;
    for (const double value : result) integers.push_back(truncate_to(type, value));
    context.set_value(0, {std::move(integers)});
}

void evaluate_max(RuleContext& context) {
    const auto max = [](auto a, auto b) { return std::max(a, b); };
    accumulate(context, max, max);
}

void evaluate_min(RuleContext& context) {
    const auto min = [](auto a, auto b) { return std::min(a, b); };
    accumulate(context, min, min);
}

void evaluate_sum(RuleContext& context) {
    accumulate(context, wrapping_add, std::plus<double>());
}

void evaluate_mean(RuleContext& context) {
    evaluate_sum(context);
    Constant mean = *context.output(0).value;
    auto* floats = std::get_if<Floats>(&mean.values);
    if (!floats) malformed("the mean of integers");
    const auto count = static_cast<double>(context.input_count());
    for (double& value : *floats) value = round_to(context.output(0).type, value / count);
    context.set_value(0, std::move(mean));
}

}  // namespace ascend::models::onnx_rules
