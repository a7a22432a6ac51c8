// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace ascend::cli {

/// How one number of a SoC moves a latency.
struct Elasticity {
    std::string key, unit;
    double value = 0;             ///< in `unit`
    double lower = 0, upper = 0;  ///< what it was moved to; as `value` where a side is refused
    double at_lower_us = 0, at_upper_us = 0;  ///< latency there
    /// Percent of latency per percent of the number, between the two.
    double elasticity = 0;
};

/// What a latency hangs on.
struct Sensitivity {
    double latency_us = 0;             ///< with the numbers as they are
    std::vector<Elasticity> numbers;   ///< those that move it, the strongest first
    std::size_t without_effect = 0;    ///< numbers that were moved and change nothing
    std::vector<std::string> unmoved;  ///< keys that can be moved neither way
    double wall_us = 0;                ///< that all estimates took, those of other batches included
};

using Settings = std::vector<std::string>;
/// Latencies in microseconds, one per batch, of an estimate with each of these settings; empty
/// where there is no such estimate.
using LatencyFunction =
    std::function<std::vector<std::vector<double>>(const std::vector<Settings>& several)>;

/// Moves every number of the SoC (with `settings`) down and up by a tenth, or by one where only
/// whole numbers make sense, one at a time. One result per batch; empty when the estimate as it is
/// fails. Throws as sim::load_soc().
std::vector<Sensitivity> measure_sensitivity(const std::string& soc, const Settings& settings,
                                             const LatencyFunction& latencies_of);

}  // namespace ascend::cli
