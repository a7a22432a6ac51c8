// SPDX-License-Identifier: Apache-2.0
#include "models/graph/graph.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "traces/error.h"

namespace ascend::models {
namespace {

constexpr std::int64_t kMaxElements = std::int64_t{1} << 62;

/// The attribute as a T; null when the node has none of that name.
template <class T>
const T* find_attribute(const Node& node, std::string_view key, std::string_view expected) {
    const auto found = node.attributes.find(key);
    if (found == node.attributes.end()) return nullptr;
    if (const T* value = std::get_if<T>(&found->second)) return value;
    throw Error(ErrorCode::kMalformed, fmt::format("{} '{}': attribute '{}' is not {}", node.type,
                                                   node.name, key, expected));
}

}  // namespace

std::int64_t element_count(const Shape& shape) {
    if (std::ranges::any_of(shape, [](std::int64_t dim) { return dim < 0; })) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("shape {} has a negative dimension", to_text(shape)));
    }
    if (std::ranges::find(shape, 0) != shape.end()) return 0;
    std::int64_t count = 1;
    for (const std::int64_t dim : shape) {
        if (count > kMaxElements / dim) {
            throw Error(ErrorCode::kInvalidArgument,
                        fmt::format("shape {} has more than 2^62 elements", to_text(shape)));
        }
        count *= dim;
    }
    return count;
}

std::string to_text(const Shape& shape) {
    return fmt::format("[{}]", fmt::join(shape, ", "));
}

std::int64_t Node::attribute(std::string_view key, std::int64_t fallback) const {
    const auto* value = find_attribute<std::int64_t>(*this, key, "an integer");
    return value ? *value : fallback;
}

double Node::attribute(std::string_view key, double fallback) const {
    const auto found = attributes.find(key);
    if (found != attributes.end()) {
        if (const auto* integer = std::get_if<std::int64_t>(&found->second)) {
            return static_cast<double>(*integer);
        }
    }
    const auto* value = find_attribute<double>(*this, key, "a number");
    return value ? *value : fallback;
}

std::string Node::attribute(std::string_view key, std::string_view fallback) const {
    const auto* value = find_attribute<std::string>(*this, key, "a string");
    return value ? *value : std::string(fallback);
}

std::vector<std::int64_t> Node::attribute(std::string_view key,
                                          std::vector<std::int64_t> fallback) const {
    const auto* value = find_attribute<std::vector<std::int64_t>>(*this, key, "a list of integers");
    if (value) return *value;
    return fallback;
}

}  // namespace ascend::models
