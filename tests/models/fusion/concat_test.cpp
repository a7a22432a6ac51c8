// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/models/fusion/graph_builder.h"

namespace ascend::models {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;

struct Joined {
    GraphBuilder b;
    TensorId first, second;

    Joined(std::int64_t batch, std::int64_t channels, bool second_reader = false) {
        const Shape image = {batch, channels, 8, 8}, both = {batch, 2 * channels, 8, 8};
        const TensorId x = b.input({batch, 16, 8, 8});
        first = b.convolution(x, channels);
        second = b.convolution(x, channels);
        const TensorId joined =
            b.node("Concat", {first, second}, both, {{"axis", std::int64_t{1}}});
        b.output(b.node("Exp", {joined}, both));
        if (second_reader) b.output(b.node("Tanh", {first}, image));
    }
};

TEST(Concat, AlignedChannelsOfOneImageAreFree) {
    const Joined model(1, 32);
    const FusedGraph fused = fused_for(model.b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "ConcatD"), 0U);
    const FusedTensor& second = fused.tensors[fused.operators[3].outputs[0]];
    EXPECT_NE(second.alias_of, kNone);
    EXPECT_EQ(second.alias_offset, 32 * 8 * 8 * 2);
}

TEST(Concat, SeveralImagesAreStridedViewsOfTheWhole) {
    const FusedGraph fused = fused_for(Joined(2, 32).b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "ConcatD"), 0U);
}

TEST(Concat, SeveralRowMajorPiecesNeedAKernel) {
    const FusedGraph fused = fused_for(Joined(2, 24).b, "Ascend310P3");
    expect_sound(fused);
    const auto& op = std::get<CopyOp>(find_operator(fused, "ConcatD").shape);
    ASSERT_EQ(op.pieces.size(), 2U);
    EXPECT_EQ(op.pieces[1].rows, 2);
    EXPECT_EQ(op.pieces[1].row_bytes, 24 * 8 * 8 * 2);
    EXPECT_TRUE(op.pieces[1].strided_write);
}

TEST(Concat, RaggedChannelsGoThroughRowMajorOrder) {
    const FusedGraph fused = fused_for(Joined(1, 24).b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(fused.tensors[find_operator(fused, "Exp").inputs[0]].layout, Layout::kNd);
}

TEST(Concat, AnotherReaderOfAPartPreventsIt) {
    const FusedGraph fused = fused_for(Joined(1, 32, true).b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "ConcatD"), 1U);
}

TEST(Concat, TheSameTensorTwiceIsCopied) {
    GraphBuilder b;
    const TensorId y = b.convolution(b.input({1, 16, 8, 8}), 32);
    b.output(b.node("Concat", {y, y}, {1, 64, 8, 8}, {{"axis", std::int64_t{1}}}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "ConcatD"), 1U);
}

TEST(Split, AlignedPartsLieInTheWhole) {
    for (const std::int64_t channels : {32, 24}) {
        GraphBuilder b;
        const Shape part = {1, channels, 8, 8};
        const auto parts =
            b.outputs_of("Split", {b.convolution(b.input({1, 16, 8, 8}), 2 * channels)},
                         {part, part}, {{"axis", std::int64_t{1}}});
        b.output(b.node("Exp", {parts[0]}, part));
        b.output(b.node("Exp", {parts[1]}, part));
        const FusedGraph fused = fused_for(b, "Ascend310P3");
        expect_sound(fused);
        EXPECT_EQ(count_of(fused, "SplitD"), 0U) << "ND splits of one image are contiguous too";
        EXPECT_EQ(count_of(fused, "TransData"), channels == 32 ? 3U : 2U);
    }
}

TEST(Split, ColumnsOfRowMajorRowsNeedAKernel) {
    GraphBuilder b;
    const Shape part = {64, 128};
    const auto parts = b.outputs_of("Split", {b.node("Exp", {b.input({64, 256})}, {64, 256})},
                                    {part, part}, {{"axis", std::int64_t{1}}});
    b.output(b.node("Tanh", {parts[0]}, part));
    b.output(b.node("Tanh", {parts[1]}, part));
    const FusedGraph fused = fused_for(b, "Ascend910B2");
    expect_sound(fused);
    const auto& op = std::get<CopyOp>(find_operator(fused, "SplitD").shape);
    EXPECT_EQ(op.pieces[0].rows, 64);
    EXPECT_EQ(op.pieces[0].row_bytes, 256);
    EXPECT_TRUE(op.pieces[0].strided_read);
}

TEST(Slice, RowsAreTheContiguousRunsThatRemain) {
    GraphBuilder b;
    b.output(b.node("Slice",
                    {b.input({4, 10, 6}), b.integers({2}), b.integers({7}), b.integers({1})},
                    {4, 5, 6}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    const auto& op = std::get<CopyOp>(find_operator(fused, "StridedSliceD").shape);
    EXPECT_EQ(op.pieces[0].rows, 4);
    EXPECT_EQ(op.pieces[0].row_bytes, 5 * 6 * 2);
}

TEST(Slice, AContiguousRunIsReadWhereItLies) {
    GraphBuilder b;
    b.output(b.node("Slice",
                    {b.node("Exp", {b.input({10, 6})}, {10, 6}), b.integers({-4}), b.integers({9}),
                     b.integers({0})},
                    {3, 6}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    const FusedTensor& read = fused.tensors[find_operator(fused, "StridedSliceD").inputs[0]];
    EXPECT_NE(read.alias_of, kNone);
    EXPECT_EQ(read.alias_offset, 6 * 6 * 2);
    EXPECT_EQ(read.bytes, Bytes(3 * 6 * 2));
}

TEST(Slice, StepsBreakRowsIntoElements) {
    GraphBuilder b;
    b.output(b.node(
        "Slice",
        {b.input({4, 10}), b.integers({0}), b.integers({10}), b.integers({1}), b.integers({2})},
        {4, 5}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    const auto& op = std::get<CopyOp>(find_operator(fused, "StridedSliceD").shape);
    EXPECT_EQ(op.pieces[0].rows, 20);
    EXPECT_EQ(op.pieces[0].row_bytes, 2);
}

TEST(Pad, FillIsAPieceOfItsOwn) {
    GraphBuilder b;
    b.output(b.node("Pad", {b.input({4, 10}), b.integers({0, 1, 0, 2})}, {4, 13}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    const auto& op = std::get<CopyOp>(find_operator(fused, "PadV3D").shape);
    ASSERT_EQ(op.pieces.size(), 2U);
    EXPECT_EQ(op.pieces[0].rows * op.pieces[0].row_bytes, 80);
    EXPECT_EQ(op.pieces[1].rows * op.pieces[1].row_bytes, 24);
    EXPECT_EQ(op.pieces[1].input, 1U);
}

}  // namespace
}  // namespace ascend::models
