// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/element_type.h"

#include <fmt/format.h>

#include <array>

#include "traces/error.h"

namespace ascend::models::onnx_file {

DataType element_type(std::int64_t type) {
    constexpr auto kNone = DataType::kUndefined;
    constexpr std::array kTypes = {
        kNone,                  // UNDEFINED
        DataType::kFloat,       // 1
        DataType::kUint8,       // 2
        DataType::kInt8,        // 3
        DataType::kUint16,      // 4
        DataType::kInt16,       // 5
        DataType::kInt32,       // 6
        DataType::kInt64,       // 7
        kNone,                  // STRING
        DataType::kBool,        // 9
        DataType::kFloat16,     // 10
        DataType::kDouble,      // 11
        DataType::kUint32,      // 12
        DataType::kUint64,      // 13
        DataType::kComplex64,   // 14
        DataType::kComplex128,  // 15
        DataType::kBf16,        // 16
        kNone,                  // FLOAT8E4M3FN
        kNone,                  // FLOAT8E4M3FNUZ
        kNone,                  // FLOAT8E5M2
        kNone,                  // FLOAT8E5M2FNUZ
        kNone,                  // UINT4
        DataType::kInt4,        // 22
    };
    const bool known = type >= 0 && type < static_cast<std::int64_t>(kTypes.size());
    const DataType found = known ? kTypes[static_cast<std::size_t>(type)] : kNone;
    if (found != kNone) return found;
    throw Error(ErrorCode::kUnsupported,
                fmt::format("ONNX element type {} is not one that a device tensor can have", type));
}

}  // namespace ascend::models::onnx_file
