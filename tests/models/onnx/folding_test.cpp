// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <limits>

#include "tests/models/onnx/model_builder.h"

namespace ascend::models::test {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

Attribute i(std::int64_t value) {
    return value;
}

Operand of_type(DataType type, Ints values) {
    return {{std::ssize(values)}, type, std::move(values)};
}

Ints fold(const char* type, std::vector<Operand> operands, Attributes attributes = {},
          std::int64_t opset = 13) {
    return Case{type, std::move(operands), std::move(attributes), opset}.integers();
}

Floats fold_floats(const char* type, std::vector<Operand> operands, Attributes attributes = {},
                   std::int64_t opset = 13) {
    return Case{type, std::move(operands), std::move(attributes), opset}.numbers();
}

TEST(FoldArithmetic, BroadcastsAndTruncatesTowardsZero) {
    EXPECT_EQ(fold("Add", {ints({2, 1}, {10, 20}), ints({1, 2})}), (Ints{11, 12, 21, 22}));
    EXPECT_EQ(fold("Sub", {ints({5, 3}), ints({2})}), (Ints{3, 1}));
    EXPECT_EQ(fold("Mul", {ints({5, 3}), ints({2})}), (Ints{10, 6}));
    EXPECT_EQ(fold("Div", {ints({7, -7, 7}), ints({2, 2, -2})}), (Ints{3, -3, -3}));
    EXPECT_EQ(fold("Mod", {ints({7, -7, 7}), ints({3, 3, -3})}), (Ints{1, 2, -2}));
    EXPECT_EQ(fold("Mod", {ints({-7}), ints({3})}, {{"fmod", i(1)}}), (Ints{-1}));
    EXPECT_EQ(fold("Pow", {ints({2, 3}), ints({10, 2})}), (Ints{1024, 9}));
    EXPECT_EQ(fold("Max", {ints({1, 5}), ints({4}), ints({2, 9})}), (Ints{4, 9}));
    EXPECT_EQ(fold("Min", {ints({1, 5}), ints({4})}), (Ints{1, 4}));
    EXPECT_EQ(fold("Neg", {ints({1, -5})}), (Ints{-1, 5}));
    EXPECT_EQ(fold("Abs", {ints({1, -5})}), (Ints{1, 5}));
}

TEST(FoldArithmetic, WrapsAsItsTypeDoes) {
    EXPECT_EQ(fold("Add", {ints({kMax}), ints({1})}), (Ints{kMin}));
    EXPECT_EQ(fold("Div", {ints({kMin}), ints({-1})}), (Ints{kMin}));
    EXPECT_EQ(fold("Mod", {ints({kMin}), ints({-1})}), (Ints{0}));
    EXPECT_EQ(fold("Abs", {ints({kMin})}), (Ints{kMin}));
    const auto int8 = [](Ints values) { return of_type(DataType::kInt8, std::move(values)); };
    const auto uint8 = [](Ints values) { return of_type(DataType::kUint8, std::move(values)); };
    EXPECT_EQ(fold("Add", {int8({127}), int8({1})}), (Ints{-128}));
    EXPECT_EQ(fold("Sub", {uint8({1}), uint8({2})}), (Ints{255}));
}

TEST(FoldArithmetic, DivisionByZeroIsRefusedForIntegersOnly) {
    for (const char* type : {"Div", "Mod"}) {
        expect_error(ErrorCode::kMalformed, {"node_under_test", "divided by 0"}, [=] {
            fold(type, {ints({1}), ints({0})});
        });
    }
    EXPECT_EQ(fold_floats("Div", {floats({1}), floats({0})})[0],
              std::numeric_limits<double>::infinity());
}

TEST(FoldArithmetic, FloatsKeepSinglePrecision) {
    EXPECT_EQ(fold_floats("Add", {floats({16777216}), floats({1})}), (Floats{16777216}));
    EXPECT_EQ(fold_floats("Sqrt", {floats({16})}), (Floats{4}));
    EXPECT_EQ(fold_floats("Floor", {floats({-1.5, 2.5})}), (Floats{-2, 2}));
    EXPECT_EQ(fold_floats("Ceil", {floats({-1.5, 2.5})}), (Floats{-1, 3}));
    EXPECT_EQ(fold_floats("Round", {floats({0.5, 1.5, 2.5})}), (Floats{0, 2, 2}));
    EXPECT_EQ(fold_floats("Clip", {floats({-1, 0.5, 3}), floats({0}), floats({1})}),
              (Floats{0, 0.5, 1}));
    EXPECT_EQ(fold_floats("Clip", {floats({-1, 7})}, {{"max", 6.0}}, 6 + 1), (Floats{-1, 6}));
}

TEST(FoldLogic, ComparesAndCombines) {
    EXPECT_EQ(fold("Equal", {ints({1, 2, 3}), ints({2})}), (Ints{0, 1, 0}));
    EXPECT_EQ(fold("Less", {floats({1, 2}), floats({2})}), (Ints{1, 0}));
    EXPECT_EQ(fold("GreaterOrEqual", {ints({1, 2}), ints({2})}), (Ints{0, 1}));
    const auto bools = [](Ints values) { return of_type(DataType::kBool, std::move(values)); };
    EXPECT_EQ(fold("And", {bools({0, 1, 1}), bools({1, 1, 0})}), (Ints{0, 1, 0}));
    EXPECT_EQ(fold("Or", {bools({0, 1, 0}), bools({1, 1, 0})}), (Ints{1, 1, 0}));
    EXPECT_EQ(fold("Xor", {bools({0, 1}), bools({1, 1})}), (Ints{1, 0}));
    EXPECT_EQ(fold("Not", {bools({0, 1})}), (Ints{1, 0}));
    EXPECT_EQ(fold("Where", {bools({1, 0}), ints({7}), ints({1, 2})}), (Ints{7, 2}));
}

TEST(FoldCast, TruncatesSaturatesAndWraps) {
    EXPECT_EQ(fold("Cast", {floats({2.9, -2.9, 1e30})}, {{"to", i(7)}}), (Ints{2, -2, kMax}));
    EXPECT_EQ(fold("Cast", {ints({300, -1})}, {{"to", i(2)}}), (Ints{44, 255}));
    EXPECT_EQ(fold("Cast", {floats({0, 0.5})}, {{"to", i(9)}}), (Ints{0, 1}));
    EXPECT_EQ(fold_floats("Cast", {ints({3})}, {{"to", i(1)}}), (Floats{3}));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(fold("Cast", {floats({nan})}, {{"to", i(7)}}), (Ints{0}));
}

TEST(FoldMovement, EveryElementComesFromItsPlace) {
    const Operand matrix = ints({2, 3}, {0, 1, 2, 3, 4, 5});
    EXPECT_EQ(fold("Transpose", {matrix}), (Ints{0, 3, 1, 4, 2, 5}));
    EXPECT_EQ(fold("Expand", {ints({2, 1}, {1, 2}), ints({2, 2})}), (Ints{1, 1, 2, 2}));
    EXPECT_EQ(fold("Tile", {ints({1, 2}), ints({3})}), (Ints{1, 2, 1, 2, 1, 2}));
    EXPECT_EQ(fold("Slice", {matrix, ints({-1}), ints({kMin}), ints({1}), ints({-1})}),
              (Ints{2, 1, 0, 5, 4, 3}));
    EXPECT_EQ(fold("Concat", {matrix, ints({2, 1}, {8, 9})}, {{"axis", i(1)}}),
              (Ints{0, 1, 2, 8, 3, 4, 5, 9}));
    EXPECT_EQ(fold("Pad", {ints({1, 2}), ints({1, 2}), ints({7})}), (Ints{7, 1, 2, 7, 7}));
    EXPECT_EQ(fold("Pad", {ints({1, 2, 3}), ints({-1, 0})}), (Ints{2, 3}));
    EXPECT_EQ(fold("Trilu", {matrix}, {{"upper", i(0)}}, 14), (Ints{0, 0, 0, 3, 4, 0}));
    EXPECT_EQ(fold("Trilu", {matrix, ints({1})}, {}, 14), (Ints{0, 1, 2, 0, 0, 5}));
    const Case split{"Split", {matrix}, {{"axis", i(1)}}, 13, 3};
    EXPECT_EQ(split.integers(1), (Ints{1, 4}));
}

TEST(FoldIndexing, GathersAndScatters) {
    const Operand matrix = ints({2, 3}, {0, 1, 2, 3, 4, 5});
    EXPECT_EQ(fold("Gather", {matrix, ints({-1, 0})}, {{"axis", i(1)}}), (Ints{2, 0, 5, 3}));
    EXPECT_EQ(fold("GatherElements", {matrix, ints({1, 3}, {1, 0, -1})}), (Ints{3, 1, 5}));
    EXPECT_EQ(fold("GatherND", {matrix, ints({2, 2}, {0, 2, 1, 0})}), (Ints{2, 3}));
    EXPECT_EQ(fold("GatherND", {matrix, ints({2, 1}, {2, 1})}, {{"batch_dims", i(1)}}),
              (Ints{2, 4}));
    EXPECT_EQ(fold("ScatterND", {ints({0, 0, 0, 0}), ints({2, 1}, {1, 3}), ints({8, 9})}),
              (Ints{0, 8, 0, 9}));
    EXPECT_EQ(fold("ScatterElements", {matrix, ints({1, 2}, {1, 0}), ints({1, 2}, {8, 9})}),
              (Ints{0, 9, 2, 8, 4, 5}));
    EXPECT_EQ(fold("OneHot", {ints({1, -1}), ints({3}), ints({0, 1})}), (Ints{0, 1, 0, 0, 0, 1}));
    EXPECT_EQ(fold("NonZero", {ints({2, 2}, {0, 1, 1, 0})}), (Ints{0, 1, 1, 0}));
    expect_error(ErrorCode::kMalformed, {"index 3", "axis of 3"}, [&] {
        fold("Gather", {matrix, ints({3})}, {{"axis", i(1)}});
    });
}

TEST(FoldIndexing, ManyEmptyTuplesCostNothing) {
    const std::int64_t many = std::int64_t{1} << 40;
    expect_error(ErrorCode::kMalformed, {"address too much"}, [=] {
        fold("ScatterND", {ints({1, 2}), ints({many, 0}, {}), ints({3})});
    });
}

TEST(FoldReduction, GroupsAndOrder) {
    const Operand matrix = ints({2, 3}, {0, 1, 2, 3, 4, 5});
    EXPECT_EQ(fold("ReduceSum", {matrix, ints({1})}), (Ints{3, 12}));
    EXPECT_EQ(fold("ReduceProd", {matrix}, {{"axes", Ints{0}}}), (Ints{0, 4, 10}));
    EXPECT_EQ(fold("ReduceMax", {matrix}), (Ints{5}));
    EXPECT_EQ(fold("ReduceMin", {matrix}, {{"axes", Ints{0}}}), (Ints{0, 1, 2}));
    EXPECT_EQ(fold_floats("ReduceMean", {floats({1, 2, 6})}), (Floats{3}));
    EXPECT_EQ(fold("CumSum", {matrix, ints({}, {1})}), (Ints{0, 1, 3, 3, 7, 12}));
    EXPECT_EQ(
        fold("CumSum", {ints({1, 2, 3}), ints({}, {0})}, {{"exclusive", i(1)}, {"reverse", i(1)}}),
        (Ints{5, 3, 0}));
}

TEST(FoldGenerator, ShapeSizeAndRangeNeedNoData) {
    EXPECT_EQ(fold("Shape", {tensor({2, 3, 4})}), (Ints{2, 3, 4}));
    EXPECT_EQ(fold("Shape", {tensor({2, 3, 4})}, {{"start", i(-2)}, {"end", i(-1)}}, 15),
              (Ints{3}));
    EXPECT_EQ(fold("Size", {tensor({2, 3, 4})}), (Ints{24}));
    EXPECT_EQ(fold("Range", {ints({}, {2}), ints({}, {9}), ints({}, {3})}), (Ints{2, 5, 8}));
    EXPECT_EQ(fold("Range", {ints({}, {3}), ints({}, {0}), ints({}, {-2})}), (Ints{3, 1}));
    EXPECT_EQ(fold_floats("Range", {floats({0}), floats({1}), floats({0.25})}),
              (Floats{0, 0.25, 0.5, 0.75}));
}

TEST(FoldGenerator, ConstantsOfEveryForm) {
    EXPECT_EQ(fold("Constant", {}, {{"value_int", i(5)}}), (Ints{5}));
    EXPECT_EQ(fold("Constant", {}, {{"value_ints", Ints{5, 6}}}), (Ints{5, 6}));
    EXPECT_EQ(fold_floats("Constant", {}, {{"value_floats", Floats{0.5}}}), (Floats{0.5}));
    const Constant seven{Ints{7}, DataType::kInt32, {1}};
    const Case filled{"ConstantOfShape", {ints({2, 2})}, {{"value", seven}}};
    EXPECT_EQ(filled.integers(), (Ints{7, 7, 7, 7}));
    EXPECT_EQ(filled.data_type(), DataType::kInt32);
    EXPECT_EQ((Case{"ConstantOfShape", {ints({3})}}.numbers()), (Floats{0, 0, 0}));
    EXPECT_EQ((Case{"ConstantOfShape", {ints({0})}}.shape()), (Shape{0}));
}

TEST(FoldLimit, ValuesAreKeptUpTo4096Elements) {
    const auto known = [](std::int64_t elements) {
        const Graph graph = Case{"ConstantOfShape", {ints({elements})}}.read();
        return graph.tensor(graph.outputs[0]).value.has_value();
    };
    EXPECT_TRUE(known(4096));
    EXPECT_FALSE(known(4097));
}

TEST(FoldChain, ShapeGatherConcatReshapeClosesAtAnyBatch) {
    ModelBuilder model;
    model.input("x", {"batch", 12, 64})
        .constant("zero", {}, Ints{0})
        .constant("axes", {1}, Ints{0});
    model.constant("rest", {1}, Ints{-1});
    model.node("Shape", {"x"}, {"shape"})
        .node("Gather", {"shape", "zero"}, {"n"})
        .node("Unsqueeze", {"n", "axes"}, {"n1"})
        .node("Concat", {"n1", "rest"}, {"wanted"}, {{"axis", i(0)}})
        .node("Reshape", {"x", "wanted"}, {"y"})
        .output("y");
    for (const std::int64_t batch : {1, 4, 16}) {
        const Graph graph = model.read({.batch = batch, .inputs = {}});
        EXPECT_EQ(find(graph, "y").shape, (Shape{batch, 768}));
        EXPECT_EQ(std::get<Ints>(find(graph, "wanted").value->values), (Ints{batch, -1}));
        EXPECT_EQ(graph.nodes.size(), 5u);
    }
}

TEST(FoldChain, ExpandOfAWhereOverEqualAndConstantOfShape) {
    const Constant one{Ints{1}, DataType::kInt64, {1}};
    ModelBuilder model;
    model.input("x", {"batch", 8}).weight("token", {1, 1, 8});
    model.constant("wanted", {3}, Ints{-1, 1, -1}).constant("minus", {}, Ints{-1});
    model.constant("size", {1}, Ints{3}).constant("real", {3}, Ints{4, 1, 8});
    model.node("ConstantOfShape", {"size"}, {"ones"}, {{"value", one}})
        .node("Mul", {"ones", "minus"}, {"minus_ones"})
        .node("Equal", {"wanted", "minus_ones"}, {"open"})
        .node("Where", {"open", "ones", "wanted"}, {"target"})
        .node("Expand", {"token", "target"}, {"tokens"})
        .node("Expand", {"token", "real"}, {"y"})
        .output("tokens")
        .output("y");
    const Graph graph = model.read({.batch = 2, .inputs = {}});
    EXPECT_EQ(std::get<Ints>(find(graph, "target").value->values), (Ints{1, 1, 1}));
    EXPECT_EQ(find(graph, "tokens").shape, (Shape{1, 1, 8}));
    EXPECT_EQ(find(graph, "y").shape, (Shape{4, 1, 8}));
}

}  // namespace
}  // namespace ascend::models::test
