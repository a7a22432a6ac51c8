// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace ascend::sim {

/// The file that describes the SoC `name`: a path as it is (it has '/' or ends in ".json"),
/// otherwise NAME.json of soc_directory(), in any case, with or without "Ascend".
///
/// Throws Error{kNotFound} with the near names, or with all names that start so.
std::filesystem::path find_soc_file(std::string_view name);

/// The same for the value of "inherits" in `heir`: a path is relative to the heir's folder, and a
/// name may also be one of soc_directory()'s family files.
std::filesystem::path find_inherited_file(std::string_view name, const std::filesystem::path& heir);

}  // namespace ascend::sim
