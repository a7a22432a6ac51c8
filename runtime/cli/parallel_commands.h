// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ascend::cli {

/// Runs commands (a program's path and its arguments), as many at a time as there are processors,
/// and returns what each printed on stdout: nullopt for one that did not end with status 0. Results
/// are in the order of the commands. What they print on stderr is lost. `done` is told how many
/// have ended. Throws Error{kIo} when the system has no more processes to give.
std::vector<std::optional<std::string>> run_commands(
    const std::vector<std::vector<std::string>>& commands,
    const std::function<void(std::size_t done)>& done);

}  // namespace ascend::cli
