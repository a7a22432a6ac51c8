// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/rules/shape_math.h"

#include <algorithm>
#include <cmath>

#include "models/onnx/rules/rule_context.h"

namespace ascend::models::onnx_rules {
namespace {

[[noreturn]] void overflow(std::int64_t a, char sign, std::int64_t b) {
    throw Error(ErrorCode::kInvalidArgument,
                fmt::format("the extent {} {} {} is over 2^63", a, sign, b));
}

}  // namespace

std::int64_t checked_add(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (__builtin_add_overflow(a, b, &result)) overflow(a, '+', b);
    return result;
}

std::int64_t checked_sub(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (__builtin_sub_overflow(a, b, &result)) overflow(a, '-', b);
    return result;
}

std::int64_t checked_mul(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (__builtin_mul_overflow(a, b, &result)) overflow(a, '*', b);
    return result;
}

std::int64_t checked_floor(double value) {
    constexpr double kLimit = 4611686018427387904.0;  // 2^62
    const double floor = std::floor(value);
    if (floor > -kLimit && floor < kLimit) return static_cast<std::int64_t>(floor);
    throw Error(ErrorCode::kInvalidArgument, fmt::format("an extent of {} is over 2^62", value));
}

std::size_t normalize_axis(std::int64_t axis, std::int64_t rank) {
    if (axis < -rank || axis >= rank) {
        malformed("axis {} is outside a tensor of {} dimensions", axis, rank);
    }
    return static_cast<std::size_t>(axis < 0 ? axis + rank : axis);
}

std::vector<std::size_t> normalize_axes(std::span<const std::int64_t> axes, std::int64_t rank) {
    std::vector<std::size_t> normalized;
    for (const std::int64_t axis : axes) normalized.push_back(normalize_axis(axis, rank));
    std::ranges::sort(normalized);
    const auto twice = std::ranges::adjacent_find(normalized);
    if (twice != normalized.end()) malformed("axis {} is given twice", *twice);
    return normalized;
}

Shape broadcast(const Shape& a, const Shape& b) {
    const Shape& longer = a.size() < b.size() ? b : a;
    const Shape& shorter = a.size() < b.size() ? a : b;
    Shape result = longer;
    const std::size_t offset = longer.size() - shorter.size();
    for (std::size_t i = 0; i < shorter.size(); ++i) {
        std::int64_t& dim = result[offset + i];
        if (dim == 1) {
            dim = shorter[i];
        } else if (shorter[i] != 1 && shorter[i] != dim) {
            malformed("shapes {} and {} do not broadcast", to_text(a), to_text(b));
        }
    }
    return result;
}

std::int64_t extent(const Shape& shape, std::size_t first, std::size_t last) {
    return element_count(Shape(shape.begin() + static_cast<std::ptrdiff_t>(first),
                               shape.begin() + static_cast<std::ptrdiff_t>(last)));
}

Shape replace_axes(const Shape& shape, std::size_t first, std::size_t last,
                   std::span<const std::int64_t> middle) {
    Shape result(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(first));
    result.insert(result.end(), middle.begin(), middle.end());
    result.insert(result.end(), shape.begin() + static_cast<std::ptrdiff_t>(last), shape.end());
    return result;
}

}  // namespace ascend::models::onnx_rules
