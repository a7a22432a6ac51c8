// SPDX-License-Identifier: Apache-2.0
#include "traces/output_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "traces/error.h"

namespace ascend::traces {

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)), partial_(path_) {
    partial_ += ".partial";
    file_ = std::fopen(partial_.c_str(), "wb");
    if (!file_) fail("create");
}

OutputFile::~OutputFile() {
    if (!file_) return;
    std::fclose(file_);
    std::error_code ignored;
    std::filesystem::remove(partial_, ignored);
}

void OutputFile::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail("write");
}

void OutputFile::commit() {
    const bool closed = std::fclose(file_) == 0;
    file_ = nullptr;
    if (!closed || std::rename(partial_.c_str(), path_.c_str()) != 0) fail("finish");
}

void OutputFile::fail(std::string_view doing) const {
    throw Error(ErrorCode::kIo,
                fmt::format("cannot {} {}: {}; expected a writable folder with free space", doing,
                            path_.string(), std::strerror(errno)));
}

}  // namespace ascend::traces
