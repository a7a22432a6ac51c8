// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/lowering/operator.h"
#include "sim/data_type.h"

/// Numbers and names of element types and formats in an .om (facts: formats.md 1.3, 1.4).
namespace ascend::models::om {

/// MODEL_DEF numbers types its own way; everything else uses ACL's numbers. Types that this
/// project does not model are kUndefined; nothing for a number that means no type at all.
std::optional<DataType> type_of_proto(std::int64_t number);
std::int64_t proto_of_type(DataType type);
/// By ACL's numbers (MODEL_INOUT_INFO), kUndefined when unknown.
DataType type_of_acl(std::int64_t number);

/// "NCHW" for 0, as ACL numbers formats; "FORMAT_99" when unknown.
std::string format_name(std::int32_t number);
/// The reverse; 2 (ND) when unknown.
std::int32_t format_number(std::string_view name);

/// How a tensor of this format lies; formats without a layout of their own are row-major. Sub
/// formats ("FRACTAL_Z:8" for 8 groups) count as their base.
Layout layout_of(std::string_view format);

/// True for an image format whose last axis is the channel ("NHWC").
bool channels_last(std::string_view format);

}  // namespace ascend::models::om
