// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "traces/units.h"

namespace ascend {

/// Element types, numbered as aclDataType (facts: acl_types.csv).
enum class DataType : std::int8_t {
    kUndefined = -1,
    kFloat = 0,
    kFloat16 = 1,
    kInt8 = 2,
    kInt32 = 3,
    kUint8 = 4,
    kInt16 = 6,
    kUint16 = 7,
    kUint32 = 8,
    kInt64 = 9,
    kUint64 = 10,
    kDouble = 11,
    kBool = 12,
    kComplex64 = 16,
    kComplex128 = 17,
    kBf16 = 27,
    kInt4 = 29,
};

/// Bits of one element; 0 for kUndefined.
constexpr std::int64_t bits_of(DataType type) {
    switch (type) {
        case DataType::kUndefined:
            return 0;
        case DataType::kInt4:
            return 4;
        case DataType::kInt8:
        case DataType::kUint8:
        case DataType::kBool:
            return 8;
        case DataType::kFloat16:
        case DataType::kBf16:
        case DataType::kInt16:
        case DataType::kUint16:
            return 16;
        case DataType::kFloat:
        case DataType::kInt32:
        case DataType::kUint32:
            return 32;
        case DataType::kInt64:
        case DataType::kUint64:
        case DataType::kDouble:
        case DataType::kComplex64:
            return 64;
        case DataType::kComplex128:
            return 128;
    }
    return 0;
}

constexpr Bytes bytes_of(DataType type, std::int64_t elements) {
    return Bytes(ceil_div(elements * bits_of(type), 8));
}

constexpr bool is_floating(DataType type) {
    return type == DataType::kFloat || type == DataType::kFloat16 || type == DataType::kBf16 ||
           type == DataType::kDouble;
}

/// "FLOAT16", as msprof prints it.
constexpr std::string_view name_of(DataType type) {
    switch (type) {
        case DataType::kUndefined:
            return "UNDEFINED";
        case DataType::kFloat:
            return "FLOAT";
        case DataType::kFloat16:
            return "FLOAT16";
        case DataType::kInt8:
            return "INT8";
        case DataType::kInt32:
            return "INT32";
        case DataType::kUint8:
            return "UINT8";
        case DataType::kInt16:
            return "INT16";
        case DataType::kUint16:
            return "UINT16";
        case DataType::kUint32:
            return "UINT32";
        case DataType::kInt64:
            return "INT64";
        case DataType::kUint64:
            return "UINT64";
        case DataType::kDouble:
            return "DOUBLE";
        case DataType::kBool:
            return "BOOL";
        case DataType::kComplex64:
            return "COMPLEX64";
        case DataType::kComplex128:
            return "COMPLEX128";
        case DataType::kBf16:
            return "DT_BF16";
        case DataType::kInt4:
            return "INT4";
    }
    return "UNDEFINED";
}

}  // namespace ascend
