// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "runtime/cli/sensitivity.h"
#include "runtime/client/inference.h"
#include "sim/soc/soc_spec.h"

namespace ascend::cli {

/// What estimate found, for one model on one SoC at several batch sizes.
struct Estimate {
    std::string model;  ///< as given
    const sim::SocSpec* soc = nullptr;
    std::string precision;
    std::int32_t streams = 1;
    std::vector<client::InferenceResult> results;
    std::vector<Sensitivity> sensitivities;  ///< parallel to results; empty: not asked for
    std::filesystem::path out;
};

/// Share of the device time in which each pipe is busy, mean over the cores that have it; by the
/// pipe's name in lower case.
std::map<std::string, double> pipe_shares(const client::InferenceResult& result,
                                          const sim::SocSpec& soc);

/// What most of an execution's latency goes to: what bounds its kernels ("cube", "dram", ..),
/// "launch" for gaps between tasks and the model's start and end, "host" for the call itself.
std::string bottleneck_of(const client::InferenceResult& result);

/// The JSON that the design documents: an object, or an array of them for several batches.
std::string estimate_json(const Estimate& estimate);
/// The latency table, the operators that took longest, and where the files are.
std::string estimate_text(const Estimate& estimate);

}  // namespace ascend::cli
