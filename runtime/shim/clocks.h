// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <time.h>

#include <cstdint>

namespace ascend::shim {

/// The program's clocks are simulated from now on and go on from what they show now.
void start_clocks();
/// A clock of the program that shows time of day or time since some start: those are simulated.
bool is_simulated(clockid_t clock);
/// What `clock` shows at simulated time 0, in nanoseconds.
std::int64_t clock_origin(clockid_t clock);

}  // namespace ascend::shim
