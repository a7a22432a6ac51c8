// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/models/fusion/graph_builder.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

TEST(Refusal, NamesEveryOperatorWithoutALoweringAtOnce) {
    GraphBuilder b;
    const TensorId x = b.input({1, 4, 4, 4, 4});
    b.output(b.node("Mystery", {x}, {1, 4, 4, 4, 4}));
    b.output(b.node("Conv", {x, b.weight({4, 4, 1, 1, 1})}, {1, 4, 4, 4, 4}));
    b.output(b.node("Exp", {x}, {1, 4, 4, 4, 4}));
    try {
        fused_for(b, "Ascend310P3");
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
        const std::string what = error.what();
        EXPECT_NE(what.find("Mystery_0"), std::string::npos) << what;
        EXPECT_NE(what.find("Conv_1"), std::string::npos) << what;
        EXPECT_EQ(what.find("Exp_2"), std::string::npos) << what;
    }
}

TEST(Refusal, AnUnknownIntegerOperandIsNamed) {
    GraphBuilder b;
    b.output(b.node(
        "Slice", {b.input({4, 10}), b.input({1}, DataType::kInt64), b.input({1}, DataType::kInt64)},
        {4, 5}));
    try {
        fused_for(b, "Ascend310P3");
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
        EXPECT_NE(std::string(error.what()).find("Slice_0"), std::string::npos);
    }
}

TEST(Identities, NothingIsLeftOfThem) {
    GraphBuilder b;
    const Shape image = {1, 16, 8, 8};
    TensorId x = b.convolution(b.input(image), 16);
    x = b.node("Identity", {x}, image);
    x = b.node("Dropout", {x}, image);
    x = b.node("Cast", {x}, image);
    x = b.node("AveragePool", {x}, image, {{"kernel_shape", std::vector<std::int64_t>{1, 1}}});
    x = b.node("Mul", {b.number(1.0), x}, image);
    x = b.node("Resize", {x}, image);
    x = b.node("Concat", {x}, image, {{"axis", std::int64_t{1}}});
    b.output(x);
    EXPECT_EQ(types_of(fused_for(b, "Ascend310P3")), "Cast TransData Conv2D TransData Cast");
}

TEST(Identities, AReversingSliceIsNotOne) {
    GraphBuilder b;
    b.output(b.node(
        "Slice",
        {b.input({8}), b.integers({7}), b.integers({-9}), b.integers({0}), b.integers({-1})}, {8}));
    EXPECT_EQ(count_of(fused_for(b, "Ascend310P3"), "StridedSliceD"), 1U);
}

TEST(Constants, WhateverOnlyConstantsFeedIsAWeight) {
    GraphBuilder b;
    const TensorId filled = b.node("ConstantOfShape", {b.integers({16, 16})}, {16, 16});
    b.output(b.node("MatMul", {b.input({16, 16}), b.node("Exp", {filled}, {16, 16})}, {16, 16}));
    const FusedGraph fused = fused_for(b, "Ascend910B2");
    EXPECT_EQ(types_of(fused), "Cast MatMulV2 Cast");
    EXPECT_EQ(fused.tensors[fused.operators[1].inputs[1]].storage, Storage::kWeight);
}

TEST(Constants, NodesThatNobodyReadsGo) {
    GraphBuilder b;
    const TensorId x = b.input({16});
    b.node("Mystery", {b.node("Exp", {x}, {16})}, {16});
    b.output(b.node("Tanh", {x}, {16}));
    EXPECT_EQ(types_of(fused_for(b, "Ascend310P3")), "Cast Tanh Cast");
}

TEST(Elementwise, ChainsStopAtABroadcastOfTheIntermediate) {
    GraphBuilder b;
    const TensorId row = b.node("Exp", {b.node("Abs", {b.input({1, 64})}, {1, 64})}, {1, 64});
    b.output(b.node("Add", {b.input({32, 64}), row}, {32, 64}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "Abs"), 1U);
    EXPECT_EQ(count_of(fused, "Add"), 1U);
    EXPECT_EQ(std::get<ElementwiseOp>(find_operator(fused, "Abs").shape).steps.size(), 2U);
}

TEST(Elementwise, ColumnBroadcastIsMarked) {
    GraphBuilder b;
    b.output(b.node("Mul", {b.input({32, 64}), b.input({32, 1})}, {32, 64}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    const auto& op = std::get<ElementwiseOp>(find_operator(fused, "Mul").shape);
    EXPECT_FALSE(op.inputs[0].inner_broadcast);
    EXPECT_TRUE(op.inputs[1].inner_broadcast);
    EXPECT_EQ(op.inner, 64);
}

TEST(Elementwise, SquareIsAProductAndComparisonsComputeInTheirOperandsType) {
    GraphBuilder b;
    const TensorId x = b.input({64});
    b.output(b.node("Pow", {x, b.number(2.0)}, {64}));
    b.output(b.node("Greater", {x, b.input({64})}, {64}, {}, DataType::kBool));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    EXPECT_EQ(std::get<ElementwiseOp>(find_operator(fused, "Pow").shape).steps[0].op,
              VectorOp::kMul);
    const auto& compare = std::get<ElementwiseOp>(find_operator(fused, "Greater").shape);
    EXPECT_EQ(compare.steps[0].type, DataType::kFloat16);
    EXPECT_EQ(compare.outputs[0], DataType::kBool);
}

TEST(Reduce, ElementwiseInFrontIsFused) {
    GraphBuilder b;
    const TensorId e = b.node("Exp", {b.input({32, 64, 8})}, {32, 64, 8});
    b.output(b.node("ReduceSum", {e, b.integers({1})}, {32, 1, 8}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    const auto& op = std::get<ReduceOp>(find_operator(fused, "ReduceSumD").shape);
    EXPECT_EQ(op.outer, 32);
    EXPECT_EQ(op.reduced, 64);
    EXPECT_EQ(op.inner, 8);
    EXPECT_EQ(op.steps.size(), 1U);
    EXPECT_EQ(count_of(fused, "Exp"), 0U);
}

TEST(Reduce, SeparateAxesTakeOneTaskEach) {
    GraphBuilder b;
    b.output(b.node("ReduceMax", {b.input({4, 5, 6, 7})}, {5, 6},
                    {{"axes", std::vector<std::int64_t>{0, 3}}, {"keepdims", std::int64_t{0}}}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "ReduceMaxD"), 2U);
    EXPECT_EQ(std::get<ReduceOp>(fused.operators[1].shape).reduced, 7);
    EXPECT_EQ(std::get<ReduceOp>(fused.operators[2].shape).inner, 30);
}

TEST(Reduce, MeanOverPixelsOfAnImageIsAGlobalPooling) {
    GraphBuilder b;
    const TensorId y = b.convolution(b.input({2, 16, 8, 8}), 32);
    b.output(b.node("ReduceMean", {y}, {2, 32},
                    {{"axes", std::vector<std::int64_t>{2, 3}}, {"keepdims", std::int64_t{0}}}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    const auto& op = std::get<PoolOp>(find_operator(fused, "ReduceMeanD").shape);
    EXPECT_EQ(op.kernel_h, 8);
    EXPECT_EQ(count_of(fused, "TransData"), 1U);
}

TEST(Recurrent, LstmIsOneMatmulForTheInputsAndOnePerStep) {
    GraphBuilder b;
    const auto outputs =
        b.outputs_of("LSTM", {b.input({5, 2, 32}), b.weight({1, 64, 32}), b.weight({1, 64, 16})},
                     {{5, 1, 2, 16}, {1, 2, 16}}, {{"hidden_size", std::int64_t{16}}});
    b.output(outputs[0]);
    b.output(outputs[1]);
    for (const char* soc : {"Ascend310P3", "Ascend910B2"}) {
        const FusedGraph fused = fused_for(b, soc);
        expect_sound(fused);
        EXPECT_EQ(count_of(fused, "MatMulV2"), 6U);
        EXPECT_EQ(count_of(fused, "DynamicRNN"), 5U);
        EXPECT_EQ(count_of(fused, "SplitD"), 0U);
    }
}

TEST(Split, APartThatNobodyReadsStillTakesItsPlace) {
    GraphBuilder b;
    const auto parts = b.outputs_of("Split", {b.input({4, 8})}, {{2, 8}, {2, 8}});
    b.output(b.node("Exp", {parts[1]}, {2, 8}));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "Cast Exp Cast");
    EXPECT_EQ(fused.tensors[find_operator(fused, "Exp").inputs[0]].alias_offset, 32);
}

TEST(Einsum, IsAMatmulBetweenTheTransposesItNeeds) {
    GraphBuilder b;
    const TensorId q = b.input({2, 10, 4, 16}), k = b.input({2, 12, 4, 16});
    b.output(
        b.node("Einsum", {q, k}, {2, 4, 10, 12}, {{"equation", std::string("bqhd,bkhd->bhqk")}}));
    const FusedGraph fused = fused_for(b, "Ascend910B2");
    expect_sound(fused);
    const auto& op = std::get<MatmulOp>(find_operator(fused, "BatchMatMulV2").shape);
    EXPECT_EQ(op.batch, 8);
    EXPECT_EQ(op.m, 10);
    EXPECT_EQ(op.n, 12);
    EXPECT_EQ(op.k, 16);
    EXPECT_EQ(count_of(fused, "TransposeD"), 2U);
}

TEST(Einsum, OtherEquationsAreRefused) {
    GraphBuilder b;
    b.output(b.node("Einsum", {b.input({4, 4}), b.input({4, 4})}, {4},
                    {{"equation", std::string("ii,ij->j")}}));
    EXPECT_THROW(fused_for(b, "Ascend310P3"), Error);
}

TEST(Quantized, ConvolutionReadsBytesInGroupsOf32) {
    GraphBuilder b;
    const TensorId x = b.input({1, 64, 8, 8}, DataType::kInt8);
    const TensorId s = b.number(0.5);
    const TensorId w = b.weight({64, 64, 1, 1}, DataType::kInt8);
    b.output(b.node("QLinearConv", {x, s, s, w, s, s, s, s, b.weight({64}, DataType::kInt32)},
                    {1, 64, 8, 8}, {}, DataType::kInt8));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "TransData Conv2D TransData");
    const auto& op = std::get<ConvolutionOp>(find_operator(fused, "Conv2D").shape);
    EXPECT_EQ(op.type, DataType::kInt8);
    EXPECT_TRUE(op.bias);
    EXPECT_EQ(fused.tensors[fused.operators[1].inputs[0]].bytes, Bytes(64 * 64));
}

TEST(AiCpu, RareOperatorsRunThere) {
    GraphBuilder b;
    b.output(b.node("NonZero", {b.input({16})}, {1, 16}, {}, DataType::kInt64));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    EXPECT_EQ(std::get<AiCpuOp>(find_operator(fused, "NonZero").shape).bytes, 32 + 128);
}

}  // namespace
}  // namespace ascend::models
