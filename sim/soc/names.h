// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ascend::sim {

/// `text` with A-Z as a-z.
std::string to_lower(std::string_view text);

/// Up to four of `candidates` that `given` may be a misspelling of, best first, any case; empty
/// when none is near.
std::vector<std::string> near_names(std::string_view given,
                                    const std::vector<std::string>& candidates);

/// " (did you mean A, B?)" from near_names(), or "".
std::string did_you_mean(std::string_view given, const std::vector<std::string>& candidates);

}  // namespace ascend::sim
