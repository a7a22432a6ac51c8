// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "models/om/operator_view.h"

/// What several rules share.
namespace ascend::models::om {

/// Product of the extents [begin, end).
std::int64_t product(const Shape& shape, std::size_t begin, std::size_t end);

/// `axis` counted from the front. Throws Error{kMalformed} when there is no such axis.
std::size_t normalized(const OperatorView& op, std::int64_t axis, std::size_t rank);

/// Largest number that a rule takes from an attribute.
inline constexpr std::int64_t kMostExtent = std::int64_t{1} << 31;

/// First attribute of these names that the operator has, as a list (a single integer is a list of
/// one); empty when it has none. Throws Error{kMalformed} for a number beyond +-kMostExtent.
std::vector<std::int64_t> list_of(const OperatorView& op,
                                  std::initializer_list<std::string_view> names);

/// Height and width of a window attribute ("strides", "ksize") of two or four numbers in the order
/// of the operator's data_format; nothing when the operator has no such attribute.
struct Extent {
    std::int64_t height = 1, width = 1;
};
std::optional<Extent> window_attribute(const OperatorView& op,
                                       std::initializer_list<std::string_view> names);

/// First number of list_of(); nothing when there is none.
std::optional<std::int64_t> number_of(const OperatorView& op,
                                      std::initializer_list<std::string_view> names);

/// number_of(), or `fallback`. Throws Error{kMalformed} unless it is 1..kMostExtent.
std::int64_t count_of(const OperatorView& op, std::initializer_list<std::string_view> names,
                      std::int64_t fallback);

/// Axes of one contiguous run in memory in front of an axis of the logical shape: rows of a copy
/// along it. FRACTAL_NZ and NC1HWC0 put their blocks outermost.
std::int64_t rows_in_front(const TensorView& tensor, std::size_t axis);

}  // namespace ascend::models::om
