// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace ascend::traces {

/// The bytes of a file; none when there is no such file, it is a folder, or it cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& path);

}  // namespace ascend::traces
