// SPDX-License-Identifier: Apache-2.0
#include "models/om/attributes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/om/attribute_dictionary.h"
#include "models/om/model_def.h"
#include "models/om/shape_attributes.h"
#include "models/program/plan_key.h"
#include "tests/models/om/om_file_builder.h"

namespace ascend::models::om {
namespace {

/// One attribute of every type.
Attributes every_type() {
    Attributes inner;
    inner.set("x", std::int64_t{7});
    Attributes all;
    all.set("integer", std::int64_t{-5});
    all.set("real", 0.5F);
    all.set("flag", true);
    all.set("text", std::string("AIC"));
    all.set("integers", std::vector<std::int64_t>{1, 2, 3});
    all.set("reals", std::vector<float>{0.25F});
    all.set("flags", std::vector<bool>{true, false});
    all.set("texts", std::vector<std::string>{"a", "b", "a"});
    all.set("no texts", std::vector<std::string>{});
    all.set("rows", std::vector<std::vector<std::int64_t>>{{1}, {2, 3}});
    all.set("named", NamedAttributes{"n", inner});
    all.set("list of named", std::vector<NamedAttributes>{{"n", inner}, {"m", {}}});
    all.set("tensor", tensor({2, 3}, "ND", {2, 3}));
    all.set("tensors", std::vector<TensorDesc>{tensor({4}, "NCHW")});
    all.set("value", TensorValue{tensor({2}, "ND"), "bytes"});
    return all;
}

ModelDef model_with(const Attributes& attributes) {
    ModelDef model{"m"};
    model.graphs.push_back({"g", {"a:0"}, {"b:0"}});
    OpDef one = op("one", "Conv2D", {"", "x:0"}, {tensor({1}, "ND")}, {tensor({1}, "ND")});
    one.id = 3;
    one.input_offsets = {512};
    one.workspace_bytes = {64};
    one.constant_inputs = {false, true};
    one.subgraphs = {"g"};
    one.attributes = attributes;
    model.graphs[0].ops = {one};
    return model;
}

ModelDef decoded(const std::string& bytes) {
    return decode_model_def(std::as_bytes(std::span(bytes)), "f.om", 100);
}

TEST(OmAttributes, AnswerWithTheFallbackForAnotherNameOrType) {
    const Attributes attributes = every_type();
    EXPECT_EQ(attributes.integer("integer", 0), -5);
    EXPECT_EQ(attributes.integer("text", 9), 9);
    EXPECT_EQ(attributes.text("integer", "no"), "no");
    EXPECT_TRUE(attributes.flag("flag", false));
    EXPECT_TRUE(attributes.integers("absent").empty());
    EXPECT_EQ(attributes.texts("texts").size(), 3U);
}

TEST(OmAttributes, KeepOneValueUnderAName) {
    Attributes attributes;
    attributes.set("b", std::int64_t{1});
    attributes.set("a", std::int64_t{2});
    attributes.set("b", std::int64_t{3});
    EXPECT_EQ(attributes.all().size(), 2U);
    EXPECT_EQ(attributes.integer("b", 0), 3);
}

TEST(OmModelDef, SurvivesEncodingCompressedOrNot) {
    const ModelDef model = model_with(every_type());
    EXPECT_EQ(decoded(encode_model_def(model, false)), model);
    const ModelDef compressed = decoded(encode_model_def(model, true));
    EXPECT_EQ(compressed.graphs, model.graphs);
    EXPECT_EQ(compressed.attributes.integer("om_compress_version", 0), 1);
}

TEST(OmModelDef, EncodesToTheSameBytesEachTime) {
    const ModelDef model = model_with(every_type());
    EXPECT_EQ(encode_model_def(model, true), encode_model_def(model, true));
}

TEST(OmModelDef, RefusesBytesThatAreNoMessage) {
    const Thrown thrown = thrown_by([] { decoded("\x07\xff\xff"); });
    EXPECT_EQ(thrown.code, ErrorCode::kMalformed);
    EXPECT_TRUE(thrown.mentions("f.om: byte 100: MODEL_DEF")) << thrown.message;
}

TEST(OmAttributeDictionary, WritesIndicesInBase127FromTheLeastDigit) {
    AttributeDictionary dictionary;
    std::vector<std::string> names;
    for (int i = 0; i < 200; ++i)
        names.push_back(dictionary.compress({fmt::format("name{}", i), true}).name);
    EXPECT_EQ(names[0], std::string("\0\x01", 2));
    EXPECT_EQ(names[126], std::string("\0\x7f", 2));
    EXPECT_EQ(names[127], std::string("\0\x01\x02", 3));
}

TEST(OmAttributeDictionary, ExpandsWhatItCompressed) {
    AttributeDictionary writer;
    std::vector<Attribute> plain = every_type().all();
    for (int i = 0; i < 300; ++i)
        plain.push_back({fmt::format("n{}", i), fmt::format("value{}", i % 7)});
    std::vector<Attribute> compressed;
    for (const Attribute& attribute : plain) compressed.push_back(writer.compress(attribute));
    Attributes tables;
    writer.store(tables);
    const AttributeDictionary reader(tables);
    for (std::size_t i = 0; i < plain.size(); ++i) {
        EXPECT_EQ(compressed[i].name[0], '\0');
        EXPECT_EQ(reader.expand(compressed[i]), plain[i]);
    }
}

TEST(OmAttributeDictionary, LeavesPlainNamesAlone) {
    const Attribute plain{"strides", std::vector<std::int64_t>{1}};
    EXPECT_EQ(AttributeDictionary().expand(plain), plain);
}

TEST(OmAttributeDictionary, RefusesIndicesOutsideItsTables) {
    Attributes tables;
    AttributeDictionary writer;
    const Attribute text = writer.compress({"a", std::string("v")});
    writer.store(tables);
    const AttributeDictionary reader(tables);
    for (const std::string& name : {std::string("\0", 1), std::string("\0\x02", 2),
                                    std::string("\0\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f", 11)})
        EXPECT_EQ(thrown_by([&] {
                      reader.expand({name, text.value});
                  }).code,
                  ErrorCode::kMalformed);
    EXPECT_EQ(thrown_by([&] {
                  reader.expand({text.name, std::int64_t{1}});
              }).code,
              ErrorCode::kMalformed);
    EXPECT_EQ(thrown_by([&] {
                  reader.expand({text.name, std::int64_t{-1}});
              }).code,
              ErrorCode::kMalformed);
}

/// One operator of each kind, no field at its default where that is possible.
std::vector<OperatorShape> every_shape() {
    const VectorStep step{VectorOp::kTanh, DataType::kFloat, true};
    const Epilogue epilogue{{step, {VectorOp::kAdd}}, true};
    MatmulOp matmul{2,
                    3,
                    4,
                    5,
                    true,
                    true,
                    true,
                    DataType::kInt8,
                    DataType::kBf16,
                    DataType::kInt32,
                    Layout::kFractalNz,
                    Layout::kFractalZ,
                    Layout::kFractalNz,
                    true,
                    true,
                    epilogue};
    ConvolutionOp conv{1,
                       2,
                       3,
                       4,
                       5,
                       6,
                       7,
                       8,
                       9,
                       10,
                       11,
                       12,
                       13,
                       14,
                       15,
                       16,
                       17,
                       18,
                       true,
                       true,
                       true,
                       DataType::kInt8,
                       DataType::kFloat,
                       true,
                       true,
                       epilogue};
    AttentionOp attention{2, 3, 4, 5, 6, 7, 8, true, true, true, DataType::kBf16};
    ElementwiseOp chain{9,
                        3,
                        {{9, DataType::kFloat, false}, {3, DataType::kInt8, true}},
                        {DataType::kBool},
                        {step}};
    NormOp norm{NormKind::kBatchNorm, 2, 3, DataType::kFloat, false, false, true, {step}};
    PoolOp pool{PoolKind::kAverage, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, DataType::kFloat};
    CopyOp copy{{{1, 2, 3, 4, true, true}, {}}, 5, 6, DataType::kInt8};
    return {matmul,
            conv,
            attention,
            chain,
            ReduceOp{ReduceKind::kArgMax, 2, 3, 4, DataType::kInt32, {step}},
            SoftmaxOp{2, 3, 4, DataType::kFloat, true},
            norm,
            pool,
            ResizeOp{2, 3, 4, 5, 6, 7, true, true, DataType::kFloat},
            TransposeOp{{2, 3}, {1, 0}, DataType::kInt8},
            TransDataOp{Layout::kFractalNz, Layout::kNd, {2, 3}, DataType::kInt8, DataType::kBool},
            copy,
            GatherOp{2, 3, 4, DataType::kInt32, true},
            TopKOp{2, 3, 4, DataType::kFloat},
            AiCpuOp{77}};
}

TEST(OmShapeAttributes, CarryEveryFieldOfEveryShape) {
    const std::vector<OperatorShape> shapes = every_shape();
    ASSERT_EQ(shapes.size(), std::variant_size_v<OperatorShape>);
    for (const OperatorShape& shape : shapes)
        EXPECT_EQ(plan_key(decode_shape(encode_shape(shape)), "t"), plan_key(shape, "t"))
            << encode_shape(shape).name;
}

TEST(OmShapeAttributes, RefuseWhatIsNoShape) {
    EXPECT_EQ(thrown_by([] { decode_shape({"Teapot", {}}); }).code, ErrorCode::kMalformed);
    EXPECT_EQ(thrown_by([] { decode_shape({"Pool", {}}); }).code, ErrorCode::kMalformed);
    NamedAttributes pool = encode_shape(PoolOp{});
    pool.attributes.set("kind", std::int64_t{2});
    EXPECT_EQ(thrown_by([&] { decode_shape(pool); }).code, ErrorCode::kMalformed);
    // 5 is a number between two element types.
    for (const std::int64_t type : {-1, 5, 30}) {
        NamedAttributes top = encode_shape(TopKOp{});
        top.attributes.set("type", type);
        EXPECT_EQ(thrown_by([&] { decode_shape(top); }).code, ErrorCode::kMalformed) << type;
    }
}

}  // namespace
}  // namespace ascend::models::om
