// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/models/onnx/model_builder.h"

namespace ascend::models::test {
namespace {

ModelBuilder relu(const std::vector<Dim>& dims) {
    ModelBuilder model;
    model.input("x", dims).node("Relu", {"x"}, {"y"}).output("y");
    return model;
}

ShapeOverrides batch(std::int64_t value) {
    return {.batch = value, .inputs = {}};
}

ShapeOverrides shape(const std::string& input, Shape dims) {
    ShapeOverrides overrides;
    overrides.inputs[input] = std::move(dims);
    return overrides;
}

Shape read_shape(const ModelBuilder& model, const ShapeOverrides& overrides) {
    const Graph graph = model.read(overrides);
    return graph.tensor(graph.outputs[0]).shape;
}

TEST(DeclaredInputs, ShowOpenDimensionsAsMinusOneWithTheirSymbols) {
    ModelBuilder model;
    model.input("x", {"batch", 3, "", 0}, DataType::kFloat16).constant("w", {1}, Ints{1});
    const auto inputs = declared_onnx_inputs(model.bytes(), "test.onnx");
    ASSERT_EQ(inputs.size(), 1u);
    EXPECT_EQ(inputs[0].name, "x");
    EXPECT_EQ(inputs[0].type, DataType::kFloat16);
    EXPECT_EQ(inputs[0].shape, (Shape{-1, 3, -1, -1}));
    EXPECT_EQ(inputs[0].symbols, (std::vector<std::string>{"batch", "", "", ""}));
}

TEST(DeclaredInputs, LeaveOutDefaultsOfInitializers) {
    ModelBuilder model;
    model.input("x", {1}).input("w", {4}).weight("w", {4});
    EXPECT_EQ(declared_onnx_inputs(model.bytes(), "test.onnx").size(), 1u);
}

TEST(InputShapes, BatchClosesASymbolicAnUnknownAndAZeroLeadingDimension) {
    EXPECT_EQ(read_shape(relu({"batch", 8}), batch(4)), (Shape{4, 8}));
    EXPECT_EQ(read_shape(relu({"", 8}), batch(4)), (Shape{4, 8}));
    EXPECT_EQ(read_shape(relu({-1, 8}), batch(4)), (Shape{4, 8}));
    EXPECT_EQ(read_shape(relu({0, 8}), batch(4)), (Shape{4, 8}));
}

TEST(InputShapes, AnOpenDimensionNamesInputShapeAndOption) {
    const std::vector<std::string> fragments = {"test.onnx", "'x'", "[batch, 3, 224, 224]",
                                                "--batch", "--input-shape \"x:1,3,224,224\""};
    expect_error(ErrorCode::kInvalidArgument, fragments, [] {
        relu({"batch", 3, 224, 224}).read();
    });
    expect_error(ErrorCode::kInvalidArgument, {"[batch, 3, ?]", "dimension 2", "--input-shape"},
                 [] {
                     relu({"batch", 3, ""}).read(batch(2));
                 });
}

TEST(InputShapes, AnOverrideClosesEverythingAndMayRespecifyAFixedExtent) {
    EXPECT_EQ(read_shape(relu({"n", "c", 4}), shape("x", {2, 3, 9})), (Shape{2, 3, 9}));
}

TEST(InputShapes, AnInputWithoutAShapeNeedsAnOverride) {
    ModelBuilder model;
    model.input_without_shape("x").node("Relu", {"x"}, {"y"}).output("y");
    EXPECT_EQ(read_shape(model, shape("x", {2, 3})), (Shape{2, 3}));
    expect_error(ErrorCode::kInvalidArgument, {"'x'", "without a shape", "--input-shape"},
                 [&] { model.read(batch(1)); });
}

TEST(InputShapes, AnotherBatchThanTheFixedOneIsRefused) {
    EXPECT_EQ(read_shape(relu({2, 8}), batch(2)), (Shape{2, 8}));
    expect_error(ErrorCode::kInvalidArgument, {"batch is fixed at 2", "'x'", "[2, 8]"}, [] {
        relu({2, 8}).read(batch(4));
    });
}

TEST(InputShapes, AFixedInputBesideABatchedOneIsNoBatch) {
    ModelBuilder model;
    model.input("scale", {1, 8}).input("x", {"n", 8});
    model.node("Mul", {"x", "scale"}, {"y"}).output("y");
    EXPECT_EQ(read_shape(model, batch(4)), (Shape{4, 8}));
}

TEST(InputShapes, OneSymbolHasOneValueInAllInputs) {
    ModelBuilder model;
    model.input("a", {"n", "length"}).input("b", {"n", "length"});
    model.node("Add", {"a", "b"}, {"y"}).output("y");
    EXPECT_EQ(read_shape(model, shape("a", {2, 5})), (Shape{2, 5}));
    ShapeOverrides both = shape("a", {2, 5});
    both.inputs["b"] = {2, 6};
    expect_error(ErrorCode::kInvalidArgument, {"'length'", "6", "5"}, [&] { model.read(both); });
}

TEST(InputShapes, OverridesThatMakeNoSenseAreRefused) {
    const ModelBuilder model = relu({"n", 8});
    expect_error(ErrorCode::kInvalidArgument, {"no input 'z'", "x"},
                 [&] { model.read(shape("z", {1})); });
    expect_error(ErrorCode::kInvalidArgument, {"[n, 8]", "2 dimensions"}, [&] {
        model.read(shape("x", {1, 8, 1}));
    });
    expect_error(ErrorCode::kInvalidArgument, {"positive"}, [&] {
        model.read(shape("x", {0, 8}));
    });
    expect_error(ErrorCode::kInvalidArgument, {"--batch 0"}, [&] { model.read(batch(0)); });
    ShapeOverrides contradiction = shape("x", {2, 8});
    contradiction.batch = 3;
    expect_error(ErrorCode::kInvalidArgument, {"--batch 3", "x:2,8"},
                 [&] { model.read(contradiction); });
}

TEST(InputShapes, NegativeAndOverflowingDeclarationsAreRefused) {
    expect_error(ErrorCode::kInvalidArgument, {"'x'", "-7"}, [] { relu({1, -7}).read(); });
    const std::int64_t huge = std::int64_t{1} << 31;
    expect_error(ErrorCode::kInvalidArgument, {"'x'", "2^62"}, [=] {
        relu({huge, huge, huge}).read();
    });
    expect_error(ErrorCode::kInvalidArgument, {"'x'", "2^50"}, [=] { relu({huge, huge}).read(); });
}

TEST(InputShapes, ABatchThatTheGraphHardCodesIsAContradictionAtThatNode) {
    ModelBuilder model;
    model.input("x", {"n", 8}).constant("shape", {2}, Ints{1, 8});
    model.node("Reshape", {"x", "shape"}, {"y"}, {}, "", "flatten_it").output("y");
    EXPECT_EQ(read_shape(model, batch(1)), (Shape{1, 8}));
    expect_error(ErrorCode::kMalformed, {"'flatten_it' (Reshape)", "[4, 8]", "[1, 8]"},
                 [&] { model.read(batch(4)); });
}

}  // namespace
}  // namespace ascend::models::test
