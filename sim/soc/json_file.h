// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/value.hpp>
#include <filesystem>

namespace ascend::sim {

/// Reads a file that holds one JSON object; strict: no comments, no trailing commas, no duplicated
/// keys, no NaN, nested at most eight deep.
///
/// Throws Error: kNotFound when there is no such file, kIo when it cannot be read, kMalformed (with
/// file and line) when it is not a regular file of at most 4 MiB with one such object.
boost::json::object read_json_file(const std::filesystem::path& file);

}  // namespace ascend::sim
