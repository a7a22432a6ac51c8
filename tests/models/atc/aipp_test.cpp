// SPDX-License-Identifier: Apache-2.0
#include "models/program/aipp.h"

#include <gtest/gtest.h>

#include "traces/error.h"

namespace ascend::models {
namespace {

const Shape kImage = {2, 3, 64, 48};

TEST(Aipp, CountsBytesOfEveryFormat) {
    const auto bytes = [](AippFormat format) { return source_bytes(format, 2, 10, 20).count(); };
    EXPECT_EQ(bytes(AippFormat::kYuv400), 400);
    EXPECT_EQ(bytes(AippFormat::kYuv420sp), 600);
    EXPECT_EQ(bytes(AippFormat::kYuyv), 800);
    EXPECT_EQ(bytes(AippFormat::kYuv422sp), 800);
    EXPECT_EQ(bytes(AippFormat::kRgb888), 1200);
    EXPECT_EQ(bytes(AippFormat::kXrgb8888), 1600);
    EXPECT_EQ(bytes(AippFormat::kArgb8888), 1600);
    EXPECT_EQ(bytes(AippFormat::kAyuv444), 1600);
    EXPECT_EQ(dynamic_aipp_bytes(3).count(), 64 + 3 * 96);
}

TEST(Aipp, TakesTheNetworksSizeWhereItSaysNone) {
    const Aipp aipp = fitted({}, kImage);
    EXPECT_EQ(aipp.source_width, 48);
    EXPECT_EQ(aipp.source_height, 64);
    EXPECT_EQ(source_shape(aipp, kImage), (Shape{2, 64, 48, 3}));
}

TEST(Aipp, CropsResizesAndPadsInThisOrder) {
    Aipp aipp;
    aipp.source_width = 100;
    aipp.source_height = 200;
    aipp.crop = aipp.resize = aipp.padding = true;
    aipp.crop_x = 10;
    aipp.crop_width = 90;
    aipp.crop_height = 60;
    aipp.resize_width = 40;
    aipp.resize_height = 60;
    aipp.left = 8;
    aipp.top = 1;
    aipp.bottom = 3;
    EXPECT_NO_THROW(fitted(aipp, kImage));
    aipp.right = 1;
    EXPECT_THROW(fitted(aipp, kImage), Error) << "49 columns";
    aipp.right = 0;
    aipp.crop_width = 91;
    EXPECT_THROW(fitted(aipp, kImage), Error) << "beyond the image";
}

TEST(Aipp, WantsAnImageOfFourDimensions) {
    EXPECT_THROW(fitted({}, {2, 64}), Error);
    Aipp dynamic;
    dynamic.dynamic = true;
    EXPECT_THROW(fitted(dynamic, {2, 64}), Error);
    EXPECT_EQ(source_shape(fitted(dynamic, kImage), kImage), kImage);
}

TEST(Aipp, YuvImagesHaveEvenSizes) {
    Aipp aipp;
    aipp.format = AippFormat::kYuv420sp;
    EXPECT_THROW(fitted(aipp, {1, 3, 64, 47}), Error);
    EXPECT_THROW(fitted(aipp, {1, 3, 63, 48}), Error);
    aipp.format = AippFormat::kYuv422sp;
    EXPECT_NO_THROW(fitted(aipp, {1, 3, 63, 48}));
}

}  // namespace
}  // namespace ascend::models
