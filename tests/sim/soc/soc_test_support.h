// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "traces/error.h"

namespace ascend::sim {

/// A folder of its own for one test, removed with everything in it.
class TemporaryFolder {
  public:
    TemporaryFolder()
        : path_(std::filesystem::temp_directory_path() / fmt::format("soc_test_{}", getpid())) {
        std::filesystem::create_directory(path_);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    std::string path(const std::string& name = "") const { return (path_ / name).string(); }

    /// Writes a file and returns its path.
    std::string write(const std::string& name, std::string_view text) const {
        std::ofstream(path(name), std::ios::binary) << text;
        return path(name);
    }

  private:
    std::filesystem::path path_;
};

/// ASCEND_SIM_SOC_DIR for the length of a scope.
class ScopedSocDirectory {
  public:
    explicit ScopedSocDirectory(const std::string& folder) {
        if (const char* old = std::getenv(kName)) old_ = old;
        setenv(kName, folder.c_str(), 1);
    }
    ScopedSocDirectory(const ScopedSocDirectory&) = delete;
    ScopedSocDirectory& operator=(const ScopedSocDirectory&) = delete;
    ~ScopedSocDirectory() {
        if (old_)
            setenv(kName, old_->c_str(), 1);
        else
            unsetenv(kName);
    }

  private:
    static constexpr const char* kName = "ASCEND_SIM_SOC_DIR";
    std::optional<std::string> old_;
};

/// Expects an Error of `code` whose one line holds every one of `parts`.
inline void expect_error(const std::function<void()>& act, ErrorCode code,
                         const std::vector<std::string>& parts) {
    try {
        act();
        ADD_FAILURE() << "expected an Error with \""
                      << fmt::format("{}", fmt::join(parts, "\", \"")) << '"';
    } catch (const Error& error) {
        const std::string what = error.what();
        EXPECT_EQ(static_cast<int>(error.code()), static_cast<int>(code)) << what;
        EXPECT_EQ(what.find('\n'), what.npos) << what;
        for (const std::string& part : parts) EXPECT_NE(what.find(part), what.npos) << what;
    }
}

}  // namespace ascend::sim
