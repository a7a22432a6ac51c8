// SPDX-License-Identifier: Apache-2.0
#include "models/atc/option_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "traces/error.h"

namespace ascend::models::atc {
namespace {

[[noreturn]] void refuse(std::string_view option, std::string_view text, std::string_view wanted) {
    throw Error(ErrorCode::kUsage,
                fmt::format("--{}=\"{}\": {} is expected", option, text, wanted));
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
    const std::size_t end = text.find_last_not_of(' ');
    return end == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

/// A separator at the very end is allowed, as atc does.
std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(trimmed(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    if (parts.size() > 1 && parts.back().empty()) parts.pop_back();
    return parts;
}

constexpr const char* kShapes = "a shape such as x:1,3,224,224;y:-1,5";

}  // namespace

std::vector<std::int64_t> parse_numbers(std::string_view option, std::string_view text) {
    std::vector<std::int64_t> numbers;
    for (const std::string_view part : split(text, ',')) {
        std::int64_t number = 0;
        const char* const end = part.data() + part.size();
        const auto [rest, error] = std::from_chars(part.data(), end, number);
        if (part.empty() || error != std::errc() || rest != end)
            refuse(option, text, "whole numbers, separated by commas,");
        numbers.push_back(number);
    }
    return numbers;
}

std::vector<std::vector<std::int64_t>> parse_number_groups(std::string_view option,
                                                           std::string_view text) {
    std::vector<std::vector<std::int64_t>> groups;
    for (const std::string_view part : split(text, ';'))
        groups.push_back(parse_numbers(option, part));
    return groups;
}

std::vector<NamedShape> parse_input_shape(std::string_view text) {
    std::vector<NamedShape> shapes;
    for (const std::string_view part : split(text, ';')) {
        const std::size_t colon = part.rfind(':');
        if (colon == std::string_view::npos || colon == 0) refuse("input_shape", text, kShapes);
        if (part.find('~') != std::string_view::npos)
            throw Error(
                ErrorCode::kUnsupported,
                fmt::format("--input_shape=\"{}\": ranges are not modelled: give gears with "
                            "--dynamic_dims",
                            text));
        const std::string name(part.substr(0, colon));
        if (std::ranges::find(shapes, name, &NamedShape::name) != shapes.end())
            refuse("input_shape", text, "each input once");
        shapes.push_back({name, parse_numbers("input_shape", part.substr(colon + 1))});
    }
    return shapes;
}

}  // namespace ascend::models::atc
