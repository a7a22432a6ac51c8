// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/rules/operands.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

/// Elements of an axis of `dim` between start and end, both as the file gives them.
AxisSlice slice_axis(std::int64_t dim, std::int64_t start, std::int64_t end, std::int64_t step) {
    if (step == 0) malformed("a step of 0; a slice needs another");
    if (dim == 0) return {0, 1, 0};
    step = std::max(step, -std::numeric_limits<std::int64_t>::max());  // so that it can be negated
    if (start < 0) start += dim;
    if (end < 0) end += dim;
    const bool forward = step > 0;
    start = std::clamp<std::int64_t>(start, 0, forward ? dim : dim - 1);
    end = std::clamp<std::int64_t>(end, forward ? 0 : -1, forward ? dim : dim - 1);
    const std::int64_t span = forward ? end - start : start - end;
    const std::int64_t stride = forward ? step : -step;
    return {start, step, span <= 0 ? 0 : (span - 1) / stride + 1};
}

std::vector<std::int64_t> all_axes(std::size_t count) {
    std::vector<std::int64_t> axes(count);
    std::iota(axes.begin(), axes.end(), 0);
    return axes;
}

/// Equal parts, the last one smaller when they do not divide the axis (operator set 18).
std::vector<std::int64_t> equal_parts(std::int64_t dim, std::int64_t parts, bool ragged) {
    if (parts <= 0) malformed("{} parts; a split needs at least one", parts);
    if (!ragged && dim % parts != 0) malformed("{} does not split into {} equal parts", dim, parts);
    const std::int64_t part = dim / parts + (dim % parts != 0);
    std::vector<std::int64_t> extents(static_cast<std::size_t>(parts), part);
    extents.back() = dim - part * (parts - 1);
    if (extents.back() < 0) malformed("{} does not split into {} parts of {}", dim, parts, part);
    return extents;
}

Constant with_type(const Attribute& attribute) {
    using Integers = std::vector<std::int64_t>;
    using Floats = std::vector<double>;
    if (const auto* tensor = std::get_if<Constant>(&attribute)) return *tensor;
    if (const auto* integer = std::get_if<std::int64_t>(&attribute)) {
        return {Integers{*integer}, DataType::kInt64, {}};
    }
    if (const auto* number = std::get_if<double>(&attribute)) {
        return {Floats{*number}, DataType::kFloat, {}};
    }
    if (const auto* integers = std::get_if<Integers>(&attribute)) {
        return {*integers, DataType::kInt64, {std::ssize(*integers)}};
    }
    if (const auto* floats = std::get_if<Floats>(&attribute)) {
        return {*floats, DataType::kFloat, {std::ssize(*floats)}};
    }
    unsupported("its value is of a type that no device tensor has");
}

}  // namespace

std::size_t axis_of(const RuleContext& context, std::int64_t fallback, std::int64_t rank) {
    return normalize_axis(context.attribute("axis", fallback), rank);
}

std::vector<AxisSlice> slices_of(const RuleContext& context) {
    const Shape& shape = context.shape(0);
    const auto starts = context.list(1, "starts");
    const auto ends = context.list(2, "ends");
    auto axes = context.list(3, "axes");
    const auto steps = context.list(4, "steps");
    if (axes.empty()) axes = all_axes(starts.size());
    if (ends.size() != starts.size() || axes.size() != starts.size() ||
        (!steps.empty() && steps.size() != starts.size())) {
        malformed("{} starts, {} ends, {} axes and {} steps; as many of each are expected",
                  starts.size(), ends.size(), axes.size(), steps.size());
    }
    normalize_axes(axes, context.rank(0));
    std::vector<AxisSlice> slices;
    for (const std::int64_t dim : shape) slices.push_back({0, 1, dim});
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const std::size_t axis = normalize_axis(axes[i], context.rank(0));
        slices[axis] = slice_axis(shape[axis], starts[i], ends[i], steps.empty() ? 1 : steps[i]);
    }
    return slices;
}

std::vector<std::int64_t> split_extents(const RuleContext& context) {
    const std::int64_t dim = context.shape(0)[axis_of(context, 0, context.rank(0))];
    const auto outputs = static_cast<std::int64_t>(context.output_count());
    auto extents = context.list(1, "split");
    if (extents.empty()) {
        const bool counted = context.has_attribute("num_outputs");
        const std::int64_t parts = context.attribute("num_outputs", outputs);
        if (parts != outputs) malformed("{} parts for {} outputs", parts, outputs);
        return equal_parts(dim, parts, counted);
    }
    std::int64_t sum = 0;
    for (const std::int64_t part : extents) sum = checked_add(sum, part);
    if (std::ssize(extents) != outputs || sum != dim) {
        malformed("parts {} of an axis of {} for {} outputs", to_text(extents), dim, outputs);
    }
    return extents;
}

std::vector<AxisPad> pads_of(const RuleContext& context) {
    const auto pads = context.list(1, "pads");
    auto axes = context.has_input(3) ? context.integers(3) : all_axes(context.shape(0).size());
    normalize_axes(axes, context.rank(0));
    if (pads.size() != 2 * axes.size()) {
        malformed("{} pads for {} axes; two an axis are expected", pads.size(), axes.size());
    }
    constexpr std::int64_t kMostPad = std::int64_t{1} << 50;
    for (const std::int64_t pad : pads) {
        if (pad < -kMostPad || pad > kMostPad) malformed("a pad of {}", pad);
    }
    std::vector<AxisPad> result(context.shape(0).size());
    for (std::size_t i = 0; i < axes.size(); ++i) {
        result[normalize_axis(axes[i], context.rank(0))] = {pads[i], pads[i + axes.size()]};
    }
    return result;
}

std::vector<std::size_t> permutation_of(const RuleContext& context) {
    auto axes = context.integers_attribute("perm");
    if (axes.empty()) {
        axes = all_axes(context.shape(0).size());
        std::ranges::reverse(axes);
    }
    if (std::ssize(axes) != context.rank(0)) {
        malformed("a permutation of {} axes for a tensor of shape {}", axes.size(),
                  to_text(context.shape(0)));
    }
    normalize_axes(axes, context.rank(0));
    std::vector<std::size_t> permutation;
    permutation.reserve(axes.size());
    for (const std::int64_t axis : axes) {
        permutation.push_back(normalize_axis(axis, context.rank(0)));
    }
    return permutation;
}

std::vector<std::size_t> reduced_axes(const RuleContext& context) {
    const auto axes = context.list(1, "axes");
    if (!axes.empty()) return normalize_axes(axes, context.rank(0));
    if (context.attribute("noop_with_empty_axes", std::int64_t{0}) != 0) return {};
    return normalize_axes(all_axes(context.shape(0).size()), context.rank(0));
}

AxisRange shape_axes(const RuleContext& context) {
    const std::int64_t rank = context.rank(0);
    const auto clamp = [rank](std::int64_t axis) {
        return static_cast<std::size_t>(
            std::clamp<std::int64_t>(axis < 0 ? axis + rank : axis, 0, rank));
    };
    const std::size_t first = clamp(context.attribute("start", std::int64_t{0}));
    return {first, std::max(first, clamp(context.attribute("end", rank)))};
}

Constant constant_of(const RuleContext& context) {
    for (const auto& [key, attribute] : context.node().attributes) {
        if (key.starts_with("value") || key == "sparse_value") return with_type(attribute);
    }
    malformed("it has no value attribute");
}

std::int64_t range_count(const RuleContext& context) {
    if (!is_floating(context.type(0))) {
        const std::int64_t span = checked_sub(context.integer(1), context.integer(0));
        const std::int64_t delta = context.integer(2);
        if (delta == 0) malformed("a range with a step of 0");
        const bool runs = delta > 0 ? span > 0 : span < 0;
        return runs ? checked_add((span - (delta > 0 ? 1 : -1)) / delta, 1) : 0;
    }
    const auto scalar = [&](std::size_t i) {
        const auto& values = context.floats(i);
        if (values.empty()) malformed("input {} has no element", i);
        return values.front();
    };
    const double count = std::ceil((scalar(1) - scalar(0)) / scalar(2));
    return std::max<std::int64_t>(checked_floor(count), 0);
}

}  // namespace ascend::models::onnx_rules
