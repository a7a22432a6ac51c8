// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ascend::models {

enum class GearKind : std::uint8_t { kNone, kBatch, kImage, kDims };

/// Sizes among which a caller picks before each execution.
struct DynamicGears {
    GearKind kind = GearKind::kNone;
    /// Per gear: [batch], [height, width], or the open dimensions of all inputs in order.
    std::vector<std::vector<std::int64_t>> values;
    std::vector<std::string> input_order;  ///< names of the inputs in that order, for kDims
    bool operator==(const DynamicGears&) const = default;
};

/// source: facts acl_semantics.md 6.1
inline constexpr std::size_t kMostGears = 128;

}  // namespace ascend::models
