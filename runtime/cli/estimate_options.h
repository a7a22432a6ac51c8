// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "runtime/client/inference.h"

namespace ascend::cli {

/// What `ascend-sim estimate` was asked to do.
struct EstimateOptions {
    std::string model, soc;
    std::vector<std::optional<std::int64_t>> batches;  ///< nullopt: as the model says
    client::InferencePlan plan;
    std::vector<std::string> settings;
    std::filesystem::path out;
    bool exact = false, as_json = false, sensitivity = false;
    /// Print nothing but the latencies, one a line, and write no files: what --sensitivity runs.
    bool latencies_only = false;
};

/// Nullopt: help was printed. Throws Error{kUsage}, and what check_aipp_file() throws.
std::optional<EstimateOptions> parse_estimate_options(const std::vector<std::string>& arguments);

}  // namespace ascend::cli
