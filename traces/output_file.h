// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <filesystem>
#include <string_view>

namespace ascend::traces {

/// A file that appears under its name only when it is complete: bytes go to "NAME.partial" and
/// commit() renames it. Without commit the destructor removes it. Throws Error{kIo} naming the file
/// when the system refuses.
class OutputFile {
  public:
    explicit OutputFile(std::filesystem::path path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    void write(std::string_view bytes);
    void commit();
    const std::filesystem::path& path() const { return path_; }

  private:
    [[noreturn]] void fail(std::string_view doing) const;

    std::filesystem::path path_, partial_;
    std::FILE* file_ = nullptr;
};

}  // namespace ascend::traces
