// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/models/fusion/graph_builder.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

const Shape kImage = {1, 64, 56, 56};

TensorId batch_norm(GraphBuilder& b, TensorId x) {
    const std::int64_t c = b.shape(x)[1];
    return b.node("BatchNormalization",
                  {x, b.weight({c}), b.weight({c}), b.weight({c}), b.weight({c})}, b.shape(x));
}

TEST(ConvolutionFusion, NormSumAndReluBecomeOneTask) {
    GraphBuilder b;
    const TensorId x = b.input(kImage);
    const TensorId normed = batch_norm(b, b.convolution(x, 64, 3, 1));
    const TensorId sum = b.node("Add", {normed, b.convolution(x, 64)}, kImage);
    b.output(b.node("Relu", {sum}, kImage));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "Cast TransData Conv2D Conv2D TransData Cast");
    const auto& last = fused.operators[3];
    EXPECT_EQ(last.name, "Conv_2Add_3Relu_4");
    const auto& op = std::get<ConvolutionOp>(last.shape);
    EXPECT_TRUE(op.epilogue.residual);
    ASSERT_EQ(op.epilogue.steps.size(), 2U);
    EXPECT_EQ(op.epilogue.steps[0].op, VectorOp::kAdd);
    EXPECT_EQ(op.epilogue.steps[1].op, VectorOp::kRelu);
    EXPECT_TRUE(std::get<ConvolutionOp>(fused.operators[2].shape).bias);
    EXPECT_EQ(last.inputs.size(), 3U);
}

TEST(ConvolutionFusion, ReluThatOthersReadEndsTheFusion) {
    GraphBuilder b;
    const TensorId x = b.input(kImage);
    const TensorId relu = b.node("Relu", {b.convolution(x, 64)}, kImage);
    b.output(b.node("Add", {b.convolution(relu, 64), relu}, kImage));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "Cast TransData Conv2D Conv2D TransData Cast");
    EXPECT_FALSE(std::get<ConvolutionOp>(fused.operators[2].shape).epilogue.residual);
    EXPECT_TRUE(std::get<ConvolutionOp>(fused.operators[3].shape).epilogue.residual);
}

TEST(ConvolutionFusion, ScaleAndShiftPerChannelFoldIntoTheWeights) {
    GraphBuilder b;
    const TensorId scaled =
        b.node("Mul", {b.convolution(b.input(kImage), 64), b.weight({64, 1, 1})}, kImage);
    b.output(b.node("Add", {scaled, b.weight({64, 1, 1})}, kImage));
    const FusedGraph fused = fused_for(b, "Ascend310");
    EXPECT_EQ(count_of(fused, "Conv2D"), 1U);
    EXPECT_EQ(fused.operators.size(), 5U);
    EXPECT_TRUE(std::get<ConvolutionOp>(find_operator(fused, "Conv2D").shape).bias);
}

TEST(ConvolutionFusion, ScalePerPixelStaysATask) {
    GraphBuilder b;
    b.output(b.node("Mul", {b.convolution(b.input(kImage), 64), b.weight({1, 1, 56, 56})}, kImage));
    EXPECT_EQ(count_of(fused_for(b, "Ascend310"), "Mul"), 1U);
}

TEST(ConvolutionFusion, SwishStaysATask) {
    GraphBuilder b;
    const TensorId y = b.convolution(b.input(kImage), 64);
    b.output(b.node("Mul", {y, b.node("Sigmoid", {y}, kImage)}, kImage));
    EXPECT_EQ(count_of(fused_for(b, "Ascend310P3"), "Swish"), 1U);
    EXPECT_EQ(count_of(fused_for(b, "Ascend910B2"), "Swish"), 1U);
}

TEST(ConvolutionFusion, BatchNormBehindAConcatStaysWithItsRelu) {
    GraphBuilder b;
    const TensorId x = b.input({2, 64, 8, 8});
    const TensorId both = b.node("Concat", {b.convolution(x, 64), b.convolution(x, 64)},
                                 {2, 128, 8, 8}, {{"axis", std::int64_t{1}}});
    b.output(b.node("Relu", {batch_norm(b, both)}, {2, 128, 8, 8}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    const auto& norm = std::get<NormOp>(find_operator(fused, "BNInferenceD").shape);
    EXPECT_EQ(norm.kind, NormKind::kBatchNorm);
    EXPECT_EQ(norm.rows, 2 * 8);
    EXPECT_EQ(norm.columns, 8 * 8 * 16);
    EXPECT_EQ(norm.steps.size(), 1U);
    EXPECT_EQ(count_of(fused, "Relu"), 0U);
}

TEST(ConvolutionFusion, ZeroPadMovesIntoTheConvolution) {
    GraphBuilder b;
    const TensorId padded =
        b.node("Pad", {b.input(kImage), b.integers({0, 0, 1, 2, 0, 0, 3, 4})}, {1, 64, 60, 62});
    b.output(b.node("Conv", {padded, b.weight({64, 64, 3, 3})}, {1, 64, 58, 60}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    EXPECT_EQ(count_of(fused, "PadV3D"), 0U);
    const auto& op = std::get<ConvolutionOp>(find_operator(fused, "Conv2D").shape);
    EXPECT_EQ(op.pad_top, 1);
    EXPECT_EQ(op.pad_left, 2);
    EXPECT_EQ(op.pad_bottom, 3);
    EXPECT_EQ(op.pad_right, 4);
    EXPECT_EQ(op.h_in, 56);
}

TEST(ConvolutionFusion, PadByOneIsNotAZeroPad) {
    GraphBuilder b;
    const TensorId padded =
        b.node("Pad", {b.input(kImage), b.integers({0, 0, 1, 1, 0, 0, 1, 1}), b.number(1.0)},
               {1, 64, 58, 58});
    b.output(b.node("Conv", {padded, b.weight({64, 64, 3, 3})}, kImage));
    EXPECT_EQ(count_of(fused_for(b, "Ascend310P3"), "PadV3D"), 1U);
}

TEST(ConvolutionFusion, SamePaddingPutsTheOddPixelWhereItsNameSays) {
    for (const bool upper : {true, false}) {
        GraphBuilder b;
        b.output(b.node("Conv", {b.input({1, 16, 8, 8}), b.weight({16, 16, 2, 2})}, {1, 16, 8, 8},
                        {{"auto_pad", std::string(upper ? "SAME_UPPER" : "SAME_LOWER")}}));
        const FusedGraph fused = fused_for(b, "Ascend310P3");
        const auto& op = std::get<ConvolutionOp>(find_operator(fused, "Conv2D").shape);
        EXPECT_EQ(op.pad_top, upper ? 0 : 1);
        EXPECT_EQ(op.pad_bottom, upper ? 1 : 0);
    }
}

TEST(ConvolutionFusion, GroupsOfOneChannelAreDepthwise) {
    GraphBuilder b;
    b.output(b.node("Conv", {b.input({1, 32, 8, 8}), b.weight({32, 1, 1, 1})}, {1, 32, 8, 8},
                    {{"group", std::int64_t{32}}}));
    EXPECT_EQ(count_of(fused_for(b, "Ascend310P3"), "DepthwiseConv2D"), 1U);
}

TEST(ConvolutionFusion, OneDimensionIsAnImageOfOneRow) {
    GraphBuilder b;
    b.output(b.node("Conv", {b.input({2, 16, 100}), b.weight({32, 16, 3})}, {2, 32, 98}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    const auto& op = std::get<ConvolutionOp>(find_operator(fused, "Conv2D").shape);
    EXPECT_EQ(op.h_in, 1);
    EXPECT_EQ(op.w_out, 98);
    EXPECT_EQ(fused.tensors[fused.outputs[0]].shape, (Shape{2, 32, 98}));
}

TEST(ConvolutionFusion, SwitchedOffEveryOperatorIsATask) {
    GraphBuilder b;
    b.output(b.node("Relu", {batch_norm(b, b.convolution(b.input(kImage), 64))}, kImage));
    const FusedGraph fused = fused_for(b, "Ascend310P3", {.fusion = false});
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "Cast TransData Conv2D BNInferenceD Relu TransData Cast");
}

}  // namespace
}  // namespace ascend::models
