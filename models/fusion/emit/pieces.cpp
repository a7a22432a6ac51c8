// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/emit/pieces.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace ascend::models {

bool keeps_blocks(const Form& form, std::size_t axis, const Shape& graph_shape,
                  const std::vector<std::int64_t>& extents) {
    const std::int64_t c0 = c0_of(form.type);
    const bool inner_aligned =
        std::all_of(extents.begin(), extents.end() - 1, [&](auto e) { return e % c0 == 0; });
    if (form.layout == Layout::kNc1hwc0)
        return form.shape == graph_shape && (axis != 1 || inner_aligned);
    if (form.layout == Layout::kFractalNz)
        return form.shape == folded(graph_shape) && axis + 1 == graph_shape.size() &&
               inner_aligned && extents.back() % c0 == 0;
    return false;
}

std::int64_t rows_in_front(const Form& form, std::size_t axis, const Shape& graph_shape) {
    // FRACTAL_NZ is cut along its columns only, and their blocks are outermost.
    if (form.layout == Layout::kFractalNz) return 1;
    const Shape memory =
        form.layout == Layout::kNd ? graph_shape : device_shape(form.layout, form.shape, form.type);
    return std::accumulate(memory.begin(), memory.begin() + static_cast<std::ptrdiff_t>(axis),
                           std::int64_t{1}, std::multiplies<>());
}

Form part_form(const WorkGraph& graph, TensorId id, const Form& whole) {
    const Shape& shape = graph.shape(id);
    if (whole.layout == Layout::kFractalNz) return {whole.layout, folded(shape), whole.type};
    return {whole.layout, shape, whole.type};
}

}  // namespace ascend::models
