// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ascend::cli {

/// Which clocks the program sees (host_time.md 4).
enum class HostClock {
    kVirtual,  ///< simulated time
    kPaced,    ///< the wall clock; waits last as long as modelled
    kWall,     ///< the wall clock; only ACL waits know simulated time
};

/// What `ascend-sim run` was asked to do.
struct RunOptions {
    std::string soc, out;
    std::string inject;  ///< file of faults that are to happen; empty: none
    std::vector<std::string> settings;
    std::int64_t devices = 1;
    HostClock clock = HostClock::kVirtual;
    double host_work = 0;  ///< share of processor time between calls that counts; 0: none
    bool parallel_host = false;
    bool hang_on_deadlock = false;
    std::vector<std::string> program;  ///< with its arguments
};

/// Nullopt: help was printed. Throws Error{kUsage}, and what load_soc() throws.
std::optional<RunOptions> parse_run_options(const std::vector<std::string>& arguments);

/// What a library of the simulator reads of them: names and values. `folder`: for reports.
std::vector<std::pair<std::string, std::string>> environment_of(const RunOptions& options,
                                                                const std::string& folder);

}  // namespace ascend::cli
