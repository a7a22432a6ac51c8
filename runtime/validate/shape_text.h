// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/data_type.h"

namespace ascend::validate {

using Shape = std::vector<std::int64_t>;

/// "float16", "bfloat16", "DT_BF16", "FLOAT": nullopt for a type that we do not have.
std::optional<DataType> parse_type(std::string_view name);

/// "4,1024,12288;12288;" as profilers print shapes: extents by comma, tensors by semicolon, nothing
/// for a scalar. nullopt when an extent is no number.
std::optional<std::vector<Shape>> parse_shapes(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);

/// Elements of a shape; 1 for a scalar.
std::int64_t count(const Shape& shape);
/// Product of the extents [first, last).
std::int64_t product(const Shape& shape, std::size_t first, std::size_t last);

}  // namespace ascend::validate
