// SPDX-License-Identifier: Apache-2.0
#include "traces/input_file.h"

#include <fstream>
#include <ios>
#include <iterator>

namespace ascend::traces {

std::optional<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    try {
        return std::string(std::istreambuf_iterator<char>(file), {});
    } catch (const std::ios_base::failure&) {  // a folder, or a device that fails
        return std::nullopt;
    }
}

}  // namespace ascend::traces
