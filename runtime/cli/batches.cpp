// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/batches.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "traces/error.h"

namespace ascend::cli {
namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int32_t>::max();

}  // namespace

std::vector<std::int64_t> parse_batches(std::string_view text) {
    std::vector<std::int64_t> batches;
    const char* position = text.data();
    const char* const end = text.data() + text.size();
    while (true) {
        std::int64_t batch = 0;
        const auto [rest, error] = std::from_chars(position, end, batch);
        const bool separated = rest == end || *rest == ',';
        if (error != std::errc() || !separated || batch < 1 || batch > kLargest)
            throw Error(
                ErrorCode::kUsage,
                fmt::format("--batch \"{}\": expected whole numbers from 1 to {}, separated "
                            "by commas, such as 1,8,16",
                            text, kLargest));
        batches.push_back(batch);
        if (rest == end) return batches;
        position = rest + 1;
    }
}

}  // namespace ascend::cli
