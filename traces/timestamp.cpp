// SPDX-License-Identifier: Apache-2.0
#include "traces/timestamp.h"

#include <fmt/format.h>

namespace ascend::traces {

std::string microseconds_text(Picoseconds t) {
    const std::int64_t ns = to_nanoseconds(t);
    return fmt::format("{}.{:03}", ns / 1'000, ns % 1'000);
}

}  // namespace ascend::traces
