// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Typed reading of the object "dump" of a configuration file. Everything here throws Failure:
/// 100009, naming the key and what was expected, for a value of another type or beyond the known.
namespace ascend::runtime::dump_fields {

/// The JSON object that a file holds. Throws Failure: 100003 it cannot be read, 100006 it is none.
boost::json::object read_object(const std::filesystem::path& file);

[[noreturn]] void refuse(std::string_view key, std::string_view expected);

/// Empty when the key is absent.
std::optional<std::string> text_of(const boost::json::object& object, std::string_view key);
/// The text of a key that has a few known values; the first of them when it is absent.
std::string choice(const boost::json::object& object, std::string_view key,
                   std::initializer_list<std::string_view> known);
/// Of "on" and "off"; off when it is absent.
bool is_on(const boost::json::object& object, std::string_view key);
/// Null when the key is absent.
const boost::json::array* array_of(const boost::json::object& object, std::string_view key);
std::vector<std::string> texts_of(const boost::json::object& object, std::string_view key);

/// The folder that "dump_path" names, else the environment; it exists and can be written. Empty
/// when none is named.
std::filesystem::path folder_of(const boost::json::object& object);

}  // namespace ascend::runtime::dump_fields
