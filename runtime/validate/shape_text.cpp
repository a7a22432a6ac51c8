// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/shape_text.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace ascend::validate {

std::optional<DataType> parse_type(std::string_view name) {
    static const std::map<std::string_view, DataType> kTypes = {
        {"float32", DataType::kFloat}, {"float", DataType::kFloat},
        {"FLOAT", DataType::kFloat},   {"float16", DataType::kFloat16},
        {"fp16", DataType::kFloat16},  {"FLOAT16", DataType::kFloat16},
        {"bfloat16", DataType::kBf16}, {"DT_BF16", DataType::kBf16},
        {"int8", DataType::kInt8},     {"INT8", DataType::kInt8},
        {"uint8", DataType::kUint8},   {"UINT8", DataType::kUint8},
        {"int16", DataType::kInt16},   {"INT16", DataType::kInt16},
        {"UINT16", DataType::kUint16}, {"int32", DataType::kInt32},
        {"INT32", DataType::kInt32},   {"int64", DataType::kInt64},
        {"INT64", DataType::kInt64},   {"bool", DataType::kBool},
        {"BOOL", DataType::kBool},     {"DOUBLE", DataType::kDouble},
    };
    const auto found = kTypes.find(name);
    return found == kTypes.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::optional<std::vector<Shape>> parse_shapes(std::string_view text) {
    std::vector<Shape> shapes;
    for (const std::string& part : split(text, ';')) {
        Shape& shape = shapes.emplace_back();
        if (part.empty()) continue;
        for (const std::string& extent : split(part, ',')) {
            const char* end = extent.data() + extent.size();
            const auto [rest, error] = std::from_chars(extent.data(), end, shape.emplace_back());
            if (error != std::errc() || rest != end || shape.back() < 1) return std::nullopt;
        }
    }
    return shapes;
}

std::int64_t product(const Shape& shape, std::size_t first, std::size_t last) {
    std::int64_t result = 1;
    for (std::size_t i = first; i < last; ++i) result *= shape[i];
    return result;
}

std::int64_t count(const Shape& shape) {
    return product(shape, 0, shape.size());
}

}  // namespace ascend::validate
