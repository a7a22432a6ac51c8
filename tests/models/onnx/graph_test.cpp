// SPDX-License-Identifier: Apache-2.0
#include "models/graph/graph.h"

#include <gtest/gtest.h>

#include "tests/models/onnx/model_builder.h"

namespace ascend::models {
namespace {

using test::expect_error;

constexpr std::int64_t kTwoTo31 = std::int64_t{1} << 31;

TEST(ElementCount, IsTheProductOfTheExtents) {
    EXPECT_EQ(element_count({}), 1);
    EXPECT_EQ(element_count({2, 3, 5}), 30);
    EXPECT_EQ(element_count({7, 0, 5}), 0);
}

TEST(ElementCount, HoldsExactlyUpToTwoToThe62) {
    EXPECT_EQ(element_count({kTwoTo31, kTwoTo31}), std::int64_t{1} << 62);
    expect_error(ErrorCode::kInvalidArgument, {"2^62"}, [] {
        element_count({kTwoTo31, kTwoTo31, 2});
    });
    expect_error(ErrorCode::kInvalidArgument, {"2^62"}, [] {
        element_count({kTwoTo31, kTwoTo31 + 1});
    });
}

TEST(ElementCount, RefusesANegativeExtentEvenBesideAZero) {
    expect_error(ErrorCode::kInvalidArgument, {"[0, -1]", "negative"}, [] {
        element_count({0, -1});
    });
}

TEST(NodeAttribute, ReturnsTheValueOrTheFallback) {
    Node node;
    node.attributes["axis"] = std::int64_t{3};
    node.attributes["alpha"] = 0.25;
    node.attributes["mode"] = std::string("linear");
    node.attributes["perm"] = std::vector<std::int64_t>{1, 0};
    EXPECT_EQ(node.attribute("axis", std::int64_t{0}), 3);
    EXPECT_EQ(node.attribute("missing", std::int64_t{-1}), -1);
    EXPECT_EQ(node.attribute("alpha", 1.0), 0.25);
    EXPECT_EQ(node.attribute("axis", 1.0), 3.0);
    EXPECT_EQ(node.attribute("mode", std::string_view("x")), "linear");
    EXPECT_EQ(node.attribute("perm", std::vector<std::int64_t>{}),
              (std::vector<std::int64_t>{1, 0}));
    EXPECT_EQ(node.attribute("none", std::vector<std::int64_t>{5}), (std::vector<std::int64_t>{5}));
}

TEST(NodeAttribute, RefusesAValueOfAnotherType) {
    Node node;
    node.name = "n";
    node.type = "Softmax";
    node.attributes["axis"] = std::string("one");
    expect_error(ErrorCode::kMalformed, {"Softmax 'n'", "'axis'", "an integer"},
                 [&] { node.attribute("axis", std::int64_t{0}); });
}

}  // namespace
}  // namespace ascend::models
