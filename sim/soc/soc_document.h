// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ascend::sim {

/// A number of a SoC file, in the unit of its field, with where it comes from.
struct SocNumber {
    double value = 0;
    std::string source, basis;
};

/// What a SoC file says, together with what it inherits.
struct SocDocument {
    std::string name, family;
    std::vector<std::optional<SocNumber>> numbers;  ///< parallel to soc_fields()
};

/// Reads `file` and the files it inherits from. Every number is in range and has its unit, source
/// and basis; whether all that are needed are there is not checked.
///
/// Throws Error with one line that names file and key: kNotFound for a file that does not exist,
/// kMalformed, or kInvalidArgument for a value out of range.
SocDocument read_soc_document(const std::filesystem::path& file);

}  // namespace ascend::sim
