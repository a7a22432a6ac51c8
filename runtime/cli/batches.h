// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ascend::cli {

/// "1,8,16" as numbers. Throws Error{kUsage} for anything but whole numbers from 1 to 2^31 - 1.
std::vector<std::int64_t> parse_batches(std::string_view text);

}  // namespace ascend::cli
