// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ascend::test {

struct CommandResult {
    int exit_code = -1;
    std::string out, err;
};

/// Runs the built program in a folder of its own, which is removed with the object.
class CommandRunner {
  public:
    CommandRunner();
    ~CommandRunner();
    CommandRunner(const CommandRunner&) = delete;
    CommandRunner& operator=(const CommandRunner&) = delete;

    CommandResult run(const std::vector<std::string>& arguments) const;
    /// Writes a file into the folder; its name.
    std::string write(const std::string& name, const std::string& content) const;
    std::string read(const std::string& name) const;
    /// Everything below the folder, sorted.
    std::vector<std::string> files() const;
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
};

/// Expects exit code `exit_code`, nothing on stdout, and one line on stderr that holds all of
/// `parts`.
void expect_refusal(const CommandResult& result, int exit_code,
                    const std::vector<std::string>& parts);

}  // namespace ascend::test
