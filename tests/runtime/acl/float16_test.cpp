// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "acl/acl_base.h"

namespace ascend::test {
namespace {

TEST(Float16, EveryValueSurvivesTheRoundTrip) {
    for (std::uint32_t bits = 0; bits <= 0xffff; ++bits) {
        const auto half = static_cast<aclFloat16>(bits);
        const float value = aclFloat16ToFloat(half);
        if (std::isnan(value)) {
            EXPECT_TRUE(std::isnan(aclFloat16ToFloat(aclFloatToFloat16(value))));
            continue;
        }
        ASSERT_EQ(aclFloatToFloat16(value), half) << bits;
    }
}

TEST(Float16, RoundsToNearestWithTiesToEven) {
    EXPECT_EQ(aclFloatToFloat16(1.0f), 0x3c00);
    EXPECT_EQ(aclFloatToFloat16(1.0f + 0x1p-11f), 0x3c00);
    EXPECT_EQ(aclFloatToFloat16(1.0f + 0x1p-11f + 0x1p-20f), 0x3c01);
    EXPECT_EQ(aclFloatToFloat16(1.0f + 3 * 0x1p-11f), 0x3c02);
    EXPECT_EQ(aclFloatToFloat16(-2.0f), 0xc000);
}

TEST(Float16, OverflowsToInfinityAndUnderflowsToZero) {
    EXPECT_EQ(aclFloatToFloat16(65504.0f), 0x7bff);
    EXPECT_EQ(aclFloatToFloat16(65519.0f), 0x7bff);
    EXPECT_EQ(aclFloatToFloat16(65520.0f), 0x7c00);
    EXPECT_EQ(aclFloatToFloat16(1e10f), 0x7c00);
    EXPECT_EQ(aclFloatToFloat16(-std::numeric_limits<float>::infinity()), 0xfc00);
    EXPECT_EQ(aclFloatToFloat16(0x1p-24f), 0x0001);
    EXPECT_EQ(aclFloatToFloat16(0x1p-25f), 0x0000);
    EXPECT_EQ(aclFloatToFloat16(0x1.8p-25f), 0x0001);
    EXPECT_EQ(aclFloatToFloat16(1e-30f), 0x0000);
    EXPECT_EQ(aclFloatToFloat16(-0.0f), 0x8000);
}

}  // namespace
}  // namespace ascend::test
