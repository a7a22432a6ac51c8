// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace ascend::cli {

/// `ascend-sim soc list|show NAME`: prints on stdout. Throws Error.
void run_soc_command(const std::vector<std::string>& arguments);

}  // namespace ascend::cli
