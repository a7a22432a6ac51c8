// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "models/onnx/rules/rule_context.h"

namespace ascend::models::onnx_rules {

using Integers = std::vector<std::int64_t>;
using Floats = std::vector<double>;

/// For each element of a result, the row-major index of the input element that it is.
using IndexMap = std::vector<std::size_t>;

/// Elements that one step along each axis skips, row-major.
std::vector<std::size_t> strides_of(const Shape& shape);

/// Where element `coordinate` lies: the sum of coordinate times stride.
std::size_t offset_of(const Shape& coordinate, const std::vector<std::size_t>& strides);

/// Visits the coordinates of a shape in row-major order; `visit` takes a Shape.
template <class Visit>
void for_each_coordinate(const Shape& shape, Visit visit) {
    const std::int64_t count = element_count(shape);
    Shape coordinate(shape.size(), 0);
    for (std::int64_t i = 0; i < count; ++i) {
        visit(std::as_const(coordinate));
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            if (++coordinate[axis] < shape[axis]) break;
            coordinate[axis] = 0;
        }
    }
}

/// The map of a result of shape `shape` whose element at a coordinate is `source(coordinate)`.
template <class Source>
IndexMap make_map(const Shape& shape, Source source) {
    IndexMap map;
    for_each_coordinate(shape, [&](const Shape& coordinate) { map.push_back(source(coordinate)); });
    return map;
}

/// The map that broadcasts `from` to `to`, aligned at the last axis.
IndexMap broadcast_map(const Shape& from, const Shape& to);

/// The elements of `source` that the map names.
Constant take(const Constant& source, const IndexMap& map);

/// An input broadcast to the shape of output 0.
Constant broadcast_input(const RuleContext& context, std::size_t index);

/// An index as ONNX writes it, counted from the front. Throws Error{kMalformed} outside
/// [-extent, extent).
std::int64_t checked_index(std::int64_t index, std::int64_t extent);

/// Sums, differences and products in two's complement, as integers of 64 bits wrap.
std::int64_t wrapping_add(std::int64_t a, std::int64_t b);
std::int64_t wrapping_sub(std::int64_t a, std::int64_t b);
std::int64_t wrapping_mul(std::int64_t a, std::int64_t b);

/// A result as the type holds it: integers modulo 2^bits, bools as 0 or 1.
std::int64_t wrap(DataType type, std::int64_t value);
/// Floats are kept in single precision, of 16-bit types too; doubles as they are.
double round_to(DataType type, double value);
/// A float as an integer of the type: truncated, saturated to 64 bits, then wrapped; NaN is 0.
std::int64_t truncate_to(DataType type, double value);

}  // namespace ascend::models::onnx_rules
