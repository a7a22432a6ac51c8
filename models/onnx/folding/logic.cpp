// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>

#include "models/onnx/folding/elements.h"
#include "models/onnx/folding/evaluators.h"

namespace ascend::models::onnx_rules {
namespace {

template <class Predicate>
void compare(RuleContext& context, Predicate predicate) {
    const Constant a = broadcast_input(context, 0);
    const Constant b = broadcast_input(context, 1);
    if (a.values.index() != b.values.index()) malformed("an integer meets a float");
    Integers result;
    std::visit(
        [&](const auto& left) {
            const auto& right = std::get<std::decay_t<decltype(left)>>(b.values);
            for (std::size_t i = 0; i < left.size(); ++i) {
                result.push_back(predicate(left[i], right[i]) ? 1 : 0);
            }
        },
        a.values);
    context.set_value(0, {std::move(result)});
}

}  // namespace

void evaluate_equal(RuleContext& context) {
    compare(context, std::equal_to<>());
}

void evaluate_less(RuleContext& context) {
    compare(context, std::less<>());
}

void evaluate_less_or_equal(RuleContext& context) {
    compare(context, std::less_equal<>());
}

void evaluate_greater(RuleContext& context) {
    compare(context, std::greater<>());
}

void evaluate_greater_or_equal(RuleContext& context) {
    compare(context, std::greater_equal<>());
}

void evaluate_and(RuleContext& context) {
    compare(context, [](auto a, auto b) { return a != 0 && b != 0; });
}

void evaluate_or(RuleContext& context) {
    compare(context, [](auto a, auto b) { return a != 0 || b != 0; });
}

void evaluate_xor(RuleContext& context) {
    compare(context, [](auto a, auto b) { return (a != 0) != (b != 0); });
}

}  // namespace ascend::models::onnx_rules
