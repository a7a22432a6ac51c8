// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/models/fusion/graph_builder.h"

namespace ascend::models {
namespace {

const std::vector<std::int64_t> kHeads = {0, 2, 1, 3}, kHeadsTransposed = {0, 2, 3, 1};

/// Self-attention over [batch, sequence, 768] with 12 heads, as exporters write it.
struct Attention {
    GraphBuilder b;
    std::int64_t batch, sequence;

    Attention(std::int64_t n, std::int64_t s, bool mask) : batch(n), sequence(s) {
        const Shape rows = {n, s, 768}, scores = {n, 12, s, s};
        const TensorId x = b.input(rows);
        const TensorId q = heads(projection(x), kHeads, {n, 12, s, 64});
        const TensorId k = heads(projection(x), kHeadsTransposed, {n, 12, 64, s});
        const TensorId v = heads(projection(x), kHeads, {n, 12, s, 64});
        TensorId weights = b.node("MatMul", {q, k}, scores);
        weights = b.node("Div", {weights, b.number(8.0)}, scores);
        if (mask) weights = b.node("Add", {weights, b.input({n, 1, 1, s})}, scores);
        weights = b.node("Softmax", {weights}, scores, {{"axis", std::int64_t{-1}}});
        const TensorId context = b.node("MatMul", {weights, v}, {n, 12, s, 64});
        const TensorId moved = b.node("Transpose", {context}, {n, s, 12, 64}, {{"perm", kHeads}});
        const TensorId merged = b.node("Reshape", {moved, b.integers(rows)}, rows);
        b.output(b.node("Add", {b.node("MatMul", {merged, b.weight({768, 768})}, rows), x}, rows));
    }
    TensorId projection(TensorId x) {
        const Shape rows = {batch, sequence, 768};
        const TensorId y = b.node("MatMul", {x, b.weight({768, 768})}, rows);
        return b.node("Add", {b.weight({768}), y}, rows);
    }
    TensorId heads(TensorId x, const std::vector<std::int64_t>& order, Shape shape) {
        const Shape apart = {batch, sequence, 12, 64};
        return b.node("Transpose", {b.node("Reshape", {x, b.integers(apart)}, apart)},
                      std::move(shape), {{"perm", order}});
    }
};

TEST(AttentionFusion, SplitChipsRunOneFlashAttentionWithoutTransposes) {
    const Attention model(2, 128, true);
    const FusedGraph fused = fused_for(model.b, "Ascend910B2");
    expect_sound(fused);
    const FusedOperator& op = find_operator(fused, "PromptFlashAttention");
    const auto& shape = std::get<AttentionOp>(op.shape);
    EXPECT_EQ(shape.batch, 2);
    EXPECT_EQ(shape.heads, 12);
    EXPECT_EQ(shape.q_length, 128);
    EXPECT_EQ(shape.head_dim, 64);
    EXPECT_TRUE(shape.mask);
    EXPECT_FALSE(shape.full_mask);
    EXPECT_EQ(op.inputs.size(), 4U);
    EXPECT_EQ(count_of(fused, "TransposeD") + count_of(fused, "TransData"), 0U);
    EXPECT_EQ(count_of(fused, "MatMulV2"), 4U);
}

TEST(AttentionFusion, OtherChipsKeepMatmulsAndSoftmaxInFractals) {
    const Attention model(2, 128, false);
    const FusedGraph fused = fused_for(model.b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused),
              "Cast TransData MatMulV2 MatMulV2 MatMulV2 BatchMatMulV2 SoftmaxV2 BatchMatMulV2 "
              "MatMulV2 TransData Cast");
    const auto& scores = std::get<MatmulOp>(find_operator(fused, "BatchMatMulV2").shape);
    EXPECT_TRUE(scores.transpose_b);
    EXPECT_EQ(scores.batch, 24);
    ASSERT_EQ(scores.epilogue.steps.size(), 1U);
    EXPECT_TRUE(scores.epilogue.steps[0].scalar);
    const auto& last = std::get<MatmulOp>(fused.operators[8].shape);
    EXPECT_TRUE(last.epilogue.residual);
    EXPECT_EQ(last.m, 256);
}

TEST(AttentionFusion, RaggedSequencesNeedATransposeOfTheirOwn) {
    const Attention model(2, 100, false);
    const FusedGraph fused = fused_for(model.b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "ConfusionTransposeD"), 4U);
}

TEST(AttentionFusion, FloatPrecisionHasNoFlashAttention) {
    const Attention model(1, 128, true);
    const FusedGraph fused = fused_for(model.b, "Ascend910B2", {.precision = Precision::kFp32});
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "PromptFlashAttention"), 0U);
    EXPECT_EQ(count_of(fused, "BatchMatMulV2"), 2U);
}

TEST(MatmulFusion, BiasAndReluRideOnTheMatmul) {
    GraphBuilder b;
    const Shape rows = {4, 32, 256};
    const TensorId y = b.node("MatMul", {b.input({4, 32, 64}), b.weight({64, 256})}, rows);
    b.output(b.node("Relu", {b.node("Add", {y, b.weight({256})}, rows)}, rows));
    for (const char* soc : {"Ascend310P3", "Ascend910B2"}) {
        const FusedGraph fused = fused_for(b, soc);
        expect_sound(fused);
        const auto& op = std::get<MatmulOp>(find_operator(fused, "MatMulV2").shape);
        EXPECT_EQ(op.batch, 1);
        EXPECT_EQ(op.m, 128);
        EXPECT_TRUE(op.bias);
        EXPECT_EQ(op.epilogue.steps.size(), 1U);
        EXPECT_EQ(count_of(fused, "Relu") + count_of(fused, "Add"), 0U);
    }
}

TEST(MatmulFusion, GemmTakesItsRowAsBiasAndItsMatrixAsResidual) {
    for (const bool row : {true, false}) {
        GraphBuilder b;
        const TensorId c = row ? b.weight({256}) : b.input({32, 256});
        b.output(b.node("Gemm", {b.input({32, 64}), b.weight({256, 64}), c}, {32, 256},
                        {{"transB", std::int64_t{1}}}));
        const FusedGraph fused = fused_for(b, "Ascend310P3");
        expect_sound(fused);
        const auto& op = std::get<MatmulOp>(find_operator(fused, "MatMulV2").shape);
        EXPECT_EQ(op.bias, row);
        EXPECT_EQ(op.epilogue.residual, !row);
        EXPECT_TRUE(op.transpose_b);
        EXPECT_EQ(op.k, 64);
        EXPECT_EQ(op.n, 256);
    }
}

TEST(MatmulFusion, GeluRidesOnUbFusionOnly) {
    GraphBuilder b;
    const Shape rows = {32, 256};
    const TensorId y = b.node("MatMul", {b.input({32, 64}), b.weight({64, 256})}, rows);
    b.output(b.node("Gelu", {y}, rows));
    EXPECT_EQ(count_of(fused_for(b, "Ascend310P3"), "Gelu"), 0U);
    EXPECT_EQ(count_of(fused_for(b, "Ascend910B2"), "Gelu"), 1U);
}

}  // namespace
}  // namespace ascend::models
