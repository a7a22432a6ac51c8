// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "models/graph/graph.h"

namespace ascend::models::onnx_rules {

/// Arithmetic on extents that come from a file. Throw Error{kInvalidArgument} on overflow.
std::int64_t checked_add(std::int64_t a, std::int64_t b);
std::int64_t checked_sub(std::int64_t a, std::int64_t b);
std::int64_t checked_mul(std::int64_t a, std::int64_t b);

/// A floating extent rounded down. Throws Error{kInvalidArgument} unless it fits 2^62.
std::int64_t checked_floor(double value);

/// Axis counted from the front. Throws Error{kMalformed} outside [-rank, rank).
std::size_t normalize_axis(std::int64_t axis, std::int64_t rank);
/// Axes counted from the front, ascending. Throws Error{kMalformed} for one outside or given twice.
std::vector<std::size_t> normalize_axes(std::span<const std::int64_t> axes, std::int64_t rank);

/// Shape of an element-wise result, aligned at the last axis. Throws Error{kMalformed} when two
/// extents differ and neither is 1.
Shape broadcast(const Shape& a, const Shape& b);

/// Product of the extents of axes [first, last). Throws Error{kInvalidArgument} over 2^62.
std::int64_t extent(const Shape& shape, std::size_t first, std::size_t last);

/// Shape with the axes [first, last) replaced by `middle`.
Shape replace_axes(const Shape& shape, std::size_t first, std::size_t last,
                   std::span<const std::int64_t> middle);

}  // namespace ascend::models::onnx_rules
