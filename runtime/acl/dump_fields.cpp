// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/dump_fields.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "runtime/acl/failure.h"
#include "traces/input_file.h"

namespace ascend::runtime::dump_fields {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestPath = 512;

/// "ip:path" names a folder of the host that the device belongs to, which is this one.
std::string without_host(const std::string& text) {
    const std::size_t colon = text.find(':');
    in_addr address{};
    if (colon == std::string::npos ||
        inet_pton(AF_INET, text.substr(0, colon).c_str(), &address) != 1)
        return text;
    return text.substr(colon + 1);
}

}  // namespace

namespace json = boost::json;

json::object read_object(const fs::path& file) {
    const std::optional<std::string> text = traces::read_file(file);
    if (!text)
        throw Failure(ACL_ERROR_INVALID_FILE,
                      fmt::format("{}: cannot be read: expected a JSON file", file.string()));
    boost::system::error_code error;
    json::value value = json::parse(*text, error);
    if (error || !value.is_object())
        throw Failure(ACL_ERROR_PARSE_FILE,
                      fmt::format("{}: not a JSON object: {}", file.string(), error.message()));
    return std::move(value.get_object());
}

void refuse(std::string_view key, std::string_view expected) {
    throw Failure(ACL_ERROR_INVALID_DUMP_CONFIG, fmt::format("dump.{} must be {}", key, expected));
}

std::optional<std::string> text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_string()) refuse(key, "a text");
    return std::string(value->get_string());
}

std::string choice(const json::object& object, std::string_view key,
                   std::initializer_list<std::string_view> known) {
    const std::string text = text_of(object, key).value_or(std::string(*known.begin()));
    if (std::find(known.begin(), known.end(), text) == known.end())
        refuse(key, fmt::format("one of {}", fmt::join(known, ", ")));
    return text;
}

bool is_on(const json::object& object, std::string_view key) {
    return choice(object, key, {"off", "on"}) == "on";
}

const json::array* array_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr) return nullptr;
    if (!value->is_array()) refuse(key, "a list");
    return &value->get_array();
}

std::vector<std::string> texts_of(const json::object& object, std::string_view key) {
    std::vector<std::string> texts;
    const json::array* array = array_of(object, key);
    if (array == nullptr) return texts;
    for (const json::value& each : *array) {
        if (!each.is_string()) refuse(key, "a list of texts");
        texts.emplace_back(each.get_string());
    }
    return texts;
}

fs::path folder_of(const json::object& object) {
    auto text = text_of(object, "dump_path");
    for (const char* variable : {"ASCEND_DUMP_PATH", "ASCEND_WORK_PATH"}) {
        const char* value = std::getenv(variable);
        if (!text && value != nullptr && *value != '\0') text = value;
    }
    if (!text) return {};
    if (text->empty() || text->size() > kLongestPath)
        refuse("dump_path", "a folder of at most 512 characters");
    const std::string path = without_host(*text);
    if (!fs::is_directory(path)) refuse("dump_path", "a folder that exists");
    if (access(path.c_str(), R_OK | W_OK) != 0)
        refuse("dump_path", "a folder that can be read and written");
    return path;
}

}  // namespace ascend::runtime::dump_fields
