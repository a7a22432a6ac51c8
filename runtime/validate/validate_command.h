// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace ascend::validate {

/// `ascend-sim validate ..`: predictions against a measured table, on stdout. Throws Error.
void run_validate_command(const std::vector<std::string>& arguments);

}  // namespace ascend::validate
