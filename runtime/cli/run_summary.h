// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace ascend::cli {

/// The lines that `ascend-sim run` ends with, from the reports that the processes of the run left
/// in `folder`: simulated span, tasks, busy share per engine, determinism, place of the trace.
/// Empty when none of them used the simulator. `repeatable`: the options allow for determinism.
std::string run_summary(const std::filesystem::path& folder, bool repeatable);

}  // namespace ascend::cli
