// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace ascend::cli {

/// `ascend-sim run [options] -- PROGRAM ARGS`: runs a program on the simulated machine, prints a
/// summary on stderr, and ends as the program ended: with its exit status, or by its signal. Throws
/// Error when the options are at fault or the program cannot be started.
void run_run_command(const std::vector<std::string>& arguments);

}  // namespace ascend::cli
