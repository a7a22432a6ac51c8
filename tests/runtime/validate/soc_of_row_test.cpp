// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/soc_of_row.h"

#include <gtest/gtest.h>

namespace ascend::test {
namespace {

using validate::soc_of_row;

TEST(SocOfRow, ReadsNamesWithRemarks) {
    EXPECT_EQ(soc_of_row("Ascend310P3"), "Ascend310P3");
    EXPECT_EQ(soc_of_row("Ascend910B3 (20 AIC/40 AIV)"), "Ascend910B3");
    EXPECT_EQ(soc_of_row("Ascend910B2-class (24 AIC/48 AIV @1800 MHz)"), "Ascend910B2");
    EXPECT_EQ(soc_of_row("Ascend950PR"), "Ascend950PR_9589");
}

TEST(SocOfRow, TellsGenerationsApartByTheirCores) {
    EXPECT_EQ(soc_of_row("Ascend A2/A3 (24 cube)", 24.0), "Ascend910B2");
    EXPECT_EQ(soc_of_row("Ascend910B (20 cube cores example)", 20.0), "Ascend910B3");
    EXPECT_EQ(soc_of_row("Ascend A3"), std::nullopt);
    EXPECT_EQ(soc_of_row("Ascend610"), std::nullopt);
}

}  // namespace
}  // namespace ascend::test
