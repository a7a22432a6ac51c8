// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/accuracy.h"

#include <gtest/gtest.h>

namespace ascend::test {
namespace {

using validate::Accuracy;
using validate::Comparison;

TEST(Accuracy, SummarisesErrorsOfEitherSign) {
    const std::vector<Comparison> rows = {{1, "a", 100, 105, {}},
                                          {2, "a", 100, 85, {}},
                                          {3, "b", 100, 200, {}},
                                          {4, "b", 100, 50, {}}};
    const auto groups = validate::accuracy_by_group(rows);
    ASSERT_EQ(groups.size(), 3u);
    const Accuracy& all = groups.at("all");
    EXPECT_EQ(all.n, 4u);
    EXPECT_NEAR(all.mean_abs_pct, (5 + 15 + 100 + 50) / 4.0, 1e-9);
    EXPECT_NEAR(all.median_abs_pct, (15 + 50) / 2.0, 1e-9);
    EXPECT_EQ(all.within_10, 0.25);
    EXPECT_EQ(all.within_20, 0.5);
    EXPECT_NEAR(groups.at("b").bias, 1.0, 1e-12);
}

TEST(Accuracy, OfNothingIsEmpty) {
    EXPECT_TRUE(validate::accuracy_by_group({}).empty());
    EXPECT_EQ(validate::accuracy_of({}).n, 0u);
}

}  // namespace
}  // namespace ascend::test
