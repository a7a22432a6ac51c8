// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "traces/units.h"

namespace ascend::traces {

/// The one place where times become nanoseconds: rounded down, so that order and nesting survive.
/// Times are >= 0.
constexpr std::int64_t to_nanoseconds(Picoseconds t) {
    return t.count() / 1'000;
}

/// Microseconds with three decimals, as msprof prints times and durations.
std::string microseconds_text(Picoseconds t);

/// Stands for the wall-clock time in names of files, so that equal runs give equal names:
/// 2026-01-01 00:00:00.
inline constexpr std::string_view kRunStamp = "20260101000000";

}  // namespace ascend::traces
