// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>

#include "traces/units.h"

namespace ascend::sim {

/// The one place where a computed number of cycles becomes whole: rounded up, forgiving the noise
/// of a double (256 B at 25.6 B/cycle are 10 cycles).
inline Cycles whole_cycles(double cycles) {
    return Cycles(static_cast<std::int64_t>(std::ceil(cycles - 1e-9 * (1 + cycles))));
}

}  // namespace ascend::sim
