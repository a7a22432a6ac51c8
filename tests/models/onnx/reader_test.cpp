// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <onnx/onnx_pb.h>

#include <cmath>
#include <span>

#include "tests/models/onnx/model_builder.h"

namespace ascend::models::test {
namespace {

std::vector<std::string> node_names(const Graph& graph) {
    std::vector<std::string> names;
    for (const Node& node : graph.nodes) names.push_back(node.name);
    return names;
}

TEST(ReadOnnx, NodesAreSortedNearToTheOrderOfTheFile) {
    ModelBuilder model;
    model.input("x", {2, 3})
        .node("Add", {"a", "b"}, {"y"}, {}, "", "last")
        .node("Relu", {"x"}, {"a"}, {}, "", "first")
        .node("Exp", {"x"}, {"b"})
        .output("y");
    EXPECT_EQ(node_names(model.read()), (std::vector<std::string>{"first", "Exp_2", "last"}));
}

TEST(ReadOnnx, ProducersAndConsumersAreFilledInNodeOrder) {
    ModelBuilder model;
    model.input("x", {2, 3}).weight("w", {3});
    model.node("Mul", {"x", "x"}, {"a"}).node("Add", {"a", "w"}, {"b"});
    model.node("Sub", {"a", "x"}, {"c"}).output("b").output("c");
    const Graph graph = model.read();
    EXPECT_EQ(find(graph, "x").producer, kNoNode);
    EXPECT_EQ(find(graph, "x").consumers, (std::vector<NodeId>{0, 0, 2}));
    EXPECT_EQ(find(graph, "a").producer, 0u);
    EXPECT_EQ(find(graph, "a").consumers, (std::vector<NodeId>{1, 2}));
    EXPECT_EQ(find(graph, "w").consumers, (std::vector<NodeId>{1}));
    EXPECT_TRUE(find(graph, "c").consumers.empty());
    ASSERT_EQ(graph.outputs.size(), 2u);
    EXPECT_EQ(graph.tensor(graph.outputs[1]).name, "c");
    EXPECT_EQ(graph.opset, 13);
    EXPECT_EQ(graph.name, "test");
}

TEST(ReadOnnx, InitializersListedAsInputsAreNotInputs) {
    ModelBuilder model(8);
    model.input("x", {2, 3}).input("w", {3}).weight("w", {3});
    model.node("Add", {"x", "w"}, {"y"}).output("y");
    const Graph graph = model.read();
    ASSERT_EQ(graph.inputs.size(), 1u);
    EXPECT_EQ(graph.tensor(graph.inputs[0]).name, "x");
    EXPECT_TRUE(find(graph, "w").initializer);
}

TEST(ReadOnnx, ExternalWeightsHaveShapeAndTypeButNoValue) {
    ModelBuilder model;
    model.input("x", {1, 2}).weight("w", {2, 1 << 20}, DataType::kFloat16);
    model.node("MatMul", {"x", "w"}, {"y"}).output("y");
    const Graph graph = model.read();
    EXPECT_EQ(find(graph, "w").type, DataType::kFloat16);
    EXPECT_FALSE(find(graph, "w").value.has_value());
    EXPECT_TRUE(find(graph, "w").constant);
    EXPECT_FALSE(find(graph, "y").constant);
}

TEST(ReadOnnx, WhatIsComputedFromWeightsAloneIsConstantButNoInitializer) {
    ModelBuilder model;
    model.input("x", {4, 8}).weight("w", {8, 4096});
    model.node("Identity", {"w"}, {"same"}).node("Transpose", {"same"}, {"turned"});
    model.node("Gemm", {"x", "turned"}, {"y"}, {{"transB", std::int64_t{1}}}).output("y");
    const Graph graph = model.read();
    EXPECT_TRUE(find(graph, "turned").constant);
    EXPECT_FALSE(find(graph, "turned").initializer);
    EXPECT_EQ(find(graph, "turned").producer, 1u);
    EXPECT_EQ(find(graph, "y").shape, (Shape{4, 4096}));
    EXPECT_EQ(graph.nodes.size(), 3u);
}

TEST(ReadOnnx, ARandomTensorIsNotConstant) {
    ModelBuilder model;
    model.node("RandomNormal", {}, {"y"}, {{"shape", Ints{2, 3}}}).output("y");
    const Graph graph = model.read();
    EXPECT_EQ(find(graph, "y").shape, (Shape{2, 3}));
    EXPECT_FALSE(find(graph, "y").constant);
}

TEST(ReadOnnx, RawValuesOfEveryWidthAreRead) {
    ModelBuilder model;
    model.input("x", {1});
    auto* tensor = model.proto().mutable_graph()->add_initializer();
    tensor->set_name("half");
    tensor->set_data_type(onnx::TensorProto::FLOAT16);
    tensor->add_dims(4);
    tensor->set_raw_data(std::string("\x00\x3c\x00\xc0\x01\x00\x00\x7c", 8));
    tensor = model.proto().mutable_graph()->add_initializer();
    tensor->set_name("bytes");
    tensor->set_data_type(onnx::TensorProto::INT8);
    tensor->add_dims(2);
    tensor->set_raw_data("\x7f\xff");
    tensor = model.proto().mutable_graph()->add_initializer();
    tensor->set_name("brain");
    tensor->set_data_type(onnx::TensorProto::BFLOAT16);
    tensor->add_dims(1);
    tensor->set_raw_data(std::string("\x80\x3f", 2));
    model.node("Relu", {"x"}, {"y"}).output("y");
    const Graph graph = model.read();
    const auto& half = std::get<Floats>(find(graph, "half").value->values);
    EXPECT_EQ(half[0], 1.0);
    EXPECT_EQ(half[1], -2.0);
    EXPECT_EQ(half[2], 0x1p-24);
    EXPECT_TRUE(std::isinf(half[3]));
    EXPECT_EQ(std::get<Ints>(find(graph, "bytes").value->values), (Ints{127, -1}));
    EXPECT_EQ(std::get<Floats>(find(graph, "brain").value->values), (Floats{1.0}));
}

ModelBuilder branch(const std::string& type, const std::string& result) {
    ModelBuilder model;
    model.node(type, {"x"}, {result}).output(result);
    return model;
}

TEST(ReadOnnx, AnIfWithAKnownConditionBecomesItsBranch) {
    for (const std::int64_t condition : {1, 0}) {
        ModelBuilder model;
        model.input("x", {2, 3}).constant("c", {}, Ints{condition}, DataType::kBool);
        model.if_node("c", "y", branch("Relu", "yes"), branch("Softmax", "no"));
        model.node("Exp", {"y"}, {"z"}).output("z");
        const Graph graph = model.read();
        ASSERT_EQ(graph.nodes.size(), 3u);
        EXPECT_EQ(graph.nodes[0].type, condition ? "Relu" : "Softmax");
        EXPECT_EQ(graph.nodes[1].type, "Identity");
        EXPECT_EQ(find(graph, condition ? "yes" : "no").shape, (Shape{2, 3}));
        EXPECT_EQ(find(graph, "y").consumers, (std::vector<NodeId>{2}));
    }
}

TEST(ReadOnnx, AnUnknownOperatorInTheBranchNotTakenDoesNoHarm) {
    ModelBuilder model;
    model.input("x", {2}).constant("c", {}, Ints{1}, DataType::kBool);
    model.if_node("c", "y", branch("Relu", "yes"), branch("Frobnicate", "no")).output("y");
    EXPECT_EQ(model.read().nodes[0].type, "Relu");
}

TEST(ReadOnnx, ABranchMayReturnATensorFromAroundItAndReadLaterNodes) {
    ModelBuilder pass;
    pass.output("late");
    ModelBuilder model;
    model.input("x", {2}).constant("c", {}, Ints{1}, DataType::kBool);
    model.if_node("c", "y", pass, branch("Relu", "no"));
    model.node("Exp", {"x"}, {"late"}).output("y");
    const Graph graph = model.read();
    EXPECT_EQ(graph.nodes[0].type, "Exp");
    EXPECT_EQ(find(graph, "y").shape, (Shape{2}));
}

TEST(ReadOnnx, AnIfThatDependsOnDataIsRefused) {
    ModelBuilder model;
    model.input("x", {2}).input("c", {}, DataType::kBool);
    model.if_node("c", "y", branch("Relu", "yes"), branch("Exp", "no")).output("y");
    expect_error(ErrorCode::kUnsupported, {"'choice' (If)", "condition"}, [&] { model.read(); });
}

TEST(ReadOnnx, UnknownOperatorsAreListedInOneMessage) {
    ModelBuilder model;
    model.input("x", {2});
    std::string last = "x";
    for (int i = 0; i < 25; ++i) {
        const std::string next = fmt::format("t{}", i);
        model.node("Loop", {last}, {next}, {}, "", fmt::format("loop{}", i));
        last = next;
    }
    model.node("Bar", {last}, {"y"}, {}, "my.domain", "b").output("y");
    expect_error(ErrorCode::kUnsupported,
                 {"26 nodes", "Loop ('loop0'", "'loop19'", "my.domain.Bar", "and 6 more nodes"},
                 [&] { model.read(); });
}

TEST(ReadOnnx, AMissingValueForAShapeSaysWhichTensor) {
    ModelBuilder model;
    model.input("x", {2, 3}).input("s", {2}, DataType::kInt64);
    model.node("Reshape", {"x", "s"}, {"y"}, {}, "", "r").output("y");
    expect_error(ErrorCode::kUnsupported, {"test.onnx", "'r' (Reshape)", "'s'", "network runs"},
                 [&] { model.read(); });
}

TEST(LooksLikeOnnx, TellsAModelFromOtherFiles) {
    ModelBuilder model;
    model.input("x", {1}).node("Relu", {"x"}, {"y"}).output("y");
    EXPECT_TRUE(looks_like_onnx(model.bytes()));
    const auto text = [](std::string_view words) {
        return looks_like_onnx(std::as_bytes(std::span(words.data(), words.size())));
    };
    EXPECT_FALSE(text(""));
    EXPECT_FALSE(text("IMOD\x01\x02\x03"));
    EXPECT_FALSE(text("{\"soc\": \"Ascend310\"}"));
    EXPECT_FALSE(text(std::string_view("\x08\x07", 2)));
    auto truncated = model.bytes();
    truncated.resize(truncated.size() / 2);
    EXPECT_TRUE(looks_like_onnx(truncated));
}

}  // namespace
}  // namespace ascend::models::test
