// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/ranking.h"

#include <gtest/gtest.h>

namespace ascend::validate {
namespace {

NetworkPoint point(const char* network, std::int64_t batch, double measured, double predicted) {
    return {network, "SoC", batch, measured, predicted};
}

TEST(Spearman, IsOneForTheSameOrderAndMinusOneForTheReverse) {
    EXPECT_DOUBLE_EQ(spearman({1, 2, 5}, {10, 11, 900}), 1);
    EXPECT_DOUBLE_EQ(spearman({1, 2, 5}, {3, 2, 1}), -1);
}

TEST(Spearman, EqualValuesShareTheirMeanRank) {
    // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3.
    EXPECT_NEAR(spearman({1, 2, 2, 3}, {1, 2, 3, 4}), 0.94868, 1e-5);
    EXPECT_EQ(spearman({1, 1}, {1, 2}), 0);
}

TEST(NetworkOrder, OnlyPairsThatDifferByMoreThanAFifthCanBeWrong) {
    const NetworkOrder order = order_of({point("a", 1, 100, 9), point("b", 1, 120, 8),
                                         point("c", 1, 121, 7), point("d", 1, 300, 30)});
    ASSERT_EQ(order.rankings.size(), 1u);
    EXPECT_EQ(order.rankings[0].pairs, 4u);  // a-c and d with each; b is 1.2 times a, no more
    EXPECT_EQ(order.rankings[0].wrong_pairs, 1u);
    ASSERT_EQ(order.wrong_pairs.size(), 1u);
    EXPECT_EQ(order.wrong_pairs[0].faster, "a");
    EXPECT_EQ(order.wrong_pairs[0].slower, "c");
    EXPECT_DOUBLE_EQ(order.wrong_pairs[0].measured_ratio, 1.21);
}

TEST(NetworkOrder, RanksAreCorrelatedFromEightNetworksOn) {
    std::vector<NetworkPoint> points;
    for (int i = 0; i < 7; ++i)
        points.push_back(
            point(std::string(1, static_cast<char>('a' + i)).c_str(), 1, i + 1, i + 1));
    EXPECT_FALSE(order_of(points).rankings.at(0).spearman.has_value());
    points.push_back(points.back());  // the same network again is none more
    EXPECT_FALSE(order_of(points).rankings.at(0).spearman.has_value());
    points.push_back(point("z", 1, 9, 9));
    EXPECT_EQ(order_of(points).rankings.at(0).spearman, 1);
}

TEST(Knee, IsTheSmallestBatchNearTheBestThroughput) {
    // Images per time: measured 1, 1.9, 2; predicted 1, 1.8, 2.
    const NetworkOrder order =
        order_of({point("a", 1, 1, 1), point("a", 4, 4 / 1.9, 4 / 1.8), point("a", 8, 4, 4)});
    ASSERT_EQ(order.knees.size(), 1u);
    EXPECT_EQ(order.knees[0].measured, 4);
    EXPECT_EQ(order.knees[0].predicted, 8);
    EXPECT_FALSE(order.knees[0].agrees());
    EXPECT_TRUE(order.knees[0].within_one_step());
}

TEST(Knee, NeedsThreeBatches) {
    EXPECT_TRUE(order_of({point("a", 1, 1, 1), point("a", 4, 2, 2)}).knees.empty());
}

}  // namespace
}  // namespace ascend::validate
