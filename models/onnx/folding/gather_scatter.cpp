// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/onnx/folding/elements.h"
#include "models/onnx/folding/evaluators.h"
#include "models/onnx/rules/operands.h"

namespace ascend::models::onnx_rules {
namespace {

/// Puts updates over a copy of the data: update i goes to element targets[i].
void overwrite(RuleContext& context, const IndexMap& targets) {
    // Only a plain scatter occurs where shapes are computed.
    if (context.node().attribute("reduction", std::string_view("none")) != "none") return;
    Constant result = context.value(0);
    std::visit(
        [&](auto& elements) {
            const auto* updates =
                std::get_if<std::decay_t<decltype(elements)>>(&context.value(2).values);
            if (!updates || updates->size() != targets.size()) {
                malformed("updates of {} ({}) do not fit", to_text(context.shape(2)),
                          name_of(context.type(2)));
            }
            for (std::size_t i = 0; i < targets.size(); ++i) elements[targets[i]] = (*updates)[i];
        },
        result.values);
    context.set_value(0, std::move(result));
}

/// For every index of GatherElements and ScatterElements, the data element that it means.
IndexMap element_map(const RuleContext& context) {
    const Shape& data = context.shape(0);
    const std::size_t axis = axis_of(context, 0, context.rank(0));
    const auto strides = strides_of(data);
    if (context.shape(1).size() != data.size()) {
        malformed("indices of {} for data of {}", to_text(context.shape(1)), to_text(data));
    }
    auto index = context.integers(1).begin();
    return make_map(context.shape(1), [&](Shape at) {
        at[axis] = *index++;
        for (std::size_t i = 0; i < at.size(); ++i) at[i] = checked_index(at[i], data[i]);
        return offset_of(at, strides);
    });
}

/// The data element where the slice of a coordinate tuple starts.
std::size_t slice_start(const RuleContext& context, std::int64_t batch, std::size_t tuple,
                        const Shape& at) {
    const Shape& data = context.shape(0);
    const auto strides = strides_of(data);
    const auto length = static_cast<std::size_t>(context.shape(1).back());
    std::size_t start = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(batch); ++i) {
        start += static_cast<std::size_t>(checked_index(at[i], data[i])) * strides[i];
    }
    for (std::size_t i = 0; i < length; ++i) {
        const std::size_t axis = static_cast<std::size_t>(batch) + i;
        const std::int64_t index = context.integers(1)[tuple * length + i];
        start += static_cast<std::size_t>(checked_index(index, data[axis])) * strides[axis];
    }
    return start;
}

/// For every element that GatherND reads or ScatterND writes, in order, the data element.
IndexMap slice_map(const RuleContext& context, std::int64_t batch) {
    const Shape& data = context.shape(0);
    const Shape& indices = context.shape(1);
    const std::int64_t rank = std::ssize(data);
    if (indices.empty() || indices.back() < 0 || batch < 0 || indices.back() > rank - batch ||
        batch >= std::ssize(indices)) {
        malformed("indices of {} for data of {}", to_text(indices), to_text(data));
    }
    const std::int64_t addressed = batch + indices.back();
    const std::int64_t inner = element_count(Shape(data.begin() + addressed, data.end()));
    const Shape tuples(indices.begin(), indices.end() - 1);
    // Coordinate tuples of no elements may be many without occupying any memory.
    if (inner == 0) return {};
    if (element_count(tuples) > kMaxKnownElements / inner) {
        malformed("indices of {} address too much of {}", to_text(indices), to_text(data));
    }
    IndexMap map;
    std::size_t tuple = 0;
    for_each_coordinate(tuples, [&](const Shape& at) {
        const std::size_t start = slice_start(context, batch, tuple++, at);
        for (std::int64_t i = 0; i < inner; ++i) {
            map.push_back(start + static_cast<std::size_t>(i));
        }
    });
    return map;
}

}  // namespace

void evaluate_gather(RuleContext& context) {
    const std::size_t axis = axis_of(context, 0, context.rank(0));
    const auto data_strides = strides_of(context.shape(0));
    const auto index_strides = strides_of(context.shape(1));
    const auto index_axes = context.shape(1).size();
    const std::int64_t dim = context.shape(0)[axis];
    const auto& indices = context.integers(1);
    const IndexMap map = make_map(context.output(0).shape, [&](const Shape& at) {
        const auto first = at.begin() + static_cast<std::ptrdiff_t>(axis);
        const auto last = first + static_cast<std::ptrdiff_t>(index_axes);
        const std::int64_t index = indices[offset_of(Shape(first, last), index_strides)];
        Shape source(at.begin(), first);
        source.push_back(checked_index(index, dim));
        source.insert(source.end(), last, at.end());
        return offset_of(source, data_strides);
    });
    context.set_value(0, take(context.value(0), map));
}

void evaluate_gather_elements(RuleContext& context) {
    context.set_value(0, take(context.value(0), element_map(context)));
}

void evaluate_gather_nd(RuleContext& context) {
    const std::int64_t batch = context.attribute("batch_dims", std::int64_t{0});
    context.set_value(0, take(context.value(0), slice_map(context, batch)));
}

void evaluate_scatter_elements(RuleContext& context) {
    overwrite(context, element_map(context));
}

void evaluate_scatter_nd(RuleContext& context) {
    overwrite(context, slice_map(context, 0));
}

}  // namespace ascend::models::onnx_rules
