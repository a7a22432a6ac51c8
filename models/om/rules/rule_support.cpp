// SPDX-License-Identifier: Apache-2.0
#include "models/om/rules/rule_support.h"

#include <fmt/format.h>

#include <functional>
#include <numeric>

#include "models/om/element_type.h"

namespace ascend::models::om {

std::int64_t product(const Shape& shape, std::size_t begin, std::size_t end) {
    return std::accumulate(shape.begin() + static_cast<std::ptrdiff_t>(begin),
                           shape.begin() + static_cast<std::ptrdiff_t>(end), std::int64_t{1},
                           std::multiplies<>());
}

std::size_t normalized(const OperatorView& op, std::int64_t axis, std::size_t rank) {
    const auto extent = static_cast<std::int64_t>(rank);
    if (axis < -extent || axis >= extent)
        op.fail(fmt::format("axis {} of a tensor of {} dimensions, expected {}..{}", axis, rank,
                            -extent, extent - 1));
    return static_cast<std::size_t>(axis < 0 ? axis + extent : axis);
}

namespace {

std::vector<std::int64_t> unchecked_list_of(const OperatorView& op,
                                            std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        const Attribute* attribute = op.attributes().find(name);
        if (attribute == nullptr) continue;
        if (const auto* one = std::get_if<std::int64_t>(&attribute->value)) return {*one};
        if (const auto* list = std::get_if<std::vector<std::int64_t>>(&attribute->value))
            return *list;
    }
    return {};
}

}  // namespace

std::vector<std::int64_t> list_of(const OperatorView& op,
                                  std::initializer_list<std::string_view> names) {
    std::vector<std::int64_t> values = unchecked_list_of(op, names);
    for (const std::int64_t value : values)
        if (value > kMostExtent || value < -kMostExtent)
            op.fail(fmt::format("'{}' holds {}, expected at most {}", *names.begin(), value,
                                kMostExtent));
    return values;
}

std::optional<Extent> window_attribute(const OperatorView& op,
                                       std::initializer_list<std::string_view> names) {
    const auto values = list_of(op, names);
    switch (values.size()) {
        case 0:
            return std::nullopt;
        case 1:
            return Extent{values[0], values[0]};
        case 2:
            return Extent{values[0], values[1]};
        case 4:
            return channels_last(op.attributes().text("data_format", "NCHW"))
                       ? Extent{values[1], values[2]}
                       : Extent{values[2], values[3]};
        default:
            op.fail(fmt::format("a window of {} numbers, expected 1, 2 or 4", values.size()));
    }
}

std::optional<std::int64_t> number_of(const OperatorView& op,
                                      std::initializer_list<std::string_view> names) {
    const auto values = list_of(op, names);
    if (values.empty()) return std::nullopt;
    return values.front();
}

std::int64_t count_of(const OperatorView& op, std::initializer_list<std::string_view> names,
                      std::int64_t fallback) {
    const std::int64_t count = number_of(op, names).value_or(fallback);
    if (count < 1) op.fail(fmt::format("'{}' is {}, expected 1 or more", *names.begin(), count));
    return count;
}

std::int64_t rows_in_front(const TensorView& tensor, std::size_t axis) {
    const std::size_t rank = tensor.memory.size();
    switch (tensor.layout) {
        case Layout::kNd:
        case Layout::kNc1hwc0:
        case Layout::kFractalZ:
            return product(tensor.memory, 0, std::min(axis, rank));
        case Layout::kFractalNz: {
            const std::size_t leading = rank - 4, columns = tensor.shape.size() - 1;
            if (axis == columns) return product(tensor.memory, 0, leading);
            if (axis + 1 == columns) return product(tensor.memory, 0, leading + 1);
            return product(tensor.memory, 0, std::min(axis, leading));
        }
    }
    return 1;
}

}  // namespace ascend::models::om
