// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "models/onnx/folding/elements.h"
#include "models/onnx/folding/evaluators.h"

namespace ascend::models::onnx_rules {
namespace {

/// Applies an operation to every element; `operation` takes either kind.
template <class Operation>
void map(RuleContext& context, Operation operation) {
    const DataType type = context.output(0).type;
    Constant result = context.value(0);
    if (auto* floats = std::get_if<Floats>(&result.values)) {
        for (double& value : *floats) value = round_to(type, operation(value));
    } else {
        for (auto& value : std::get<Integers>(result.values)) {
            value = wrap(type, operation(value));
        }
    }
    context.set_value(0, std::move(result));
}

/// For operators that ONNX defines on floats only.
template <class Operation>
void map_floats(RuleContext& context, Operation operation) {
    Floats result = context.floats(0);
    for (double& value : result) value = round_to(context.output(0).type, operation(value));
    context.set_value(0, {std::move(result)});
}

std::int64_t negate(std::int64_t value) {
    return wrapping_sub(0, value);
}
double negate(double value) {
    return -value;
}

/// A bound of Clip: an input (operator set 11) or an attribute.
double float_bound(const RuleContext& context, std::size_t index, std::string_view attribute,
                   double fallback) {
    if (!context.has_input(index)) return context.node().attribute(attribute, fallback);
    const auto& values = context.floats(index);
    return values.empty() ? fallback : values.front();
}

std::int64_t integer_bound(const RuleContext& context, std::size_t index, std::int64_t fallback) {
    return context.has_input(index) ? context.integer(index) : fallback;
}

template <class Element>
Element clip(Element value, Element low, Element high) {
    return std::min(std::max(value, low), high);
}

}  // namespace

void evaluate_not(RuleContext& context) {
    map(context, [](auto value) -> decltype(value) { return value == 0 ? 1 : 0; });
}

void evaluate_neg(RuleContext& context) {
    map(context, [](auto value) { return negate(value); });
}

void evaluate_abs(RuleContext& context) {
    map(context, [](auto value) { return value < 0 ? negate(value) : value; });
}

void evaluate_sign(RuleContext& context) {
    map(context, [](auto value) -> decltype(value) { return (value > 0) - (value < 0); });
}

void evaluate_relu(RuleContext& context) {
    map(context, [](auto value) { return std::max<decltype(value)>(value, 0); });
}

void evaluate_clip(RuleContext& context) {
    if (is_floating(context.type(0))) {
        constexpr double kInfinity = std::numeric_limits<double>::infinity();
        const double low = float_bound(context, 1, "min", -kInfinity);
        const double high = float_bound(context, 2, "max", kInfinity);
        return map_floats(context, [=](double value) { return clip(value, low, high); });
    }
    using Limits = std::numeric_limits<std::int64_t>;
    const std::int64_t low = integer_bound(context, 1, Limits::min());
    const std::int64_t high = integer_bound(context, 2, Limits::max());
    map(context, [=](auto value) {
        return clip(value, static_cast<decltype(value)>(low), static_cast<decltype(value)>(high));
    });
}

void evaluate_sqrt(RuleContext& context) {
    map_floats(context, [](double value) { return std::sqrt(value); });
}

void evaluate_reciprocal(RuleContext& context) {
    map_floats(context, [](double value) { return 1.0 / value; });
}

void evaluate_exp(RuleContext& context) {
    map_floats(context, [](double value) { return std::exp(value); });
}

void evaluate_log(RuleContext& context) {
    map_floats(context, [](double value) { return std::log(value); });
}

void evaluate_floor(RuleContext& context) {
    map_floats(context, [](double value) { return std::floor(value); });
}

void evaluate_ceil(RuleContext& context) {
    map_floats(context, [](double value) { return std::ceil(value); });
}

void evaluate_round(RuleContext& context) {
    // To the nearest, halves to even: the default rounding mode.
    map_floats(context, [](double value) { return std::nearbyint(value); });
}

void evaluate_sin(RuleContext& context) {
    map_floats(context, [](double value) { return std::sin(value); });
}

void evaluate_cos(RuleContext& context) {
    map_floats(context, [](double value) { return std::cos(value); });
}

void evaluate_cast(RuleContext& context) {
    const DataType type = context.output(0).type;
    const bool to_float = is_floating(type);
    // No small complex tensor takes part in a shape.
    if (!to_float && bits_of(type) >= 64 && type != DataType::kInt64 && type != DataType::kUint64) {
        return;
    }
    std::visit(
        [&](const auto& values) {
            if (to_float) {
                Floats result;
                for (const auto value : values) {
                    result.push_back(round_to(type, static_cast<double>(value)));
                }
                return context.set_value(0, {std::move(result)});
            }
            Integers result;
            for (const auto value : values) {
                if constexpr (std::is_same_v<decltype(value), const double>) {
                    result.push_back(truncate_to(type, value));
                } else {
                    result.push_back(wrap(type, value));
                }
            }
            context.set_value(0, {std::move(result)});
        },
        context.value(0).values);
}

}  // namespace ascend::models::onnx_rules
