// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <systemc>

#include "traces/units.h"

/// Simulated time between SystemC (resolution 1 ps) and our units.
namespace ascend::sim {

inline Picoseconds simulated_now() {
    return Picoseconds(static_cast<std::int64_t>(sc_core::sc_time_stamp().value()));
}

inline sc_core::sc_time to_sc_time(Picoseconds time) {
    return sc_core::sc_time::from_value(static_cast<std::uint64_t>(time.count()));
}

/// A number of a SoC file, to the nearest picosecond.
inline Picoseconds from_microseconds(double microseconds) {
    return Picoseconds(std::llround(microseconds * 1e6));
}

}  // namespace ascend::sim
