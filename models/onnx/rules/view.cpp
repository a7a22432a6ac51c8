// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "models/onnx/folding/evaluators.h"
#include "models/onnx/rules/operands.h"
#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

[[noreturn]] void refuse_reshape(const Shape& from, const Shape& wanted) {
    malformed("a tensor of {} does not reshape to {} (does the graph fix its batch there?)",
              to_text(from), to_text(wanted));
}

/// 0 copies the input's extent (unless allowzero), one -1 takes what is left.
Shape resolve_reshape(const Shape& from, const Shape& wanted, bool allow_zero) {
    Shape shape = wanted;
    std::ptrdiff_t open = -1;
    std::int64_t known = 1;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == 0 && !allow_zero) {
            if (i >= from.size()) refuse_reshape(from, wanted);
            shape[i] = from[i];
        }
        const bool is_open = shape[i] == -1;
        if (shape[i] < -1 || (is_open && open >= 0)) refuse_reshape(from, wanted);
        if (is_open) {
            open = static_cast<std::ptrdiff_t>(i);
        } else {
            known = checked_mul(known, shape[i]);
        }
    }
    const std::int64_t elements = element_count(from);
    if (open >= 0) {
        if (known == 0 || elements % known != 0) refuse_reshape(from, wanted);
        shape[static_cast<std::size_t>(open)] = elements / known;
    } else if (known != elements) {
        refuse_reshape(from, wanted);
    }
    return shape;
}

void reshape(RuleContext& context) {
    const bool allow_zero = context.attribute("allowzero", std::int64_t{0}) != 0;
    context.set_output(0, context.type(0),
                       resolve_reshape(context.shape(0), context.list(1, "shape"), allow_zero));
}

/// The axis may be the rank itself: everything before it.
void flatten(RuleContext& context) {
    const std::int64_t rank = context.rank(0);
    const std::int64_t axis = context.attribute("axis", std::int64_t{1});
    const std::size_t split = axis == rank ? static_cast<std::size_t>(rank)
                                           : normalize_axis(axis, std::max<std::int64_t>(rank, 1));
    const Shape& shape = context.shape(0);
    context.set_output(0, context.type(0),
                       {extent(shape, 0, split), extent(shape, split, shape.size())});
}

void squeeze(RuleContext& context) {
    const Shape& input = context.shape(0);
    const auto list = context.list(1, "axes");
    const auto axes = normalize_axes(list, context.rank(0));
    Shape shape;
    for (std::size_t i = 0; i < input.size(); ++i) {
        const bool named = std::ranges::binary_search(axes, i);
        if (named && input[i] != 1) {
            malformed("axis {} of {} is not 1 and cannot be squeezed", i, to_text(input));
        }
        if (!named && (!list.empty() || input[i] != 1)) shape.push_back(input[i]);
    }
    context.set_output(0, context.type(0), shape);
}

void unsqueeze(RuleContext& context) {
    const auto list = context.list(1, "axes");
    const auto axes = normalize_axes(list, context.rank(0) + std::ssize(list));
    Shape shape = context.shape(0);
    for (const std::size_t axis : axes) {
        shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(axis), 1);
    }
    context.set_output(0, context.type(0), shape);
}

void transpose(RuleContext& context) {
    Shape shape;
    for (const std::size_t axis : permutation_of(context)) {
        shape.push_back(context.shape(0)[axis]);
    }
    context.set_output(0, context.type(0), shape);
}

void expand(RuleContext& context) {
    context.set_output(0, context.type(0), broadcast(context.shape(0), context.integers(1)));
}

void tile(RuleContext& context) {
    const auto& repeats = context.integers(1);
    Shape shape = context.shape(0);
    if (repeats.size() != shape.size()) {
        malformed("{} repeats for a tensor of {}", repeats.size(), to_text(shape));
    }
    for (std::size_t i = 0; i < shape.size(); ++i) shape[i] = checked_mul(shape[i], repeats[i]);
    context.set_output(0, context.type(0), shape);
}

}  // namespace

std::span<const OperatorRule> view_rules() {
    static constexpr std::array kRules = {
        OperatorRule{"Expand", expand, evaluate_expand},
        OperatorRule{"Flatten", flatten, evaluate_copy},
        OperatorRule{"Reshape", reshape, evaluate_copy},
        OperatorRule{"Squeeze", squeeze, evaluate_copy},
        OperatorRule{"Tile", tile, evaluate_tile},
        OperatorRule{"Transpose", transpose, evaluate_transpose},
        OperatorRule{"Unsqueeze", unsqueeze, evaluate_copy},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
