// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <onnx/onnx_pb.h>

#include <random>
#include <span>
#include <string_view>

#include "tests/models/onnx/model_builder.h"

namespace ascend::models::test {
namespace {

Graph read(std::string_view text) {
    return read_onnx(std::as_bytes(std::span(text.data(), text.size())), "test.onnx", {});
}

/// True when the bytes are a graph; false when they are refused with an Error. Anything else
/// escapes.
bool reads(const std::vector<std::byte>& bytes) {
    try {
        looks_like_onnx(bytes);
        declared_onnx_inputs(bytes, "fuzz");
        read_onnx(bytes, "fuzz", {.batch = 2, .inputs = {}});
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// A little of everything that the reader does.
ModelBuilder sample() {
    ModelBuilder model;
    model.input("x", {"n", 3, 8, 8}).weight("w", {4, 3, 3, 3}).constant("zero", {}, Ints{0});
    model.constant("rest", {1}, Ints{-1}).constant("axes", {1}, Ints{0});
    model.constant("c", {}, Ints{1}, DataType::kBool);
    model.node("Conv", {"x", "w"}, {"conv"}, {{"pads", Ints{1, 1, 1, 1}}})
        .node("Shape", {"conv"}, {"shape"})
        .node("Gather", {"shape", "zero"}, {"n"})
        .node("Unsqueeze", {"n", "axes"}, {"n1"})
        .node("Concat", {"n1", "rest"}, {"wanted"}, {{"axis", std::int64_t{0}}})
        .node("Reshape", {"conv", "wanted"}, {"flat"});
    ModelBuilder then_branch;
    then_branch.node("Relu", {"flat"}, {"yes"}).output("yes");
    ModelBuilder else_branch;
    else_branch.node("Exp", {"flat"}, {"no"}).output("no");
    model.if_node("c", "y", then_branch, else_branch).output("y");
    return model;
}

TEST(MalformedFile, EmptyBytesAreRefused) {
    expect_error(ErrorCode::kMalformed, {"test.onnx", "empty"}, [] { read(""); });
}

TEST(MalformedFile, BytesThatAreNoModelAreRefused) {
    expect_error(ErrorCode::kMalformed, {"test.onnx", "ONNX"}, [] { read("hello, world"); });
    expect_error(ErrorCode::kMalformed, {"test.onnx", "no graph"},
                 [] { read(std::string_view("\x08\x07", 2)); });
    expect_error(ErrorCode::kMalformed, {"test.onnx", "12 bytes"}, [] {
        declared_onnx_inputs(std::as_bytes(std::span("hello, world", 12)), "test.onnx");
    });
}

TEST(MalformedFile, AnotherOperatorSetIsRefused) {
    ModelBuilder old(6);
    old.input("x", {1}).node("Relu", {"x"}, {"y"}).output("y");
    expect_error(ErrorCode::kUnsupported, {"operator set 6", "7"}, [&] { old.read(); });
    old.proto().clear_opset_import();
    expect_error(ErrorCode::kMalformed, {"operator set"}, [&] { old.read(); });
}

TEST(MalformedGraph, ACycleIsNamed) {
    ModelBuilder model;
    model.input("x", {2}).node("Relu", {"x"}, {"r"});
    model.node("Add", {"r", "b"}, {"a"}, {}, "", "one");
    model.node("Exp", {"a"}, {"b"}, {}, "", "two");
    model.node("Neg", {"b"}, {"y"}, {}, "", "behind").output("y");
    expect_error(ErrorCode::kMalformed, {"cycle of 2 nodes", "'one'", "'two'"},
                 [&] { model.read(); });
}

TEST(MalformedGraph, ANodeThatReadsItselfIsACycle) {
    ModelBuilder model;
    model.input("x", {2}).node("Add", {"x", "y"}, {"y"}, {}, "", "self").output("y");
    expect_error(ErrorCode::kMalformed, {"cycle of 1 node:", "'self'"}, [&] { model.read(); });
}

TEST(MalformedGraph, AnUndefinedTensorIsNamedWithItsReader) {
    ModelBuilder model;
    model.input("x", {2}).node("Add", {"x", "ghost"}, {"y"}, {}, "", "reader").output("y");
    expect_error(ErrorCode::kMalformed, {"'reader' (Add)", "'ghost'"}, [&] { model.read(); });
    ModelBuilder output;
    output.input("x", {2}).node("Relu", {"x"}, {"y"}).output("z");
    expect_error(ErrorCode::kMalformed, {"output 'z'"}, [&] { output.read(); });
}

TEST(MalformedGraph, ATensorWithTwoProducersIsRefused) {
    ModelBuilder model;
    model.input("x", {2});
    model.node("Relu", {"x"}, {"y"}, {}, "", "one").node("Exp", {"x"}, {"y"}, {}, "", "two");
    model.output("y");
    expect_error(ErrorCode::kMalformed, {"'y'", "twice", "'one'", "'two'"}, [&] { model.read(); });
    ModelBuilder shadow;
    shadow.input("x", {2}).node("Relu", {"x"}, {"x"}, {}, "", "one").output("x");
    expect_error(ErrorCode::kMalformed, {"'x'", "twice", "'one'"}, [&] { shadow.read(); });
    ModelBuilder weights;
    weights.weight("w", {2}).weight("w", {3}).output("w");
    expect_error(ErrorCode::kMalformed, {"'w'", "twice"}, [&] { weights.read(); });
}

TEST(MalformedGraph, AGraphWithoutOutputIsRefused) {
    ModelBuilder model;
    model.input("x", {2}).node("Relu", {"x"}, {"y"});
    expect_error(ErrorCode::kMalformed, {"no output"}, [&] { model.read(); });
}

TEST(MalformedGraph, InitializersOfHostileExtentsAreRefused) {
    const std::int64_t huge = std::int64_t{1} << 31;
    const auto with_weight = [](Shape shape) {
        ModelBuilder model;
        model.input("x", {2}).weight("w", shape).node("Relu", {"x"}, {"y"}).output("y").read();
    };
    expect_error(ErrorCode::kInvalidArgument, {"'w'", "2^62"}, [&] {
        with_weight({huge, huge, huge});
    });
    expect_error(ErrorCode::kInvalidArgument, {"'w'", "2^50"}, [&] { with_weight({huge, huge}); });
    expect_error(ErrorCode::kInvalidArgument, {"'w'", "negative"}, [&] { with_weight({0, -4}); });
    expect_error(ErrorCode::kInvalidArgument, {"'w'", "2^50"}, [&] {
        with_weight({0, std::numeric_limits<std::int64_t>::max()});
    });
    expect_error(ErrorCode::kInvalidArgument, {"'w'", "65 dimensions"},
                 [&] { with_weight(Shape(65, 1)); });
}

TEST(MalformedGraph, ATensorThatHoldsAnotherNumberOfElementsIsRefused) {
    ModelBuilder model;
    model.constant("w", {3}, Ints{1, 2}).output("w");
    expect_error(ErrorCode::kMalformed, {"'w'", "2 elements", "[3]"}, [&] { model.read(); });
    ModelBuilder raw;
    auto* tensor = raw.proto().mutable_graph()->add_initializer();
    tensor->set_name("w");
    tensor->set_data_type(onnx::TensorProto::FLOAT);
    tensor->add_dims(1 << 20);
    tensor->set_raw_data("1234");
    raw.output("w");
    expect_error(ErrorCode::kMalformed, {"'w'", "4 bytes", "[1048576]"}, [&] { raw.read(); });
}

TEST(MalformedGraph, StringsAreNoDeviceTensors) {
    ModelBuilder model;
    model.input("x", {2}).node("Relu", {"x"}, {"y"}).output("y");
    model.proto()
        .mutable_graph()
        ->mutable_input(0)
        ->mutable_type()
        ->mutable_tensor_type()
        ->set_elem_type(onnx::TensorProto::STRING);
    expect_error(ErrorCode::kUnsupported, {"'x'", "element type 8"}, [&] { model.read(); });
}

TEST(MalformedGraph, NamesOfTheFileCannotBreakTheLine) {
    ModelBuilder model;
    model.input("x", {2}).node("Add", {"x", "two\nlines"}, {"y"}).output("y");
    expect_error(ErrorCode::kMalformed, {"two?lines"}, [&] { model.read(); });
}

TEST(ReaderFuzz, ATruncatedFileIsRefusedOrReadAtEveryLength) {
    const auto whole = sample().bytes();
    ASSERT_TRUE(reads(whole));
    testing::internal::CaptureStderr();
    std::size_t read = 0;
    for (std::size_t length = 0; length < whole.size(); ++length) {
        read += reads({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)});
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    // Only what follows the graph (the operator set's version) may be missing unnoticed.
    EXPECT_LT(read, 8u);
}

TEST(ReaderFuzz, FlippedBitsNeverDoMoreThanRefuse) {
    const auto whole = sample().bytes();
    std::mt19937 random(20240601);
    testing::internal::CaptureStderr();
    std::size_t read = 0;
    constexpr std::size_t kRounds = 20000;
    for (std::size_t round = 0; round < kRounds; ++round) {
        auto bytes = whole;
        const std::size_t flips = 1 + random() % 4;
        for (std::size_t flip = 0; flip < flips; ++flip) {
            bytes[random() % bytes.size()] ^= static_cast<std::byte>(1u << random() % 8);
        }
        read += reads(bytes);
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_GT(read, 0u);
    EXPECT_LT(read, kRounds);
}

TEST(ReaderFuzz, RandomBytesAreRefused) {
    std::mt19937 random(7);
    for (std::size_t round = 0; round < 2000; ++round) {
        std::vector<std::byte> bytes(random() % 256);
        for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
        EXPECT_FALSE(reads(bytes));
    }
}

TEST(ReaderFuzz, RandomAttributesAndConstantsNeverDoMoreThanRefuse) {
    std::mt19937_64 random(99);
    const auto any = [&random]() -> std::int64_t {
        const auto bits = random() % 64;
        const auto value = static_cast<std::int64_t>(random() >> bits);
        return random() % 2 ? value : -value;
    };
    const std::vector<std::string> types = {
        "Slice",         "Pad",          "Reshape",        "Tile",   "Expand",
        "Gather",        "GatherND",     "Split",          "Range",  "Resize",
        "TopK",          "OneHot",       "Unsqueeze",      "Conv",   "MaxPool",
        "Concat",        "CumSum",       "ScatterND",      "Trilu",  "Squeeze",
        "Transpose",     "Flatten",      "ReduceSum",      "Shape",  "ConstantOfShape",
        "ConvTranspose", "DepthToSpace", "GatherElements", "Einsum", "Mod"};
    for (std::size_t round = 0; round < 20000; ++round) {
        Case node{types[random() % types.size()], {}};
        for (std::size_t i = 0; i < 1 + random() % 4; ++i) {
            const bool open = random() % 2;
            Ints values(1 + random() % 4);
            for (auto& value : values) value = open ? 1 + random() % 6 : any();
            node.operands.push_back(open ? tensor(values) : ints(values));
        }
        for (const char* key : {"axis", "group", "blocksize", "batch_dims", "start", "end"}) {
            if (random() % 3 == 0) node.attributes[key] = any();
        }
        for (const char* key : {"pads", "strides", "dilations", "kernel_shape", "axes", "perm"}) {
            if (random() % 3 == 0) node.attributes[key] = Ints{any(), any()};
        }
        try {
            node.read();
        } catch (const Error&) {
        }
    }
}

}  // namespace
}  // namespace ascend::models::test
