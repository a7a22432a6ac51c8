// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace ascend::cli {

/// How a program ended.
struct ChildEnd {
    int status = 0;
    int signal = 0;  ///< 0: it ended by itself, with `status`
};

/// Runs a program with additions to the environment and waits for its end. Signals that ask this
/// process to end are passed on to it. Throws Error{kNotFound} when it cannot be started.
ChildEnd run_program(const std::vector<std::string>& program,
                     const std::vector<std::pair<std::string, std::string>>& environment);

}  // namespace ascend::cli
