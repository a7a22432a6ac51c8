// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/models/fusion/graph_builder.h"

namespace ascend::models {
namespace {

const Shape kRows = {2, 128, 768};
const Shape kOnes = {2, 128, 1};
const GraphBuilder::Attributes kLast = {{"axes", std::vector<std::int64_t>{-1}}};

TensorId erf_gelu(GraphBuilder& b, TensorId x) {
    const Shape s = b.shape(x);
    const TensorId erf = b.node("Erf", {b.node("Div", {x, b.number(std::numbers::sqrt2)}, s)}, s);
    const TensorId half = b.node("Mul", {x, b.number(0.5)}, s);
    return b.node("Mul", {half, b.node("Add", {erf, b.number(1.0)}, s)}, s);
}

TensorId tanh_gelu(GraphBuilder& b, TensorId x) {
    const Shape s = b.shape(x);
    const TensorId cube = b.node("Pow", {x, b.number(3.0)}, s);
    const TensorId sum = b.node("Add", {x, b.node("Mul", {b.number(0.044715), cube}, s)}, s);
    const TensorId inner = b.node("Mul", {sum, b.number(std::sqrt(2 / std::numbers::pi))}, s);
    const TensorId one = b.node("Add", {b.node("Tanh", {inner}, s), b.number(1.0)}, s);
    return b.node("Mul", {b.number(0.5), b.node("Mul", {x, one}, s)}, s);
}

TensorId root_mean_square(GraphBuilder& b, TensorId x) {
    const TensorId mean =
        b.node("ReduceMean", {b.node("Pow", {x, b.number(2.0)}, kRows)}, kOnes, kLast);
    return b.node("Sqrt", {b.node("Add", {mean, b.number(1e-5)}, kOnes)}, kOnes);
}

TensorId layer_norm(GraphBuilder& b, TensorId x) {
    const TensorId centred = b.node("Sub", {x, b.node("ReduceMean", {x}, kOnes, kLast)}, kRows);
    const TensorId divided = b.node("Div", {centred, root_mean_square(b, centred)}, kRows);
    const TensorId scaled = b.node("Mul", {divided, b.weight({768})}, kRows);
    return b.node("Add", {scaled, b.weight({768})}, kRows);
}

TEST(Recomposition, BothFormsOfGeluBecomeOneOperator) {
    for (auto* gelu : {erf_gelu, tanh_gelu}) {
        GraphBuilder b;
        b.output(gelu(b, b.input(kRows)));
        const FusedGraph fused = fused_for(b, "Ascend910B2");
        expect_sound(fused);
        EXPECT_EQ(types_of(fused), "Cast Gelu Cast");
    }
}

TEST(Recomposition, GeluOfAProductTakesTheProductAsItsOperand) {
    GraphBuilder b;
    const TensorId product = b.node("Mul", {b.input(kRows), b.input(kRows)}, kRows);
    b.output(erf_gelu(b, product));
    const FusedGraph fused = fused_for(b, "Ascend910B2");
    EXPECT_EQ(fused.operators.size(), 4U) << types_of(fused);
    EXPECT_EQ(count_of(fused, "Erf"), 0U);
}

TEST(Recomposition, AnErfOfAnotherScaleIsNotGelu) {
    GraphBuilder b;
    const TensorId x = b.input(kRows);
    const TensorId erf = b.node("Erf", {b.node("Div", {x, b.number(2.0)}, kRows)}, kRows);
    const TensorId half = b.node("Mul", {x, b.number(0.5)}, kRows);
    b.output(b.node("Mul", {half, b.node("Add", {erf, b.number(1.0)}, kRows)}, kRows));
    EXPECT_EQ(count_of(fused_for(b, "Ascend910B2"), "Gelu"), 0U);
}

TEST(Recomposition, AnIntermediateThatIsAnOutputKeepsThePrimitives) {
    GraphBuilder b;
    const TensorId x = b.input(kRows);
    const TensorId erf =
        b.node("Erf", {b.node("Div", {x, b.number(std::numbers::sqrt2)}, kRows)}, kRows);
    const TensorId half = b.node("Mul", {x, b.number(0.5)}, kRows);
    b.output(b.node("Mul", {half, b.node("Add", {erf, b.number(1.0)}, kRows)}, kRows));
    b.output(erf);
    const FusedGraph fused = fused_for(b, "Ascend910B2");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "Gelu"), 0U);
}

TEST(Recomposition, LayerNormFromPrimitivesIsOneTask) {
    GraphBuilder b;
    b.output(layer_norm(b, b.input(kRows)));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "Cast LayerNorm Cast");
    const auto& norm = std::get<NormOp>(fused.operators[1].shape);
    EXPECT_EQ(norm.rows, 256);
    EXPECT_EQ(norm.columns, 768);
    EXPECT_TRUE(norm.gamma && norm.beta);
}

TEST(Recomposition, LayerNormWithoutAffinePartHasNoParameters) {
    GraphBuilder b;
    const TensorId x = b.input(kRows);
    const TensorId centred = b.node("Sub", {x, b.node("ReduceMean", {x}, kOnes, kLast)}, kRows);
    b.output(b.node("Div", {centred, root_mean_square(b, centred)}, kRows));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    const auto& norm = std::get<NormOp>(find_operator(fused, "LayerNorm").shape);
    EXPECT_FALSE(norm.gamma || norm.beta);
}

TEST(Recomposition, RmsNormHasNoMean) {
    GraphBuilder b;
    const TensorId x = b.input(kRows);
    const TensorId inverse = b.node("Div", {b.number(1.0), root_mean_square(b, x)}, kOnes);
    const TensorId scaled = b.node("Mul", {x, inverse}, kRows);
    b.output(b.node("Mul", {scaled, b.weight({768})}, kRows));
    const FusedGraph fused = fused_for(b, "Ascend910B2");
    EXPECT_EQ(types_of(fused), "Cast RmsNorm Cast");
    EXPECT_EQ(std::get<NormOp>(fused.operators[1].shape).kind, NormKind::kRmsNorm);
}

TEST(Recomposition, SumInFrontOfANormIsTakenInAndWrittenOutOnSplitChips) {
    GraphBuilder b;
    const TensorId sum = b.node("Add", {b.input(kRows), b.input(kRows)}, kRows);
    b.output(layer_norm(b, sum));
    b.output(b.node("Exp", {sum}, kRows));
    const FusedGraph split = fused_for(b, "Ascend910B2");
    expect_sound(split);
    const FusedOperator& norm = find_operator(split, "AddLayerNorm");
    EXPECT_EQ(norm.outputs.size(), 2U);
    EXPECT_EQ(norm.inputs.size(), 4U);
    EXPECT_EQ(count_of(split, "Add"), 0U);
    EXPECT_EQ(count_of(fused_for(b, "Ascend310P3"), "LayerNorm"), 1U);
}

TEST(Recomposition, SoftmaxFromExponentials) {
    GraphBuilder b;
    const TensorId x = b.input(kRows);
    const TensorId peak = b.node("ReduceMax", {x}, kOnes, kLast);
    const TensorId e = b.node("Exp", {b.node("Sub", {x, peak}, kRows)}, kRows);
    b.output(b.node("Div", {e, b.node("ReduceSum", {e, b.integers({-1})}, kOnes)}, kRows));
    EXPECT_EQ(types_of(fused_for(b, "Ascend310P3")), "Cast SoftmaxV2 Cast");
}

TEST(Recomposition, SoftmaxBeforeOpset13FlattensWhatIsBehindItsAxis) {
    for (const std::int64_t opset : {12, 13}) {
        GraphBuilder b(opset);
        b.output(b.node("Softmax", {b.input(kRows)}, kRows, {{"axis", std::int64_t{1}}}));
        const FusedGraph fused = fused_for(b, "Ascend310P3");
        const auto& op = std::get<SoftmaxOp>(find_operator(fused, "SoftmaxV2").shape);
        EXPECT_EQ(op.outer, 2);
        EXPECT_EQ(op.axis, opset == 12 ? 128 * 768 : 128);
        EXPECT_EQ(op.inner, opset == 12 ? 1 : 768);
    }
}

TEST(Recomposition, HardSwishAndMish) {
    GraphBuilder b;
    const TensorId x = b.input(kRows);
    const TensorId shifted = b.node("Add", {x, b.number(3.0)}, kRows);
    const TensorId gate = b.node("Clip", {shifted, b.number(0.0), b.number(6.0)}, kRows);
    const TensorId swish = b.node("Div", {b.node("Mul", {x, gate}, kRows), b.number(6.0)}, kRows);
    const TensorId softplus = b.node("Softplus", {swish}, kRows);
    b.output(swish);
    b.output(b.node("Mul", {swish, b.node("Tanh", {softplus}, kRows)}, kRows));
    const FusedGraph fused = fused_for(b, "Ascend910B2");
    expect_sound(fused);
    EXPECT_EQ(count_of(fused, "HardSwish"), 1U);
    EXPECT_EQ(count_of(fused, "Mish"), 1U);
    EXPECT_EQ(count_of(fused, "Mul") + count_of(fused, "RealDiv") + count_of(fused, "Tanh"), 0U);
}

TEST(Recomposition, RotaryEmbeddingByHalves) {
    GraphBuilder b;
    const Shape whole = {1, 8, 16, 64}, half = {1, 8, 16, 32};
    const TensorId x = b.input(whole);
    const auto parts = b.outputs_of("Split", {x}, {half, half}, {{"axis", std::int64_t{-1}}});
    const TensorId swapped = b.node("Concat", {b.node("Neg", {parts[1]}, half), parts[0]}, whole,
                                    {{"axis", std::int64_t{-1}}});
    const TensorId cosine = b.node("Mul", {x, b.weight({1, 1, 16, 64})}, whole);
    const TensorId sine = b.node("Mul", {swapped, b.weight({1, 1, 16, 64})}, whole);
    b.output(b.node("Add", {cosine, sine}, whole));
    const FusedGraph fused = fused_for(b, "Ascend910B2");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "Cast RotaryMul Cast");
}

TEST(Recomposition, GatedProductIsOneElementwiseTask) {
    GraphBuilder b;
    const TensorId gate = b.input(kRows), up = b.input(kRows);
    const TensorId swish = b.node("Mul", {gate, b.node("Sigmoid", {gate}, kRows)}, kRows);
    b.output(b.node("Mul", {swish, up}, kRows));
    const FusedGraph fused = fused_for(b, "Ascend910B2");
    const auto& op = std::get<ElementwiseOp>(find_operator(fused, "Swish").shape);
    EXPECT_EQ(op.inputs.size(), 2U);
    EXPECT_EQ(op.steps.size(), 3U);
    EXPECT_EQ(op.elements, 2 * 128 * 768);
    EXPECT_EQ(count_of(fused, "Mul"), 0U);
}

TEST(Recomposition, ChannelShuffleIsOneTask) {
    GraphBuilder b;
    const Shape image = {1, 116, 28, 28};
    const TensorId grouped =
        b.node("Reshape", {b.input(image), b.integers({1, 2, 58, 28, 28})}, {1, 2, 58, 28, 28});
    const TensorId moved = b.node("Transpose", {grouped}, {1, 58, 2, 28, 28},
                                  {{"perm", std::vector<std::int64_t>{0, 2, 1, 3, 4}}});
    b.output(b.node("Reshape", {moved, b.integers(image)}, image));
    const FusedGraph fused = fused_for(b, "Ascend310P3");
    expect_sound(fused);
    EXPECT_EQ(types_of(fused), "Cast ShuffleChannel Cast");
    const auto& op = std::get<TransposeOp>(fused.operators[1].shape);
    EXPECT_EQ(op.shape, (Shape{1, 2, 58, 784}));
}

TEST(Recomposition, VariadicSumIsOneTask) {
    GraphBuilder b;
    const TensorId x = b.input(kRows);
    b.output(b.node("Sum", {b.node("Exp", {x}, kRows), b.node("Tanh", {x}, kRows), x}, kRows));
    const FusedGraph fused = fused_for(b, "Ascend910B2");
    expect_sound(fused);
    EXPECT_EQ(fused.operators.size(), 3U) << types_of(fused);
}

}  // namespace
}  // namespace ascend::models
