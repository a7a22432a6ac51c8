// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/onnx/folding/elements.h"
#include "models/onnx/folding/evaluators.h"
#include "models/onnx/rules/operands.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

/// Output 0 as elements of input 0 that `source` names for a coordinate.
template <class Source>
void take_by_coordinate(RuleContext& context, Source source) {
    context.set_value(0, take(context.value(0), make_map(context.output(0).shape, source)));
}

/// The constant with one more element, which a map may name: input `index`, else an attribute,
/// else 0.
Constant with_fill(const RuleContext& context, std::size_t index, std::string_view attribute) {
    Constant filled = context.value(0);
    if (auto* floats = std::get_if<Floats>(&filled.values)) {
        const bool given = context.has_input(index) && !context.floats(index).empty();
        floats->push_back(given ? context.floats(index).front()
                                : context.node().attribute(attribute, 0.0));
    } else {
        const bool given = context.has_input(index);
        std::get<Integers>(filled.values).push_back(given ? context.integer(index) : 0);
    }
    return filled;
}

template <class Element>
void append(std::vector<Element>& to, const std::vector<Element>& from, std::size_t first,
            std::size_t count) {
    const auto begin = from.begin() + static_cast<std::ptrdiff_t>(first);
    to.insert(to.end(), begin, begin + static_cast<std::ptrdiff_t>(count));
}

}  // namespace

void evaluate_copy(RuleContext& context) {
    context.set_value(0, context.value(0));
}

void evaluate_transpose(RuleContext& context) {
    const auto own = strides_of(context.shape(0));
    std::vector<std::size_t> strides;
    for (const std::size_t axis : permutation_of(context)) strides.push_back(own[axis]);
    take_by_coordinate(context, [&](const Shape& at) { return offset_of(at, strides); });
}

void evaluate_expand(RuleContext& context) {
    context.set_value(0, broadcast_input(context, 0));
}

void evaluate_tile(RuleContext& context) {
    const Shape& shape = context.shape(0);
    const auto strides = strides_of(shape);
    take_by_coordinate(context, [&](Shape at) {
        for (std::size_t axis = 0; axis < at.size(); ++axis) at[axis] %= shape[axis];
        return offset_of(at, strides);
    });
}

void evaluate_slice(RuleContext& context) {
    const auto slices = slices_of(context);
    const auto strides = strides_of(context.shape(0));
    take_by_coordinate(context, [&](Shape at) {
        for (std::size_t axis = 0; axis < at.size(); ++axis) {
            at[axis] = slices[axis].start + at[axis] * slices[axis].step;
        }
        return offset_of(at, strides);
    });
}

void evaluate_split(RuleContext& context) {
    const std::size_t axis = axis_of(context, 0, context.rank(0));
    const auto strides = strides_of(context.shape(0));
    std::int64_t first = 0;
    const auto extents = split_extents(context);
    for (std::size_t i = 0; i < extents.size(); ++i) {
        Shape shape = context.shape(0);
        shape[axis] = extents[i];
        const IndexMap map = make_map(shape, [&](Shape at) {
            at[axis] += first;
            return offset_of(at, strides);
        });
        context.set_value(i, take(context.value(0), map));
        first += extents[i];
    }
}

void evaluate_concat(RuleContext& context) {
    const std::size_t axis = axis_of(context, 1, context.rank(0));
    const auto outer = static_cast<std::size_t>(extent(context.shape(0), 0, axis));
    std::visit(
        [&](auto result) {
            result.clear();
            for (std::size_t row = 0; row < outer; ++row) {
                for (std::size_t i = 0; i < context.input_count(); ++i) {
                    const auto* part = std::get_if<decltype(result)>(&context.value(i).values);
                    if (!part) malformed("integers and floats do not concatenate");
                    const std::size_t inner = part->size() / outer;
                    append(result, *part, row * inner, inner);
                }
            }
            context.set_value(0, {std::move(result)});
        },
        context.value(0).values);
}

void evaluate_pad(RuleContext& context) {
    // The other modes only occur on images.
    if (context.node().attribute("mode", std::string_view("constant")) != "constant") return;
    const auto pads = pads_of(context);
    const Shape& shape = context.shape(0);
    const auto strides = strides_of(shape);
    const Constant filled = with_fill(context, 2, "value");
    const auto fill = static_cast<std::size_t>(element_count(shape));
    const IndexMap map = make_map(context.output(0).shape, [&](Shape at) {
        for (std::size_t axis = 0; axis < at.size(); ++axis) {
            at[axis] -= pads[axis].before;
            if (at[axis] < 0 || at[axis] >= shape[axis]) return fill;
        }
        return offset_of(at, strides);
    });
    context.set_value(0, take(filled, map));
}

void evaluate_where(RuleContext& context) {
    const Constant condition = broadcast_input(context, 0);
    const auto* chosen = std::get_if<Integers>(&condition.values);
    if (!chosen) malformed("a condition of floats");
    const Constant no = broadcast_input(context, 2);
    Constant result = broadcast_input(context, 1);
    std::visit(
        [&](auto& yes) {
            const auto* other = std::get_if<std::decay_t<decltype(yes)>>(&no.values);
            if (!other) malformed("an integer meets a float");
            for (std::size_t i = 0; i < yes.size(); ++i) {
                if ((*chosen)[i] == 0) yes[i] = (*other)[i];
            }
        },
        result.values);
    context.set_value(0, std::move(result));
}

void evaluate_trilu(RuleContext& context) {
    const Shape& shape = context.shape(0);
    if (shape.size() < 2) malformed("a triangle of a tensor of {}", to_text(shape));
    const bool upper = context.attribute("upper", std::int64_t{1}) != 0;
    const std::int64_t diagonal = context.has_input(1) ? context.integer(1) : 0;
    const auto strides = strides_of(shape);
    const std::size_t row = shape.size() - 2;
    Constant filled = context.value(0);
    std::visit([](auto& elements) { elements.push_back(0); }, filled.values);
    const auto zero = static_cast<std::size_t>(element_count(shape));
    const IndexMap map = make_map(shape, [&](const Shape& at) {
        const std::int64_t distance = at[row + 1] - at[row];
        const bool kept = upper ? distance >= diagonal : distance <= diagonal;
        return kept ? offset_of(at, strides) : zero;
    });
    context.set_value(0, take(filled, map));
}

}  // namespace ascend::models::onnx_rules
