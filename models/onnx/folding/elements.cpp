// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/folding/elements.h"

#include <cmath>
#include <limits>

namespace ascend::models::onnx_rules {

std::vector<std::size_t> strides_of(const Shape& shape) {
    std::vector<std::size_t> strides(shape.size(), 1);
    for (std::size_t axis = shape.size(); axis-- > 1;) {
        strides[axis - 1] = strides[axis] * static_cast<std::size_t>(shape[axis]);
    }
    return strides;
}

std::size_t offset_of(const Shape& coordinate, const std::vector<std::size_t>& strides) {
    std::size_t offset = 0;
    for (std::size_t axis = 0; axis < coordinate.size(); ++axis) {
        offset += static_cast<std::size_t>(coordinate[axis]) * strides[axis];
    }
    return offset;
}

IndexMap broadcast_map(const Shape& from, const Shape& to) {
    const auto own = strides_of(from);
    const std::size_t missing = to.size() - from.size();
    std::vector<std::size_t> strides(to.size(), 0);
    for (std::size_t axis = 0; axis < from.size(); ++axis) {
        if (from[axis] != 1) strides[missing + axis] = own[axis];
    }
    return make_map(to, [&](const Shape& coordinate) { return offset_of(coordinate, strides); });
}

Constant take(const Constant& source, const IndexMap& map) {
    return std::visit(
        [&map](const auto& elements) {
            std::decay_t<decltype(elements)> taken;
            taken.reserve(map.size());
            for (const std::size_t index : map) taken.push_back(elements[index]);
            return Constant{std::move(taken)};
        },
        source.values);
}

Constant broadcast_input(const RuleContext& context, std::size_t index) {
    const Constant& value = context.value(index);
    if (context.shape(index) == context.output(0).shape) return value;
    return take(value, broadcast_map(context.shape(index), context.output(0).shape));
}

std::int64_t checked_index(std::int64_t index, std::int64_t extent) {
    if (index < -extent || index >= extent) {
        malformed("index {} is outside an axis of {}", index, extent);
    }
    return index < 0 ? index + extent : index;
}

std::int64_t wrapping_add(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

std::int64_t wrapping_sub(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

std::int64_t wrapping_mul(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}

std::int64_t wrap(DataType type, std::int64_t value) {
    if (type == DataType::kBool) return value != 0;
    const std::int64_t bits = bits_of(type);
    if (bits >= 64) return value;
    const std::int64_t modulus = std::int64_t{1} << bits;
    const std::int64_t low = value & (modulus - 1);
    const bool is_unsigned =
        type == DataType::kUint8 || type == DataType::kUint16 || type == DataType::kUint32;
    return !is_unsigned && low >= modulus / 2 ? low - modulus : low;
}

double round_to(DataType type, double value) {
    return type == DataType::kDouble ? value : static_cast<double>(static_cast<float>(value));
}

std::int64_t truncate_to(DataType type, double value) {
    constexpr double kLimit = 9223372036854775808.0;  // 2^63
    if (type == DataType::kBool) return value != 0;
    if (std::isnan(value)) return 0;
    if (value >= kLimit) return wrap(type, std::numeric_limits<std::int64_t>::max());
    if (value < -kLimit) return wrap(type, std::numeric_limits<std::int64_t>::min());
    return wrap(type, static_cast<std::int64_t>(value));
}

}  // namespace ascend::models::onnx_rules
