// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/fusion/emit/forms.h"

namespace ascend::models {

/// Parts of a tensor that lie in place start at multiples of this many bytes (one UB block).
inline constexpr std::int64_t kAliasAlignment = 32;

/// True when cutting along `axis` of the graph's shape into these extents moves whole channel
/// groups (NC1HWC0) or whole column blocks (FRACTAL_NZ); false for ND.
bool keeps_blocks(const Form& form, std::size_t axis, const Shape& graph_shape,
                  const std::vector<std::int64_t>& extents);

/// Product of the extents in front of an axis of the graph's shape, in memory: pieces along that
/// axis are this many contiguous rows.
std::int64_t rows_in_front(const Form& form, std::size_t axis, const Shape& graph_shape);

/// Form of a tensor that is a piece of `whole`.
Form part_form(const WorkGraph& graph, TensorId id, const Form& whole);

}  // namespace ascend::models
