// SPDX-License-Identifier: Apache-2.0
#include "models/om/element_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace ascend::models::om {

namespace {

struct TypeNumber {
    DataType type;
    std::int64_t proto;
};

constexpr TypeNumber kTypes[] = {
    {DataType::kUndefined, 0}, {DataType::kFloat, 1},      {DataType::kFloat16, 2},
    {DataType::kInt8, 3},      {DataType::kUint8, 4},      {DataType::kInt16, 5},
    {DataType::kUint16, 6},    {DataType::kInt32, 7},      {DataType::kInt64, 8},
    {DataType::kUint32, 9},    {DataType::kUint64, 10},    {DataType::kBool, 11},
    {DataType::kDouble, 12},   {DataType::kComplex64, 16}, {DataType::kComplex128, 17},
    {DataType::kBf16, 27},     {DataType::kInt4, 28},
};

/// The largest number that the format gives to a type (FLOAT4_E2M1), plus room for its successors.
constexpr std::int64_t kLastProto = 63;

struct FormatNumber {
    std::int32_t number;
    std::string_view name;
};

constexpr FormatNumber kFormats[] = {
    {0, "NCHW"},         {1, "NHWC"},  {2, "ND"},        {3, "NC1HWC0"},     {4, "FRACTAL_Z"},
    {12, "NC1HWC0_C04"}, {16, "HWCN"}, {27, "NDHWC"},    {29, "FRACTAL_NZ"}, {30, "NCDHW"},
    {35, "NC"},          {47, "NCL"},  {32, "NDC1HWC0"},
};

std::string_view base_of(std::string_view format) {
    return format.substr(0, format.find(':'));
}

}  // namespace

std::optional<DataType> type_of_proto(std::int64_t number) {
    if (number < 0 || number > kLastProto) return std::nullopt;
    const auto* at = std::find_if(std::begin(kTypes), std::end(kTypes),
                                  [&](const TypeNumber& entry) { return entry.proto == number; });
    return at == std::end(kTypes) ? DataType::kUndefined : at->type;
}

std::int64_t proto_of_type(DataType type) {
    const auto* at = std::find_if(std::begin(kTypes), std::end(kTypes),
                                  [&](const TypeNumber& entry) { return entry.type == type; });
    return at == std::end(kTypes) ? 0 : at->proto;
}

DataType type_of_acl(std::int64_t number) {
    const auto* at = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const auto& entry) {
        return static_cast<std::int64_t>(entry.type) == number;
    });
    return at == std::end(kTypes) ? DataType::kUndefined : at->type;
}

std::string format_name(std::int32_t number) {
    for (const FormatNumber& entry : kFormats)
        if (entry.number == number) return std::string(entry.name);
    return fmt::format("FORMAT_{}", number);
}

std::int32_t format_number(std::string_view name) {
    for (const FormatNumber& entry : kFormats)
        if (entry.name == name) return entry.number;
    return 2;
}

Layout layout_of(std::string_view format) {
    const std::string_view base = base_of(format);
    if (base == "NC1HWC0" || base == "NC1HWC0_C04") return Layout::kNc1hwc0;
    if (base == "FRACTAL_NZ") return Layout::kFractalNz;
    if (base == "FRACTAL_Z" || base == "FRACTAL_Z_C04") return Layout::kFractalZ;
    return Layout::kNd;
}

bool channels_last(std::string_view format) {
    return format == "NHWC" || format == "HWC";
}

}  // namespace ascend::models::om
