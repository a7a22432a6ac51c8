// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace ascend::cli {

/// `ascend-sim estimate MODEL ..`: prints on stdout, writes the output folder. Throws Error;
/// nothing is written then.
void run_estimate_command(const std::vector<std::string>& arguments);

}  // namespace ascend::cli
