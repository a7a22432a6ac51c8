// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/input_shapes.h"

#include <fmt/format.h>

#include <charconv>

#include "traces/error.h"

namespace ascend::cli {
namespace {

[[noreturn]] void refuse(std::string_view text, std::string_view reason) {
    throw Error(ErrorCode::kUsage,
                fmt::format("--input-shape \"{}\": {}: expected \"NAME:EXTENT,EXTENT..\", several "
                            "separated by semicolons, such as \"x:1,3,224,224\"",
                            text, reason));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::int64_t parse_extent(std::string_view text, std::string_view whole) {
    std::int64_t extent = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), extent);
    if (error != std::errc() || rest != text.data() + text.size())
        refuse(whole, fmt::format("\"{}\" is no extent", text));
    return extent;
}

}  // namespace

InputShapes parse_input_shapes(std::string_view text) {
    InputShapes shapes;
    for (const std::string_view part : split(text, ';')) {
        const std::size_t colon = part.rfind(':');
        if (colon == std::string_view::npos || colon == 0)
            refuse(text, fmt::format("\"{}\" is no name with a shape", part));
        std::vector<std::int64_t> shape;
        for (const std::string_view extent : split(part.substr(colon + 1), ','))
            shape.push_back(parse_extent(extent, text));
        const std::string name(part.substr(0, colon));
        if (!shapes.emplace(name, std::move(shape)).second)
            refuse(text, fmt::format("\"{}\" comes twice", name));
    }
    return shapes;
}

}  // namespace ascend::cli
