// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/models/onnx/model_builder.h"

namespace ascend::models::test {
namespace {

using std::string;

Attribute i(std::int64_t value) {
    return value;
}
Attribute s(const char* value) {
    return string(value);
}

void expect_malformed(const Case& node, const std::vector<string>& fragments) {
    std::vector<string> all = {"test.onnx", fmt::format("'node_under_test' ({})", node.type)};
    all.insert(all.end(), fragments.begin(), fragments.end());
    expect_error(ErrorCode::kMalformed, all, [&] { node.read(); });
}

Case conv(Shape x, Shape w, Attributes attributes = {}) {
    return {"Conv", {tensor(std::move(x)), tensor(std::move(w))}, std::move(attributes)};
}

TEST(ConvRule, StridesPadsAndDilationsSetTheExtents) {
    EXPECT_EQ(
        conv({1, 3, 224, 224}, {64, 3, 7, 7}, {{"strides", Ints{2, 2}}, {"pads", Ints{3, 3, 3, 3}}})
            .shape(),
        (Shape{1, 64, 112, 112}));
    EXPECT_EQ(conv({2, 8, 9, 9}, {4, 8, 3, 3}, {{"dilations", Ints{2, 3}}}).shape(),
              (Shape{2, 4, 5, 3}));
    EXPECT_EQ(conv({1, 4, 10}, {6, 4, 3}).shape(), (Shape{1, 6, 8}));
    EXPECT_EQ(conv({1, 4, 8, 9, 10}, {6, 4, 1, 2, 3}).shape(), (Shape{1, 6, 8, 8, 8}));
}

TEST(ConvRule, AutoPadKeepsOrDropsTheBorder) {
    const Attributes same = {{"auto_pad", s("SAME_UPPER")}, {"strides", Ints{2, 2}}};
    EXPECT_EQ(conv({1, 1, 7, 8}, {1, 1, 3, 3}, same).shape(), (Shape{1, 1, 4, 4}));
    EXPECT_EQ(conv({1, 1, 7, 8}, {1, 1, 3, 3}, {{"auto_pad", s("VALID")}}).shape(),
              (Shape{1, 1, 5, 6}));
}

TEST(ConvRule, GroupsDivideChannels) {
    EXPECT_EQ(conv({1, 32, 8, 8}, {32, 1, 3, 3}, {{"group", i(32)}}).shape(), (Shape{1, 32, 6, 6}));
    expect_malformed(conv({1, 32, 8, 8}, {32, 2, 3, 3}, {{"group", i(32)}}), {"32 groups"});
    expect_malformed(conv({1, 32, 8, 8}, {30, 8, 3, 3}, {{"group", i(4)}}), {"[30, 8, 3, 3]"});
    expect_malformed(conv({1, 32, 8, 8}, {32, 1, 3, 3}, {{"group", i(0)}}), {"'group' is 0"});
}

TEST(ConvRule, ContradictionsAreRefused) {
    expect_malformed(conv({1, 3, 8, 8}, {4, 5, 3, 3}), {"[1, 3, 8, 8]", "[4, 5, 3, 3]"});
    expect_malformed(conv({1, 3, 8, 8}, {4, 3, 3}), {"[4, 3, 3]"});
    expect_malformed(conv({1, 3, 8, 8}, {4, 3, 9, 3}), {"spans 9"});
    expect_malformed(conv({1, 3, 8, 8}, {4, 3, 3, 3}, {{"kernel_shape", Ints{3, 5}}}),
                     {"kernel_shape [3, 5]"});
    expect_malformed(conv({1, 3, 8, 8}, {4, 3, 3, 3}, {{"strides", Ints{0, 1}}}), {"'strides'"});
    expect_malformed(conv({1, 3, 8, 8}, {4, 3, 3, 3}, {{"pads", Ints{1, 1}}}), {"'pads'"});
    expect_malformed({"Conv", {tensor({1, 3, 8, 8})}}, {"input 1 is missing"});
}

TEST(ConvRule, QuantizedAndIntegerFormsSetTheType) {
    const Operand scale = tensor({});
    const auto u8 = [](Shape shape) { return tensor(std::move(shape), DataType::kUint8); };
    const Case quantized{"QLinearConv",
                         {u8({1, 3, 8, 8}), scale, u8({}), tensor({4, 3, 3, 3}, DataType::kInt8),
                          scale, u8({}), scale, u8({})}};
    EXPECT_EQ(quantized.shape(), (Shape{1, 4, 6, 6}));
    EXPECT_EQ(quantized.data_type(), DataType::kUint8);
    const Case integer{"ConvInteger", {u8({1, 3, 8, 8}), u8({4, 3, 3, 3})}};
    EXPECT_EQ(integer.shape(), (Shape{1, 4, 6, 6}));
    EXPECT_EQ(integer.data_type(), DataType::kInt32);
}

TEST(ConvTransposeRule, GrowsTheImage) {
    const auto transposed = [](Attributes attributes) {
        return Case{"ConvTranspose", {tensor({1, 8, 5, 5}), tensor({8, 2, 3, 3})}, attributes}
            .shape();
    };
    EXPECT_EQ(transposed({}), (Shape{1, 2, 7, 7}));
    EXPECT_EQ(
        transposed(
            {{"strides", Ints{2, 2}}, {"pads", Ints{1, 1, 1, 1}}, {"output_padding", Ints{1, 1}}}),
        (Shape{1, 2, 10, 10}));
    EXPECT_EQ(transposed({{"group", i(4)}}), (Shape{1, 8, 7, 7}));
    EXPECT_EQ(transposed({{"output_shape", Ints{9, 9}}, {"strides", Ints{2, 2}}}),
              (Shape{1, 2, 9, 9}));
    EXPECT_EQ(transposed({{"auto_pad", s("SAME_UPPER")}, {"strides", Ints{3, 2}}}),
              (Shape{1, 2, 15, 10}));
}

TEST(PoolRule, CeilModeCountsAPartialWindowUnlessItStartsInThePad) {
    const auto pool = [](Shape x, Attributes attributes) {
        return Case{"MaxPool", {tensor(std::move(x))}, std::move(attributes)}.shape();
    };
    const Attributes floor = {{"kernel_shape", Ints{3, 3}}, {"strides", Ints{2, 2}}};
    Attributes ceil = floor;
    ceil["ceil_mode"] = i(1);
    EXPECT_EQ(pool({1, 4, 8, 8}, floor), (Shape{1, 4, 3, 3}));
    EXPECT_EQ(pool({1, 4, 8, 8}, ceil), (Shape{1, 4, 4, 4}));
    const Attributes in_pad = {{"kernel_shape", Ints{1, 1}},
                               {"strides", Ints{2, 2}},
                               {"pads", Ints{0, 0, 1, 1}},
                               {"ceil_mode", i(1)}};
    EXPECT_EQ(pool({1, 4, 7, 8}, in_pad), (Shape{1, 4, 4, 4}));
}

TEST(PoolRule, IndicesHaveTheShapeOfTheMaxima) {
    const Case pool{"MaxPool", {tensor({1, 4, 8, 8})}, {{"kernel_shape", Ints{2, 2}}}, 13, 2};
    EXPECT_EQ(pool.shape(1), (Shape{1, 4, 7, 7}));
    EXPECT_EQ(pool.data_type(1), DataType::kInt64);
}

TEST(PoolRule, GlobalPoolsLeaveOnePixel) {
    for (const char* type : {"GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"}) {
        EXPECT_EQ((Case{type, {tensor({2, 4, 7, 9})}}.shape()), (Shape{2, 4, 1, 1})) << type;
    }
    expect_malformed({"GlobalAveragePool", {tensor({2, 4})}}, {"[2, 4]"});
}

TEST(PoolRule, KernelShapeIsNeeded) {
    expect_malformed({"AveragePool", {tensor({1, 1, 4, 4})}}, {"'kernel_shape'"});
}

TEST(PoolRule, ChannelsMayBeLastInAQuantizedPool) {
    const Case pool{.type = "QLinearGlobalAveragePool",
                    .operands = {tensor({1, 7, 7, 32}, DataType::kUint8)},
                    .attributes = {{"channels_last", i(1)}},
                    .domain = "com.microsoft"};
    EXPECT_EQ(pool.shape(), (Shape{1, 1, 1, 32}));
}

TEST(MatMulRule, BroadcastsBatchesAndDropsVectorAxes) {
    const auto matmul = [](Shape a, Shape b) {
        return Case{"MatMul", {tensor(std::move(a)), tensor(std::move(b))}}.shape();
    };
    EXPECT_EQ(matmul({4, 5}, {5, 6}), (Shape{4, 6}));
    EXPECT_EQ(matmul({2, 1, 4, 5}, {3, 5, 6}), (Shape{2, 3, 4, 6}));
    EXPECT_EQ(matmul({5}, {5, 6}), (Shape{6}));
    EXPECT_EQ(matmul({2, 4, 5}, {5}), (Shape{2, 4}));
    EXPECT_EQ(matmul({5}, {5}), (Shape{}));
    expect_malformed({"MatMul", {tensor({4, 5}), tensor({4, 6})}}, {"[4, 5]", "[4, 6]"});
    expect_malformed({"MatMul", {tensor({2, 4, 5}), tensor({3, 5, 6})}}, {"[2]", "[3]"});
    expect_malformed({"MatMul", {tensor({}), tensor({1})}}, {"[]"});
}

TEST(GemmRule, TransposesAndBroadcastsC) {
    const Case gemm{"Gemm",
                    {tensor({5, 4}), tensor({6, 5}), tensor({6})},
                    {{"transA", i(1)}, {"transB", i(1)}}};
    EXPECT_EQ(gemm.shape(), (Shape{4, 6}));
    expect_malformed({"Gemm", {tensor({4, 5}), tensor({5, 6}), tensor({2, 4, 6})}},
                     {"C of [2, 4, 6]"});
    expect_malformed({"Gemm", {tensor({4, 5}), tensor({6, 5})}}, {"[6, 5]"});
}

TEST(EinsumRule, FollowsTheSubscripts) {
    const auto einsum = [](const char* equation, std::vector<Operand> operands) {
        return Case{"Einsum", std::move(operands), {{"equation", s(equation)}}}.shape();
    };
    EXPECT_EQ(einsum("bhqd, bhkd -> bhqk", {tensor({2, 3, 4, 5}), tensor({2, 3, 6, 5})}),
              (Shape{2, 3, 4, 6}));
    EXPECT_EQ(einsum("...ij,...jk->...ik", {tensor({7, 2, 3}), tensor({3, 5})}), (Shape{7, 2, 5}));
    EXPECT_EQ(einsum("ij,jk", {tensor({2, 3}), tensor({3, 5})}), (Shape{2, 5}));
    EXPECT_EQ(einsum("ii->i", {tensor({3, 3})}), (Shape{3}));
    EXPECT_EQ(einsum("ij->", {tensor({3, 4})}), (Shape{}));
    const auto refused = [](const char* equation, std::vector<Operand> operands) {
        expect_malformed({"Einsum", std::move(operands), {{"equation", s(equation)}}}, {});
    };
    refused("ij,jk->ik", {tensor({2, 3}), tensor({4, 5})});
    refused("ij->ik", {tensor({2, 3})});
    refused("ij,jk->ik", {tensor({2, 3})});
    refused("ijk->i", {tensor({2, 3})});
    refused("i1->i", {tensor({2, 3})});
}

TEST(ElementwiseRule, BroadcastsBothWays) {
    for (const char* type : {"Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Sum", "Mean"}) {
        EXPECT_EQ((Case{type, {tensor({3, 1, 5}), tensor({4, 1})}}.shape()), (Shape{3, 4, 5}))
            << type;
    }
    EXPECT_EQ((Case{"Sum", {tensor({2, 1}), tensor({1, 3}), tensor({})}}.shape()), (Shape{2, 3}));
    expect_malformed({"Add", {tensor({3, 4}), tensor({3})}}, {"[3, 4]", "[3]", "broadcast"});
    expect_malformed({"Add", {tensor({3, 4})}}, {"input 1 is missing"});
}

TEST(ElementwiseRule, ComparisonsAreBoolAndWhereTakesTheTypeOfItsValues) {
    EXPECT_EQ((Case{"Less", {tensor({2}), tensor({2})}}.data_type()), DataType::kBool);
    const Case where{"Where", {tensor({4, 1}, DataType::kBool), tensor({3}), tensor({})}};
    EXPECT_EQ(where.shape(), (Shape{4, 3}));
    EXPECT_EQ(where.data_type(), DataType::kFloat);
}

TEST(ElementwiseRule, ActivationsAndNormsKeepShapeAndType) {
    for (const char* type : {"Relu",
                             "LeakyRelu",
                             "Sigmoid",
                             "HardSigmoid",
                             "HardSwish",
                             "Tanh",
                             "Erf",
                             "Elu",
                             "Selu",
                             "Celu",
                             "Softplus",
                             "Mish",
                             "Gelu",
                             "Softmax",
                             "LogSoftmax",
                             "Hardmax",
                             "Sqrt",
                             "Exp",
                             "Log",
                             "Clip",
                             "Round",
                             "Sin",
                             "LRN",
                             "LpNormalization",
                             "MeanVarianceNormalization"}) {
        const Case node{type, {tensor({2, 3, 4, 4}, DataType::kFloat16)}};
        EXPECT_EQ(node.shape(), (Shape{2, 3, 4, 4})) << type;
        EXPECT_EQ(node.data_type(), DataType::kFloat16) << type;
    }
}

TEST(ElementwiseRule, PReluBroadcastsOnlyItsSlope) {
    EXPECT_EQ((Case{"PRelu", {tensor({2, 3, 4}), tensor({3, 1})}}.shape()), (Shape{2, 3, 4}));
    expect_malformed({"PRelu", {tensor({3, 1}), tensor({2, 3, 4})}}, {"slope"});
}

TEST(ElementwiseRule, CastsFollowTheirTarget) {
    EXPECT_EQ((Case{"Cast", {tensor({2})}, {{"to", i(10)}}}.data_type()), DataType::kFloat16);
    expect_error(ErrorCode::kUnsupported, {"element type 8"}, [] {
        Case{"Cast", {tensor({2})}, {{"to", i(8)}}}.read();
    });
    EXPECT_EQ((Case{"Dropout", {tensor({2})}, {}, 13, 2}.data_type(1)), DataType::kBool);
}

TEST(NormRule, StatisticsAreCheckedAndGiven) {
    const Operand c = tensor({4});
    EXPECT_EQ((Case{"BatchNormalization", {tensor({2, 4, 5, 5}), c, c, c, c}}.shape()),
              (Shape{2, 4, 5, 5}));
    expect_malformed({"BatchNormalization", {tensor({2, 4, 5}), c, c, tensor({5}), c}},
                     {"input 3", "[5]", "4 channels"});
    EXPECT_EQ((Case{"InstanceNormalization", {tensor({2, 4, 5}), c, c}}.shape()), (Shape{2, 4, 5}));
    const Case layer{
        "LayerNormalization", {tensor({2, 3, 8}), tensor({8})}, {{"axis", i(-1)}}, 17, 3};
    EXPECT_EQ(layer.shape(0), (Shape{2, 3, 8}));
    EXPECT_EQ(layer.shape(1), (Shape{2, 3, 1}));
    expect_malformed({"LayerNormalization", {tensor({2, 8}), tensor({7})}}, {"[7]"});
}

TEST(ReduceRule, AxesComeFromAttributeOrInput) {
    const auto reduce = [](const char* type, std::int64_t opset, Attributes attributes,
                           std::vector<Operand> more = {}) {
        std::vector<Operand> operands = {tensor({2, 3, 4})};
        operands.insert(operands.end(), more.begin(), more.end());
        return Case{type, operands, std::move(attributes), opset}.shape();
    };
    EXPECT_EQ(reduce("ReduceMean", 13, {{"axes", Ints{-1}}}), (Shape{2, 3, 1}));
    EXPECT_EQ(reduce("ReduceMean", 13, {{"axes", Ints{0, 2}}, {"keepdims", i(0)}}), (Shape{3}));
    EXPECT_EQ(reduce("ReduceMax", 18, {{"keepdims", i(0)}}, {ints({1})}), (Shape{2, 4}));
    EXPECT_EQ(reduce("ReduceSum", 13, {{"keepdims", i(0)}}), (Shape{}));
    EXPECT_EQ(reduce("ReduceSum", 13, {}), (Shape{1, 1, 1}));
    EXPECT_EQ(reduce("ReduceSum", 13, {{"noop_with_empty_axes", i(1)}}), (Shape{2, 3, 4}));
    expect_malformed({"ReduceSum", {tensor({2, 3}), ints({2})}}, {"axis 2"});
    expect_malformed({"ReduceMax", {tensor({2, 3})}, {{"axes", Ints{1, -1}}}}, {"twice"});
}

TEST(ReduceRule, ArgMaxAndTopKGiveIndices) {
    const Case arg{"ArgMax", {tensor({2, 3, 4})}, {{"axis", i(1)}, {"keepdims", i(0)}}};
    EXPECT_EQ(arg.shape(), (Shape{2, 4}));
    EXPECT_EQ(arg.data_type(), DataType::kInt64);
    const Case top{"TopK", {tensor({2, 9}), ints({3})}, {}, 13, 2};
    EXPECT_EQ(top.shape(0), (Shape{2, 3}));
    EXPECT_EQ(top.data_type(1), DataType::kInt64);
    EXPECT_EQ((Case{"TopK", {tensor({9, 2})}, {{"k", i(4)}, {"axis", i(0)}}, 9, 2}.shape()),
              (Shape{4, 2}));
    expect_malformed({"TopK", {tensor({2, 9}), ints({10})}, {}, 13, 2}, {"10", "9"});
}

TEST(RecurrentRule, OutputsEveryStepAndTheLast) {
    const Operand weight = tensor({2, 64, 8});
    const Operand recurrence = tensor({2, 64, 16});
    Attributes attributes = {{"hidden_size", i(16)}, {"direction", s("bidirectional")}};
    const Case lstm{"LSTM", {tensor({10, 3, 8}), weight, recurrence}, attributes, 13, 3};
    EXPECT_EQ(lstm.shape(0), (Shape{10, 2, 3, 16}));
    EXPECT_EQ(lstm.shape(1), (Shape{2, 3, 16}));
    EXPECT_EQ(lstm.shape(2), (Shape{2, 3, 16}));
    attributes["layout"] = i(1);
    const Case gru{"GRU", {tensor({3, 10, 8}), weight, recurrence}, attributes, 14, 2};
    EXPECT_EQ(gru.shape(0), (Shape{3, 10, 2, 16}));
    EXPECT_EQ(gru.shape(1), (Shape{3, 2, 16}));
    expect_malformed({"RNN", {tensor({10, 3, 8}), weight, recurrence}, {{"hidden_size", i(8)}}},
                     {"8 hidden"});
}

TEST(QuantizationRule, TypesFollowZeroPointAndScale) {
    const Operand zero = tensor({}, DataType::kInt8);
    EXPECT_EQ((Case{"QuantizeLinear", {tensor({2, 3}), tensor({}), zero}}.data_type()),
              DataType::kInt8);
    EXPECT_EQ((Case{"QuantizeLinear", {tensor({2, 3}), tensor({})}}.data_type()), DataType::kUint8);
    EXPECT_EQ((Case{"DequantizeLinear", {tensor({2, 3}, DataType::kInt8), tensor({})}}.data_type()),
              DataType::kFloat);
    const Case dynamic{"DynamicQuantizeLinear", {tensor({2, 3})}, {}, 13, 3};
    EXPECT_EQ(dynamic.shape(0), (Shape{2, 3}));
    EXPECT_EQ(dynamic.shape(1), (Shape{}));
    EXPECT_EQ(dynamic.data_type(2), DataType::kUint8);
}

TEST(TransformerRule, FusedBlocksOfOnnxRuntimeAreKnown) {
    const auto microsoft = [](const char* type, std::vector<Operand> operands,
                              Attributes attributes = {}, std::size_t outputs = 1) {
        return Case{type, std::move(operands), std::move(attributes), 13, outputs, "com.microsoft"};
    };
    EXPECT_EQ(
        microsoft("Attention", {tensor({2, 7, 64}), tensor({64, 192}), tensor({192})}).shape(),
        (Shape{2, 7, 64}));
    EXPECT_EQ(
        microsoft("SkipLayerNormalization", {tensor({2, 7, 64}), tensor({2, 7, 64}), tensor({64})})
            .shape(),
        (Shape{2, 7, 64}));
    EXPECT_EQ(microsoft("FusedMatMul", {tensor({2, 5, 7}), tensor({2, 6, 7})}, {{"transB", i(1)}})
                  .shape(),
              (Shape{2, 5, 6}));
    const Operand ids = tensor({2, 7}, DataType::kInt32);
    EXPECT_EQ(microsoft("EmbedLayerNormalization",
                        {ids, absent(), tensor({1000, 64}), tensor({128, 64})}, {}, 2)
                  .shape(),
              (Shape{2, 7, 64}));
    EXPECT_EQ(microsoft("BiasGelu", {tensor({2, 64}), tensor({64})}).shape(), (Shape{2, 64}));
}

}  // namespace
}  // namespace ascend::models::test
