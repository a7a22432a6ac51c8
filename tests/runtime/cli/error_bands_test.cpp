// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/error_bands.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::cli {
namespace {

constexpr const char* kBands = R"({
  "families": {"F": {"Conv2D": {"rows": 9, "low": 0.5, "median": 1, "high": 2}}},
  "any_family": {"Conv2D": {"rows": 9, "low": 0.4, "median": 1, "high": 3},
                 "Add": {"rows": 9, "low": 0.8, "median": 1, "high": 1.25}},
  "any": {"rows": 18, "low": 0.25, "median": 1, "high": 4}})";

TEST(ExpectedError, OneOperatorHasItsOwnBand) {
    const ExpectedError expected =
        expected_error(ErrorBands::parse(kBands), "F", {{"Conv2D", 1.0}});
    EXPECT_DOUBLE_EQ(expected.low, 0.5);
    EXPECT_DOUBLE_EQ(expected.high, 2);
    EXPECT_DOUBLE_EQ(expected.validated, 1);
    EXPECT_TRUE(expected.never.empty());
}

TEST(ExpectedError, SharesAreTakenByWhereTheyWereValidated) {
    const ExpectedError expected =
        expected_error(ErrorBands::parse(kBands), "F",
                       {{"Conv2D", 0.5}, {"Add", 0.25}, {"Frob", 0.05}, {"Tan", 0.2}});
    EXPECT_DOUBLE_EQ(expected.validated, 0.5);
    EXPECT_DOUBLE_EQ(expected.validated_elsewhere, 0.25);
    EXPECT_DOUBLE_EQ(expected.never_validated, 0.25);
    ASSERT_EQ(expected.never.size(), 2u);
    EXPECT_EQ(expected.never[0].first, "Tan");
    EXPECT_NEAR(expected.low, std::pow(0.5, 0.5) * std::pow(0.8, 0.25) * std::pow(0.25, 0.25),
                1e-12);
}

TEST(ExpectedError, AFamilyThatWasNeverMeasuredUsesTheOthers) {
    const ExpectedError expected =
        expected_error(ErrorBands::parse(kBands), "G", {{"Conv2D", 1.0}});
    EXPECT_DOUBLE_EQ(expected.validated, 0);
    EXPECT_DOUBLE_EQ(expected.validated_elsewhere, 1);
    EXPECT_DOUBLE_EQ(expected.high, 3);
}

TEST(ErrorBands, MalformedFilesAreRefused) {
    for (const char* text :
         {"", "{}", R"({"families": {}, "any_family": {}, "any": {"rows": 1, "low": 2,
           "median": 1, "high": 3}})",
          R"({"families": [], "any_family": {}, "any": {"rows": 1, "low": 1, "median": 1,
           "high": 1}})"})
        EXPECT_THROW(ErrorBands::parse(text), Error) << text;
}

TEST(ErrorBands, ThoseOfThisBuildCoverTheMeasuredFamilies) {
    const ErrorBands& bands = ErrorBands::shipped();
    for (const char* soc : {"Ascend310P3", "Ascend310B1", "Ascend310"}) {
        const std::string family = sim::load_soc(soc)->family;
        ASSERT_EQ(bands.families.count(family), 1u) << family;
        EXPECT_EQ(bands.families.at(family).count("Conv2D"), 1u) << family;
        EXPECT_EQ(bands.families.at(family).count("launch"), 1u) << family;
    }
}

}  // namespace
}  // namespace ascend::cli
