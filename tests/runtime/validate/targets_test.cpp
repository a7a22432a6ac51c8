// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/targets.h"

#include <gtest/gtest.h>

namespace ascend::validate {
namespace {

Accuracy accuracy(double median, double mean, double bias) {
    Accuracy result;
    result.median_abs_pct = median;
    result.mean_abs_pct = mean;
    result.bias = bias;
    return result;
}

TEST(Target, EveryPartMustHold) {
    const Target target{20, 35, 10};
    EXPECT_TRUE(target.met_by(accuracy(20, 35, 0.901)));
    EXPECT_FALSE(target.met_by(accuracy(20.1, 35, 1)));
    EXPECT_FALSE(target.met_by(accuracy(20, 35.1, 1)));
    EXPECT_FALSE(target.met_by(accuracy(20, 35, 0.89)));
    EXPECT_FALSE(target.met_by(accuracy(20, 35, 1.11)));
}

TEST(Target, WhatIsNotAskedForDoesNotCount) {
    const auto thin = target_of("matmul", "thin");
    ASSERT_TRUE(thin.has_value());
    EXPECT_TRUE(thin->met_by(accuracy(19, 90, 0.5)));
    EXPECT_EQ(thin->text(), "20 / - / -");
}

TEST(TargetOf, AStarStandsForAnyRest) {
    for (const char* group : {"MatMul", "MatMulV3", "ReduceSumD", "MaxPoolWithArgmaxV1", "gemm"})
        EXPECT_TRUE(target_of("operators", group).has_value()) << group;
    for (const char* group : {"BatchMatMul", "AddN", "gemm2", "all"})
        EXPECT_FALSE(target_of("operators", group).has_value()) << group;
}

TEST(TargetOf, OurTilingHasItsOwn) {
    EXPECT_EQ(target_of("matmul", "nz")->text(), "8 / 12 / 3");
    EXPECT_EQ(target_of("matmul-own-tiling", "nz")->text(), "15 / 25 / 10");
    EXPECT_FALSE(target_of("matmul-own-tiling", "thin").has_value());
    EXPECT_FALSE(target_of("other", "nz").has_value());
}

}  // namespace
}  // namespace ascend::validate
