// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/folding/elements.h"
#include "models/onnx/folding/evaluators.h"
#include "models/onnx/rules/operands.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

std::int64_t size_of(const Constant& constant) {
    return std::visit([](const auto& values) { return std::ssize(values); }, constant.values);
}

std::int64_t size_of_output(const RuleContext& context) {
    return element_count(context.output(0).shape);
}

}  // namespace

void evaluate_constant(RuleContext& context) {
    Constant value = constant_of(context);
    if (size_of(value) != size_of_output(context)) return;
    context.set_value(0, {std::move(value.values)});
}

void evaluate_constant_of_shape(RuleContext& context) {
    const auto count = static_cast<std::size_t>(size_of_output(context));
    const auto found = context.node().attributes.find("value");
    if (found == context.node().attributes.end()) {
        return context.set_value(0, {Floats(count, 0.0)});
    }
    std::visit(
        [&](const auto& values) {
            if (values.empty()) return;
            context.set_value(0, {std::decay_t<decltype(values)>(count, values.front())});
        },
        std::get<Constant>(found->second).values);
}

void evaluate_shape(RuleContext& context) {
    const AxisRange axes = shape_axes(context);
    const auto begin = context.shape(0).begin();
    context.set_value(0, {Integers(begin + static_cast<std::ptrdiff_t>(axes.first),
                                   begin + static_cast<std::ptrdiff_t>(axes.last))});
}

void evaluate_size(RuleContext& context) {
    context.set_value(0, {Integers{element_count(context.shape(0))}});
}

void evaluate_range(RuleContext& context) {
    const std::int64_t count = size_of_output(context);
    if (is_floating(context.type(0))) {
        Floats values;
        for (std::int64_t i = 0; i < count; ++i) {
            const double value =
                context.floats(0).front() + static_cast<double>(i) * context.floats(2).front();
            values.push_back(round_to(context.type(0), value));
        }
        return context.set_value(0, {std::move(values)});
    }
    Integers values;
    for (std::int64_t i = 0; i < count; ++i) {
        values.push_back(context.integer(0) + i * context.integer(2));
    }
    context.set_value(0, {std::move(values)});
}

/// Coordinates of the elements that are not zero, one column each.
void evaluate_non_zero(RuleContext& context) {
    const auto count = static_cast<std::size_t>(context.output(0).shape[1]);
    const auto axes = context.shape(0).size();
    Integers result(axes * count);
    std::visit(
        [&](const auto& elements) {
            std::size_t element = 0;
            std::size_t column = 0;
            for_each_coordinate(context.shape(0), [&](const Shape& at) {
                if (elements[element++] == 0) return;
                for (std::size_t i = 0; i < axes; ++i) result[i * count + column] = at[i];
                ++column;
            });
        },
        context.value(0).values);
    context.set_value(0, {std::move(result)});
}

/// Values [off, on] spread along the new axis; an index outside the depth is off everywhere.
void evaluate_one_hot(RuleContext& context) {
    if (is_floating(context.type(0))) return;
    const Shape& shape = context.output(0).shape;
    const std::size_t axis = axis_of(context, -1, context.rank(0) + 1);
    const auto strides = strides_of(context.shape(0));
    const auto& indices = context.integers(0);
    if (size_of(context.value(2)) != 2) malformed("the values off and on are expected");
    const IndexMap map = make_map(shape, [&](Shape at) -> std::size_t {
        const std::int64_t position = at[axis];
        at.erase(at.begin() + static_cast<std::ptrdiff_t>(axis));
        const std::int64_t index = indices[offset_of(at, strides)];
        return index == position || index == position - shape[axis] ? 1 : 0;
    });
    context.set_value(0, take(context.value(2), map));
}

}  // namespace ascend::models::onnx_rules
