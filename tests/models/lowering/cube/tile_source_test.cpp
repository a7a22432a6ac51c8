// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/tile_source.h"

#include <gtest/gtest.h>

namespace ascend::models::cube {
namespace {

TileLoad load(Layout layout, bool transposed, std::int64_t rows, std::int64_t columns) {
    return MatrixSource({0, layout, DataType::kFloat16, 100, 200, transposed}).load(rows, columns);
}

TEST(MatrixSource, NdLoadsRowsOfWhatIsAskedFor) {
    const TileLoad tile = load(Layout::kNd, false, 30, 40);
    EXPECT_EQ(tile.access.bytes, Bytes(30 * 40 * 2));
    EXPECT_EQ(tile.access.rows, 30);
    EXPECT_TRUE(tile.access.nd2nz);
    EXPECT_EQ(load(Layout::kNd, true, 30, 40).access.rows, 40);
}

TEST(MatrixSource, NdRowsThatFillTheInnerAxisAreOneRun) {
    EXPECT_EQ(load(Layout::kNd, false, 30, 200).access.rows, 1);
    EXPECT_EQ(load(Layout::kNd, true, 100, 40).access.rows, 1);
}

TEST(MatrixSource, NzLoadsColumnsOfFractals) {
    const TileLoad tile = load(Layout::kFractalNz, false, 30, 40);
    EXPECT_EQ(tile.access.rows, 3);
    EXPECT_EQ(tile.access.bytes, Bytes(32 * 48 * 2));
    EXPECT_FALSE(tile.access.nd2nz);
    EXPECT_EQ(load(Layout::kFractalNz, false, 100, 40).access.rows, 1);
    EXPECT_EQ(load(Layout::kFractalNz, true, 30, 40).access.rows, 2);
}

TEST(MatrixSource, FractalZLoadsRowsOfFractals) {
    const TileLoad tile = load(Layout::kFractalZ, false, 32, 48);
    EXPECT_EQ(tile.access.rows, 2);
    EXPECT_EQ(tile.access.bytes, Bytes(32 * 48 * 2));
    EXPECT_EQ(load(Layout::kFractalZ, false, 32, 200).access.rows, 1);
}

TEST(MatrixSource, Int8FillsFractalsOf32Columns) {
    const MatrixSource source({0, Layout::kFractalNz, DataType::kInt8, 64, 64, false});
    EXPECT_EQ(source.load(16, 33).access.bytes, Bytes(16 * 64));
    EXPECT_EQ(source.l1_bytes(1, 1), Bytes(16 * 32));
}

ImageLayout image(std::int64_t kernel, std::int64_t stride) {
    ImageLayout image;
    image.c1 = 4;
    image.h_in = image.w_in = 56;
    image.h_out = image.w_out = (56 - 1) / stride + 1;
    image.kernel_h = image.kernel_w = kernel;
    image.stride_h = image.stride_w = stride;
    image.pixel_bytes = 32;
    return image;
}

TEST(ImageSource, WholeRowsNeedTheirHalo) {
    const ImageSource source(image(3, 1));
    const TileLoad tile = source.load(2 * 56, 9 * 16);
    EXPECT_EQ(tile.access.bytes, Bytes(4 * 56 * 32));  // 2 rows and one above and below
    EXPECT_EQ(tile.access.rows, 1);
    EXPECT_EQ(source.load(2 * 56, 9 * 16 * 3).access.rows, 3);
}

TEST(ImageSource, TheWholeImageIsLoadedOnce) {
    const TileLoad tile = ImageSource(image(3, 1)).load(56 * 56, 9 * 64);
    EXPECT_EQ(tile.access.bytes, Bytes(4 * 56 * 56 * 32));
    EXPECT_EQ(tile.access.rows, 1);
}

TEST(ImageSource, APieceOfARowNeedsItsColumnsOnly) {
    const ImageSource source(image(3, 1));
    EXPECT_EQ(source.load(28, 9 * 16).access.bytes, Bytes(3 * 30 * 32));
    EXPECT_EQ(source.load(28, 9 * 16).access.rows, 3);
    EXPECT_EQ(source.load(30, 9 * 16).access.bytes,
              Bytes(3 * 34 * 32));  // may wrap: twice the halo
}

TEST(ImageSource, StrideSkipsNoRowBetweenOutputs) {
    EXPECT_EQ(ImageSource(image(3, 2)).load(2 * 28, 9 * 16).access.bytes, Bytes(5 * 56 * 32));
}

TEST(ImageSource, TransposedLoadsPixelsAndKeepsZerosInL1) {
    ImageLayout layout = image(4, 2);
    layout.transposed = true;
    layout.h_in = layout.w_in = 28;
    layout.h_out = layout.w_out = 56;
    const ImageSource source(layout);
    const TileLoad tile = source.load(4 * 56, 16 * 16);
    EXPECT_EQ(tile.access.bytes, Bytes(4 * 28 * 32));  // ceil((4 + 3) / 2) rows
    EXPECT_EQ(source.l1_bytes(4 * 56, 16 * 16), Bytes(4 * 4 * 28 * 32));
}

TEST(OutputAccess, NdRowsAreRunsUnlessWhole) {
    const OutputLayout output{Layout::kNd, DataType::kFloat16, 64, 128};
    EXPECT_EQ(output_access(output, 3, sim::GmPath::kL0cToGm, 16, 32).rows, 16);
    EXPECT_EQ(output_access(output, 3, sim::GmPath::kL0cToGm, 16, 128).rows, 1);
    EXPECT_EQ(output_access(output, 3, sim::GmPath::kL0cToGm, 16, 32).bytes, Bytes(1024));
}

TEST(OutputAccess, ImagesPadChannelsButNotPixels) {
    const OutputLayout output{Layout::kNc1hwc0, DataType::kFloat16, 49, 40};
    const sim::GmAccess access = output_access(output, 3, sim::GmPath::kUbToGm, 49, 40);
    EXPECT_EQ(access.bytes, Bytes(49 * 48 * 2));
    EXPECT_EQ(access.rows, 1);
    EXPECT_EQ(output_access(output, 3, sim::GmPath::kUbToGm, 7, 40).rows, 3);
}

}  // namespace
}  // namespace ascend::models::cube
