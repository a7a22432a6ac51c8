// SPDX-License-Identifier: Apache-2.0
#include "traces/units.h"

#include <gtest/gtest.h>

#include "traces/error.h"
#include "traces/timestamp.h"

namespace ascend {
namespace {

TEST(Quantity, RatioOfTwoIsAPlainNumber) {
    EXPECT_EQ(microseconds(3) / nanoseconds(1), 3'000);
    EXPECT_EQ((microseconds(3) / 2).count(), 1'500'000);
}

TEST(CeilDiv, RoundsUpOnlyWhatIsNotWhole) {
    EXPECT_EQ(ceil_div(32, 16), 2);
    EXPECT_EQ(ceil_div(33, 16), 3);
    EXPECT_EQ(round_up(0, 16), 0);
}

TEST(Timestamp, RoundsDownSoThatNestingSurvives) {
    EXPECT_EQ(traces::to_nanoseconds(Picoseconds(1'999)), 1);
    EXPECT_EQ(traces::to_nanoseconds(Picoseconds(2'000)), 2);
    EXPECT_EQ(traces::microseconds_text(Picoseconds(1'234'567'890)), "1234.567");
    EXPECT_EQ(traces::microseconds_text(Picoseconds(1'005'000)), "1.005");
}

TEST(InternalError, SaysWhereAndExitsWith70) {
    EXPECT_EXIT(ASCEND_INVARIANT(1 + 1 == 3, "sums are wrong"), testing::ExitedWithCode(70),
                "internal error: sums are wrong \\(.*units_test.cpp:");
}

TEST(InternalError, RunsTheHookOnce) {
    set_internal_error_hook([] { fputs("flushed\n", stderr); });
    EXPECT_EXIT(internal_error("x", "f", 1), testing::ExitedWithCode(70), "flushed");
}

}  // namespace
}  // namespace ascend
