// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <limits>

#include "tests/models/onnx/model_builder.h"

namespace ascend::models::test {
namespace {

Attribute i(std::int64_t value) {
    return value;
}

void expect_malformed(const Case& node, const std::vector<std::string>& fragments) {
    expect_error(ErrorCode::kMalformed, fragments, [&] { node.read(); });
}

Shape reshape(Shape x, Ints shape, Attributes attributes = {}) {
    return Case{"Reshape", {tensor(std::move(x)), ints(std::move(shape))}, std::move(attributes)}
        .shape();
}

TEST(ReshapeRule, ZeroCopiesAndMinusOneTakesTheRest) {
    EXPECT_EQ(reshape({2, 3, 4}, {0, -1}), (Shape{2, 12}));
    EXPECT_EQ(reshape({2, 3, 4}, {4, 6}), (Shape{4, 6}));
    EXPECT_EQ(reshape({1}, {}), (Shape{}));
}

TEST(ReshapeRule, WhatDoesNotFitIsRefused) {
    const auto refused = [](Ints shape) {
        expect_malformed({"Reshape", {tensor({2, 3, 4}), ints(std::move(shape))}}, {"[2, 3, 4]"});
    };
    refused({5, 5});
    refused({-1, 5});
    refused({-1, -1});
    refused({-2, 12});
    refused({2, 3, 4, 0});
    expect_malformed({"Reshape", {tensor({2, 3}), ints({0, -1})}, {{"allowzero", i(1)}}, 14},
                     {"[0, -1]"});
}

TEST(ReshapeRule, OverflowingExtentsAreRefused) {
    const std::int64_t huge = std::numeric_limits<std::int64_t>::max();
    expect_error(ErrorCode::kInvalidArgument, {"2^63"}, [=] { reshape({2, 3}, {huge, huge}); });
}

TEST(ViewRule, FlattenSplitsAtAnyAxis) {
    const auto flatten = [](std::int64_t axis) {
        return Case{"Flatten", {tensor({2, 3, 4})}, {{"axis", i(axis)}}}.shape();
    };
    EXPECT_EQ(flatten(0), (Shape{1, 24}));
    EXPECT_EQ(flatten(1), (Shape{2, 12}));
    EXPECT_EQ(flatten(3), (Shape{24, 1}));
    EXPECT_EQ(flatten(-1), (Shape{6, 4}));
}

TEST(ViewRule, SqueezeAndUnsqueezeReadAxesFromEitherPlace) {
    EXPECT_EQ((Case{"Squeeze", {tensor({1, 3, 1})}, {{"axes", Ints{0}}}, 11}.shape()),
              (Shape{3, 1}));
    EXPECT_EQ((Case{"Squeeze", {tensor({1, 3, 1}), ints({-1})}}.shape()), (Shape{1, 3}));
    EXPECT_EQ((Case{"Squeeze", {tensor({1, 3, 1})}}.shape()), (Shape{3}));
    EXPECT_EQ((Case{"Unsqueeze", {tensor({3})}, {{"axes", Ints{0, 2}}}, 11}.shape()),
              (Shape{1, 3, 1}));
    EXPECT_EQ((Case{"Unsqueeze", {tensor({3, 4}), ints({-1, 1})}}.shape()), (Shape{3, 1, 4, 1}));
    expect_malformed({"Squeeze", {tensor({1, 3}), ints({1})}}, {"axis 1", "[1, 3]"});
    expect_malformed({"Unsqueeze", {tensor({3}), ints({0, 0})}}, {"twice"});
}

TEST(ViewRule, TransposePermutesOrReverses) {
    EXPECT_EQ((Case{"Transpose", {tensor({2, 3, 4})}, {{"perm", Ints{1, 2, 0}}}}.shape()),
              (Shape{3, 4, 2}));
    EXPECT_EQ((Case{"Transpose", {tensor({2, 3, 4})}}.shape()), (Shape{4, 3, 2}));
    expect_malformed({"Transpose", {tensor({2, 3})}, {{"perm", Ints{0, 0}}}}, {"twice"});
    expect_malformed({"Transpose", {tensor({2, 3})}, {{"perm", Ints{0}}}}, {"1 axes"});
}

TEST(ViewRule, ExpandAndTileGrow) {
    EXPECT_EQ((Case{"Expand", {tensor({3, 1}), ints({2, 1, 4})}}.shape()), (Shape{2, 3, 4}));
    EXPECT_EQ((Case{"Expand", {tensor({3, 4}), ints({1})}}.shape()), (Shape{3, 4}));
    EXPECT_EQ((Case{"Tile", {tensor({2, 3}), ints({3, 2})}}.shape()), (Shape{6, 6}));
    expect_malformed({"Tile", {tensor({2, 3}), ints({3})}}, {"1 repeats"});
}

TEST(SliceRule, ClampsAndCountsBackwards) {
    const auto slice = [](Ints starts, Ints ends, Ints axes, Ints steps) {
        return Case{"Slice",
                    {tensor({10, 8}), ints(std::move(starts)), ints(std::move(ends)),
                     ints(std::move(axes)), ints(std::move(steps))}}
            .shape();
    };
    constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
    EXPECT_EQ(slice({2}, {kMax}, {0}, {3}), (Shape{3, 8}));
    EXPECT_EQ(slice({-3}, {100}, {1}, {1}), (Shape{10, 3}));
    EXPECT_EQ(slice({-1}, {kMin}, {0}, {-2}), (Shape{5, 8}));
    EXPECT_EQ(slice({kMax}, {kMin}, {0}, {kMin}), (Shape{1, 8}));
    EXPECT_EQ((Case{"Slice", {tensor({10, 8})}, {{"starts", Ints{1, 2}}, {"ends", Ints{4, 5}}}, 9}
                   .shape()),
              (Shape{3, 3}));
    expect_malformed({"Slice", {tensor({4}), ints({0}), ints({4}), ints({0}), ints({0})}},
                     {"step of 0"});
}

TEST(SliceRule, AnEmptyResultOfTheNetworkIsRefused) {
    expect_error(ErrorCode::kInvalidArgument, {"'y0'", "[0]"}, [] {
        Case{"Slice", {tensor({4}), ints({4}), ints({9})}}.read();
    });
}

TEST(SplitRule, PartsAreGivenOrEqual) {
    const Case equal{"Split", {tensor({6, 4})}, {{"axis", i(0)}}, 13, 3};
    EXPECT_EQ(equal.shape(2), (Shape{2, 4}));
    const Case listed{"Split", {tensor({6, 4}), ints({1, 5})}, {}, 13, 2};
    EXPECT_EQ(listed.shape(1), (Shape{5, 4}));
    const Case old{"Split", {tensor({4, 6})}, {{"axis", i(1)}, {"split", Ints{2, 4}}}, 11, 2};
    EXPECT_EQ(old.shape(1), (Shape{4, 4}));
    const Case ragged{"Split", {tensor({7})}, {{"num_outputs", i(3)}}, 18, 3};
    EXPECT_EQ(ragged.shape(0), (Shape{3}));
    EXPECT_EQ(ragged.shape(2), (Shape{1}));
    expect_malformed({"Split", {tensor({7})}, {}, 13, 2}, {"7", "2 equal parts"});
    expect_malformed({"Split", {tensor({7}), ints({3, 3})}, {}, 13, 2}, {"[3, 3]"});
}

TEST(ConcatRule, AddsOneAxisAndChecksTheOthers) {
    EXPECT_EQ((Case{"Concat", {tensor({2, 3}), tensor({2, 5})}, {{"axis", i(-1)}}}.shape()),
              (Shape{2, 8}));
    expect_malformed({"Concat", {tensor({2, 3}), tensor({4, 5})}, {{"axis", i(1)}}},
                     {"[2, 3]", "[4, 5]"});
    expect_malformed({"Concat", {tensor({2, 3}), tensor({2})}, {{"axis", i(0)}}}, {"[2]"});
}

TEST(PadRule, PadsComeFromAttributeOrInput) {
    EXPECT_EQ((Case{"Pad", {tensor({2, 3}), ints({0, 1, 0, 2})}}.shape()), (Shape{2, 6}));
    EXPECT_EQ((Case{"Pad", {tensor({2, 3})}, {{"pads", Ints{1, 0, 1, -1}}}, 10}.shape()),
              (Shape{4, 2}));
    EXPECT_EQ((Case{"Pad", {tensor({2, 3}), ints({4, 5}), absent(), ints({1})}, {}, 18}.shape()),
              (Shape{2, 12}));
    expect_malformed({"Pad", {tensor({2, 3}), ints({0, 1})}}, {"2 pads"});
}

TEST(GatherRule, IndexedAxisBecomesTheAxesOfTheIndices) {
    const Operand index = tensor({5, 6}, DataType::kInt64);
    EXPECT_EQ((Case{"Gather", {tensor({2, 3, 4}), index}, {{"axis", i(1)}}}.shape()),
              (Shape{2, 5, 6, 4}));
    EXPECT_EQ((Case{"Gather", {tensor({2, 3}), tensor({}, DataType::kInt64)}}.shape()), (Shape{3}));
    EXPECT_EQ((Case{"GatherElements", {tensor({9, 9}), index}}.shape()), (Shape{5, 6}));
    EXPECT_EQ((Case{"GatherND", {tensor({2, 3, 4}), tensor({7, 2}, DataType::kInt64)}}.shape()),
              (Shape{7, 4}));
    const Case batched{"GatherND",
                       {tensor({2, 3, 4}), tensor({2, 5, 1}, DataType::kInt64)},
                       {{"batch_dims", i(1)}}};
    EXPECT_EQ(batched.shape(), (Shape{2, 5, 4}));
    expect_malformed({"GatherND", {tensor({2}), tensor({7, 2}, DataType::kInt64)}}, {"[7, 2]"});
}

TEST(ScatterRule, KeepsTheShapeOfTheData) {
    const Operand indices = tensor({2, 1}, DataType::kInt64);
    EXPECT_EQ((Case{"ScatterND", {tensor({9, 4}), indices, tensor({2, 4})}, {}, 16}.shape()),
              (Shape{9, 4}));
    EXPECT_EQ((Case{"ScatterElements", {tensor({9, 4}), indices, tensor({2, 1})}}.shape()),
              (Shape{9, 4}));
}

TEST(IndexRule, OneHotAddsAnAxisOfItsDepth) {
    const Operand indices = tensor({2, 3}, DataType::kInt64);
    const Case one_hot{"OneHot", {indices, ints({10}), tensor({2})}, {{"axis", i(1)}}};
    EXPECT_EQ(one_hot.shape(), (Shape{2, 10, 3}));
    EXPECT_EQ(one_hot.data_type(), DataType::kFloat);
}

TEST(IndexRule, ShapesThatDependOnDataAreRefused) {
    for (const char* type : {"NonZero", "NonMaxSuppression", "Unique"}) {
        expect_error(ErrorCode::kUnsupported, {type, "network runs"}, [=] {
            Case{type, {tensor({2, 3}), tensor({2, 3})}}.read();
        });
    }
}

TEST(ImageRule, ResizeReadsScalesOrSizesOfItsOperatorSet) {
    const Operand image = tensor({1, 3, 10, 20});
    EXPECT_EQ((Case{"Resize", {image, floats({1, 1, 2, 0.5})}, {}, 10}.shape()),
              (Shape{1, 3, 20, 10}));
    EXPECT_EQ((Case{"Resize", {image, floats({}), floats({1, 1, 0.7, 2})}, {}, 11}.shape()),
              (Shape{1, 3, 7, 40}));
    EXPECT_EQ((Case{"Resize", {image, absent(), absent(), ints({1, 3, 7, 9})}}.shape()),
              (Shape{1, 3, 7, 9}));
    EXPECT_EQ((Case{"Resize", {image, floats({}), floats({}), ints({1, 3, 7, 9})}}.shape()),
              (Shape{1, 3, 7, 9}));
    expect_malformed({"Resize", {image, absent(), absent(), absent()}}, {"scales"});
}

TEST(ImageRule, ResizeOfSomeAxesMayKeepTheAspectRatio) {
    const Operand image = tensor({1, 3, 10, 20});
    const auto resize = [&](const char* policy) {
        return Case{"Resize",
                    {image, absent(), absent(), ints({30, 30})},
                    {{"axes", Ints{2, 3}}, {"keep_aspect_ratio_policy", std::string(policy)}},
                    18}
            .shape();
    };
    EXPECT_EQ(resize("stretch"), (Shape{1, 3, 30, 30}));
    EXPECT_EQ(resize("not_larger"), (Shape{1, 3, 15, 30}));
    EXPECT_EQ(resize("not_smaller"), (Shape{1, 3, 30, 60}));
}

TEST(ImageRule, UpsampleReadsScalesFromEitherPlace) {
    EXPECT_EQ(
        (Case{"Upsample", {tensor({1, 3, 4, 4})}, {{"scales", Floats{1, 1, 2, 2}}}, 7}.shape()),
        (Shape{1, 3, 8, 8}));
    EXPECT_EQ((Case{"Upsample", {tensor({1, 3, 4, 4}), floats({1, 1, 2, 2})}, {}, 9}.shape()),
              (Shape{1, 3, 8, 8}));
}

TEST(ImageRule, DepthAndSpaceExchange) {
    EXPECT_EQ((Case{"DepthToSpace", {tensor({1, 9, 4, 5})}, {{"blocksize", i(3)}}}.shape()),
              (Shape{1, 1, 12, 15}));
    EXPECT_EQ((Case{"SpaceToDepth", {tensor({1, 1, 12, 15})}, {{"blocksize", i(3)}}}.shape()),
              (Shape{1, 9, 4, 5}));
    expect_malformed({"DepthToSpace", {tensor({1, 8, 4, 5})}, {{"blocksize", i(3)}}},
                     {"8 channels"});
    expect_malformed({"DepthToSpace", {tensor({1, 9, 4, 5})}}, {"'blocksize' is 0"});
}

TEST(ImageRule, SamplingFollowsItsGridOrRegions) {
    EXPECT_EQ((Case{"GridSample", {tensor({2, 3, 8, 8}), tensor({2, 5, 6, 2})}, {}, 16}.shape()),
              (Shape{2, 3, 5, 6}));
    const Case align{"RoiAlign",
                     {tensor({1, 16, 8, 8}), tensor({7, 4}), tensor({7}, DataType::kInt64)},
                     {{"output_height", i(3)}, {"output_width", i(5)}}};
    EXPECT_EQ(align.shape(), (Shape{7, 16, 3, 5}));
}

TEST(Propagation, ATensorMayHave64DimensionsAndNoMore) {
    const auto unsqueeze = [](std::size_t count) {
        Ints axes;
        for (std::size_t axis = 0; axis < count; ++axis) {
            axes.push_back(static_cast<std::int64_t>(axis));
        }
        return Case{"Unsqueeze", {tensor({3}), ints(axes)}}.shape();
    };
    EXPECT_EQ(unsqueeze(63).size(), 64u);
    expect_error(ErrorCode::kInvalidArgument, {"65 dimensions"}, [&] { unsqueeze(64); });
}

TEST(Propagation, ATensorOverTheLargestSizeIsRefusedAtItsNode) {
    const std::int64_t most = std::int64_t{1} << 48;  // floats, 2^50 bytes
    EXPECT_EQ((Case{"Expand", {tensor({1}), ints({most})}}.shape()), (Shape{most}));
    expect_error(ErrorCode::kInvalidArgument, {"'node_under_test' (Expand)", "2^50"}, [=] {
        Case{"Expand", {tensor({1}), ints({most + 1})}}.read();
    });
}

}  // namespace
}  // namespace ascend::models::test
