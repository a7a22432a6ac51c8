// SPDX-License-Identifier: Apache-2.0
#include "sim/data_type.h"

#include <bit>

#include "acl/acl_base.h"

namespace {

constexpr std::uint32_t kFloatBias = 127, kHalfBias = 15;
constexpr int kMantissaShift = 13;  // 23 bits of binary32 less 10 of binary16

/// `value` / 2^shift to nearest, ties to even.
std::uint32_t shift_right_rounded(std::uint32_t value, int shift) {
    const std::uint32_t half = 1u << (shift - 1), rest = value & ((1u << shift) - 1);
    const std::uint32_t quotient = value >> shift;
    return quotient + (rest > half || (rest == half && (quotient & 1u)) ? 1u : 0u);
}

}  // namespace

size_t aclDataTypeSize(aclDataType dataType) {
    constexpr size_t kComplex32Size = 4;
    if (dataType == ACL_COMPLEX32) return kComplex32Size;
    if (dataType == ACL_STRING || dataType == ACL_UINT1 || dataType == ACL_INT4) return 0;
    return static_cast<size_t>(ascend::bits_of(static_cast<ascend::DataType>(dataType)) / 8);
}

float aclFloat16ToFloat(aclFloat16 value) {
    const std::uint32_t sign = (value & 0x8000u) << 16;
    std::uint32_t exponent = (value >> 10) & 0x1fu, mantissa = value & 0x3ffu;
    if (exponent == 0x1f)
        return std::bit_cast<float>(sign | 0x7f800000u | mantissa << kMantissaShift);
    if (exponent == 0) {
        const float magnitude = static_cast<float>(mantissa) * 0x1p-24f;
        return sign != 0 ? -magnitude : magnitude;
    }
    exponent += kFloatBias - kHalfBias;
    return std::bit_cast<float>(sign | exponent << 23 | mantissa << kMantissaShift);
}

aclFloat16 aclFloatToFloat16(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 16) & 0x8000u, magnitude = bits & 0x7fffffffu;
    const auto half = [sign](std::uint32_t rest) { return static_cast<aclFloat16>(sign | rest); };
    if (magnitude > 0x7f800000u) return half(0x7e00u);   // not a number
    if (magnitude >= 0x47800000u) return half(0x7c00u);  // 2^16 and more
    const int exponent = static_cast<int>(magnitude >> 23);
    constexpr int kLeastNormal = static_cast<int>(kFloatBias - kHalfBias) + 1;
    if (exponent >= kLeastNormal) {
        const std::uint32_t rebiased = magnitude - ((kFloatBias - kHalfBias) << 23);
        return half(shift_right_rounded(rebiased, kMantissaShift));
    }
    const int shift = kMantissaShift + kLeastNormal - exponent;
    if (shift > 24) return half(0);
    const std::uint32_t mantissa = (magnitude & 0x7fffffu) | 0x800000u;
    return half(shift_right_rounded(mantissa, shift));
}
