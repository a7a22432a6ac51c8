// SPDX-License-Identifier: Apache-2.0
#include "sim/soc/json_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "traces/error.h"

namespace ascend::sim {
namespace {

namespace json = boost::json;

constexpr std::uintmax_t kMaxBytes = 4u << 20;
constexpr std::size_t kMaxDepth = 8;

/// Follows a parse and stops it at a key that its object already has, which boost::json::parse
/// would silently let win.
class KeyChecker {
  public:
    // NOLINTBEGIN(readability-identifier-naming): names that basic_parser asks for
    constexpr static std::size_t max_object_size = std::size_t(-1);
    constexpr static std::size_t max_array_size = std::size_t(-1);
    constexpr static std::size_t max_key_size = std::size_t(-1);
    constexpr static std::size_t max_string_size = std::size_t(-1);
    // NOLINTEND(readability-identifier-naming)

    const std::string& duplicate() const { return duplicate_; }

    bool on_object_begin(json::error_code&) {
        keys_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, json::error_code&) {
        keys_.pop_back();
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view part, std::size_t, json::error_code& error) {
        key_.append(part.data(), part.size());
        if (!keys_.back().insert(key_).second) {
            duplicate_ = key_;
            error = json::error::syntax;
            return false;
        }
        key_.clear();
        return true;
    }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_array_begin(json::error_code&) { return true; }
    bool on_array_end(std::size_t, json::error_code&) { return true; }
    bool on_string_part(json::string_view, std::size_t, json::error_code&) { return true; }
    bool on_string(json::string_view, std::size_t, json::error_code&) { return true; }
    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t, json::string_view, json::error_code&) { return true; }
    bool on_uint64(std::uint64_t, json::string_view, json::error_code&) { return true; }
    bool on_double(double, json::string_view, json::error_code&) { return true; }
    bool on_bool(bool, json::error_code&) { return true; }
    bool on_null(json::error_code&) { return true; }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

  private:
    std::vector<std::set<std::string>> keys_;
    std::string key_, duplicate_;
};

json::parse_options options() {
    json::parse_options result;
    result.max_depth = kMaxDepth;
    return result;
}

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view text,
                         std::size_t position, const std::string& why) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size()));
    throw Error(ErrorCode::kMalformed, fmt::format("{}:{}: {}", file.string(),
                                                   1 + std::count(text.begin(), end, '\n'), why));
}

void check_syntax(const std::filesystem::path& file, std::string_view text) {
    json::basic_parser<KeyChecker> parser(options());
    json::error_code error;
    const std::size_t position = parser.write_some(false, text.data(), text.size(), error);
    const std::string& duplicate = parser.handler().duplicate();
    if (!duplicate.empty())
        refuse(file, text, position, fmt::format("key {:?} is given twice", duplicate));
    if (error) refuse(file, text, position, fmt::format("not valid JSON: {}", error.message()));
    const std::size_t rest = text.find_first_not_of(" \t\r\n", position);
    if (rest != text.npos) refuse(file, text, rest, "something follows the JSON object");
}

std::string read_text(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status))
        throw Error(ErrorCode::kNotFound, fmt::format("{}: no such SoC file", file.string()));
    if (!std::filesystem::is_regular_file(status))
        throw Error(ErrorCode::kMalformed,
                    fmt::format("{}: expected a SoC file, not a folder or device", file.string()));
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (!error && size > kMaxBytes)
        throw Error(ErrorCode::kMalformed,
                    fmt::format("{}: expected a SoC file of at most 4 MiB", file.string()));
    std::string text(error ? 0 : static_cast<std::size_t>(size), '\0');
    std::ifstream stream(file, std::ios::binary);
    if (error || !stream.read(text.data(), static_cast<std::streamsize>(text.size())))
        throw Error(ErrorCode::kIo,
                    fmt::format("{}: cannot be read: {}", file.string(), std::strerror(errno)));
    return text;
}

}  // namespace

json::object read_json_file(const std::filesystem::path& file) {
    const std::string text = read_text(file);
    check_syntax(file, text);
    json::value value = json::parse(text, {}, options());
    if (!value.is_object()) refuse(file, text, 0, "expected one JSON object");
    return std::move(value.as_object());
}

}  // namespace ascend::sim
