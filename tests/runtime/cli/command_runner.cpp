// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/cli/command_runner.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace ascend::test {
namespace {

namespace fs = std::filesystem;

std::string quoted(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '\'')
            escaped += "'\\''";
        else
            escaped += c;
    }
    return fmt::format("'{}'", escaped);
}

std::string content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

CommandRunner::CommandRunner() {
    std::string pattern = "/tmp/ascend_sim_cli_XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    folder_ = pattern;
}

CommandRunner::~CommandRunner() {
    fs::remove_all(folder_);
}

CommandResult CommandRunner::run(const std::vector<std::string>& arguments) const {
    const fs::path out = folder_ / ".out", err = folder_ / ".err";
    std::string command =
        fmt::format("cd {} && {}", quoted(folder_.string()), quoted(ASCEND_SIM_PROGRAM));
    for (const std::string& argument : arguments) command += fmt::format(" {}", quoted(argument));
    command += " >.out 2>.err";
    const int status = std::system(command.c_str());
    CommandResult result{WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(out),
                         content_of(err)};
    fs::remove(out);
    fs::remove(err);
    return result;
}

std::string CommandRunner::write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return name;
}

std::string CommandRunner::read(const std::string& name) const {
    return content_of(folder_ / name);
}

std::vector<std::string> CommandRunner::files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
        names.push_back(fs::relative(entry.path(), folder_).string());
    std::sort(names.begin(), names.end());
    return names;
}

void expect_refusal(const CommandResult& result, int exit_code,
                    const std::vector<std::string>& parts) {
    EXPECT_EQ(result.exit_code, exit_code) << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_EQ(result.err.rfind("ascend-sim: ", 0), 0u) << result.err;
    for (const std::string& part : parts)
        EXPECT_NE(result.err.find(part), std::string::npos) << part << " in " << result.err;
}

}  // namespace ascend::test
