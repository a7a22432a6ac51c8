// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/layout.h"

#include <gtest/gtest.h>

#include "tests/models/fusion/graph_builder.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

TEST(Layout, ChannelsAndFractalsArePadded) {
    EXPECT_EQ(device_shape(Layout::kNc1hwc0, {2, 17, 5, 6}, DataType::kFloat16),
              (Shape{2, 2, 5, 6, 16}));
    EXPECT_EQ(device_shape(Layout::kNc1hwc0, {2, 17, 5, 6}, DataType::kInt8),
              (Shape{2, 1, 5, 6, 32}));
    EXPECT_EQ(device_shape(Layout::kFractalNz, {3, 100, 70}, DataType::kFloat16),
              (Shape{3, 5, 7, 16, 16}));
    EXPECT_EQ(device_shape(Layout::kFractalZ, {64, 3, 7, 7}, DataType::kFloat16),
              (Shape{49, 4, 16, 16}));
    EXPECT_EQ(layout_bytes(Layout::kNd, {3, 5}, DataType::kFloat), Bytes(60));
}

TEST(Layouts, ConvolutionsInARowShareOneTransDataAtEachEnd) {
    GraphBuilder b;
    TensorId x = b.input({1, 16, 8, 8});
    for (int i = 0; i < 3; ++i) x = b.node("Exp", {b.convolution(x, 16)}, {1, 16, 8, 8});
    b.output(x);
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "TransData"), 2U);
    EXPECT_EQ(count_of(fused, "Cast"), 2U);
}

TEST(Layouts, OneCastServesEveryReaderOfAnInput) {
    GraphBuilder b;
    const TensorId x = b.input({1, 16, 8, 8});
    b.output(b.node("Add", {b.convolution(x, 16), b.convolution(x, 16, 3, 1)}, {1, 16, 8, 8}));
    b.output(b.node("Exp", {x}, {1, 16, 8, 8}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "Cast"), 3U);
    EXPECT_EQ(count_of(fused, "TransData"), 2U);
}

TEST(Layouts, InputsAreNarrowedBeforeAndOutputsWidenedBehindTheTransData) {
    GraphBuilder b;
    b.output(b.convolution(b.input({1, 3, 8, 8}), 16));
    EXPECT_EQ(types_of(fused_for(b, "Ascend310P3")), "Cast TransData Conv2D TransData Cast");
}

TEST(Layouts, FlattenedPixelsAreFreeWhenChannelsFillTheirGroups) {
    struct Case {
        std::int64_t batch, channels;
        std::size_t trans_data;
    };
    for (const Case& c : {Case{4, 32, 1}, Case{1, 24, 1}, Case{4, 24, 2}}) {
        GraphBuilder b;
        const TensorId pooled = b.node("GlobalAveragePool", {b.input({c.batch, c.channels, 8, 8})},
                                       {c.batch, c.channels, 1, 1});
        b.output(b.node("Flatten", {pooled}, {c.batch, c.channels}));
        const FusedGraph fused = fused_for(b, "Ascend310P3");
        expect_sound(fused);
        EXPECT_EQ(count_of(fused, "TransData"), c.trans_data) << c.batch << 'x' << c.channels;
    }
}

TEST(Layouts, ViewsOfPlainTensorsCostNothing) {
    GraphBuilder b;
    const TensorId e = b.node("Exp", {b.input({4, 6})}, {4, 6});
    const TensorId flat = b.node("Reshape", {e, b.integers({24})}, {24});
    const TensorId one = b.node("Unsqueeze", {flat, b.integers({0})}, {1, 24});
    b.output(b.node("Softmax", {one}, {1, 24}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "Cast Exp SoftmaxV2 Cast");
    EXPECT_EQ(fused.tensors[fused.outputs[0]].name, "Softmax_3_out");
}

TEST(Layouts, TransposeOfUnitAxesIsAView) {
    GraphBuilder b;
    const TensorId moved = b.node("Transpose", {b.input({1, 7, 5})}, {7, 1, 5},
                                  {{"perm", std::vector<std::int64_t>{1, 0, 2}}});
    b.output(b.node("Exp", {moved}, {7, 1, 5}));
    EXPECT_EQ(types_of(fused_for(b, "Ascend310P3")), "Cast Exp Cast");
}

TEST(Layouts, TransposeMergesAxesThatStayTogether) {
    GraphBuilder b;
    b.output(b.node("Transpose", {b.input({2, 1, 3, 4, 5})}, {4, 5, 1, 2, 3},
                    {{"perm", std::vector<std::int64_t>{3, 4, 1, 0, 2}}}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    const auto& op = std::get<TransposeOp>(find_operator(fused, "TransposeD").shape);
    EXPECT_EQ(op.shape, (Shape{6, 20}));
    EXPECT_EQ(op.permutation, (std::vector<std::int64_t>{1, 0}));
}

TEST(Layouts, InputThatIsAlsoAnOutputIsCopied) {
    GraphBuilder b;
    const TensorId x = b.input({4, 4});
    b.output(x);
    b.output(x);
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "TensorMove TensorMove");
}

TEST(Layouts, BroadcastOverPixelsStaysInChannelGroups) {
    GraphBuilder b;
    const TensorId x = b.convolution(b.input({2, 32, 8, 8}), 32);
    const TensorId gate = b.node("GlobalAveragePool", {x}, {2, 32, 1, 1});
    b.output(b.node("Mul", {x, gate}, {2, 32, 8, 8}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "TransData"), 2U);
    const auto& op = std::get<ElementwiseOp>(find_operator(fused, "Mul").shape);
    EXPECT_EQ(op.inputs[1].elements, 2 * 32);
    EXPECT_FALSE(op.inputs[1].inner_broadcast);
}

TEST(Layouts, BroadcastOverChannelsLeavesThem) {
    GraphBuilder b;
    const TensorId x = b.convolution(b.input({2, 32, 8, 8}), 32);
    const TensorId mask = b.convolution(x, 1);
    b.output(b.node("Mul", {x, mask}, {2, 32, 8, 8}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(fused.tensors[find_operator(fused, "Mul").outputs[0]].layout, Layout::kNd);
}

TEST(Precision, MixedFeedsTheCubeHalfAndKeepsTheRestFloat) {
    GraphBuilder b;
    b.output(b.node("Exp", {b.convolution(b.input({1, 16, 8, 8}), 16)}, {1, 16, 8, 8}));
    const FusedGraph fused = fused_for(b, "Ascend910B2", {.precision = Precision::kMixed});
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "Cast TransData Conv2D Exp TransData");
    const auto& op = std::get<ConvolutionOp>(fused.operators[2].shape);
    EXPECT_EQ(op.type, DataType::kFloat16);
    EXPECT_EQ(op.out_type, DataType::kFloat);
}

TEST(Precision, FloatFallsBackToHalfInputsWhereTheCubeHasNoFloat) {
    GraphBuilder b;
    b.output(b.node("MatMul", {b.input({16, 16}), b.weight({16, 16})}, {16, 16}));
    for (const char* soc : {"Ascend310P3", "Ascend910B2"}) {
        const FusedGraph fused = fused_for(b, soc, {.precision = Precision::kFp32});
        const auto& op = std::get<MatmulOp>(find_operator(fused, "MatMulV2").shape);
        const bool float_cube = std::string_view(soc) == "Ascend910B2";
        EXPECT_EQ(op.a_type, float_cube ? DataType::kFloat : DataType::kFloat16);
        EXPECT_EQ(op.c_type, DataType::kFloat);
    }
}

TEST(Precision, IndicesKeepTheirType) {
    GraphBuilder b;
    const TensorId ids = b.input({1, 12}, DataType::kInt64);
    b.output(b.node("Gather", {b.weight({1000, 64}), ids}, {1, 12, 64}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "GatherV2 Cast");
    const auto& op = std::get<GatherOp>(fused.operators[0].shape);
    EXPECT_EQ(op.index_type, DataType::kInt64);
    EXPECT_EQ(op.picks, 12);
    EXPECT_EQ(op.row_bytes, 128);
    EXPECT_EQ(op.table_bytes, 128'000);
}

TEST(Aipp, FirstConvolutionReadsTheBytes) {
    GraphBuilder b;
    b.output(b.convolution(b.input({1, 3, 8, 8}), 16));
    const FusedGraph fused = fused_for(b, "Ascend310P3", {.aipp = true, .small_channel = true});
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "Conv2D TransData Cast");
    const auto& op = std::get<ConvolutionOp>(fused.operators[0].shape);
    EXPECT_TRUE(op.aipp);
    EXPECT_TRUE(op.small_channel);
    EXPECT_EQ(fused.tensors[fused.inputs[0]].type, DataType::kUint8);
    EXPECT_EQ(fused.tensors[fused.inputs[0]].bytes, Bytes(192));
}

TEST(Aipp, OneConversionServesSeveralReaders) {
    GraphBuilder b;
    const TensorId x = b.input({1, 3, 8, 8});
    b.output(b.convolution(x, 16));
    b.output(b.convolution(x, 16));
    const FusedGraph fused = fused_for(b, "Ascend310P3", {.aipp = true});
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "Aipp"), 1U);
    EXPECT_FALSE(std::get<ConvolutionOp>(find_operator(fused, "Conv2D").shape).aipp);
}

TEST(Aipp, WantsAnImage) {
    GraphBuilder b;
    b.output(b.node("Exp", {b.input({1, 128})}, {1, 128}));
    try {
        fused_for(b, "Ascend310P3", {.aipp = true});
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument);
    }
}

}  // namespace
}  // namespace ascend::models
