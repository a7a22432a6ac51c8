// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/text_table.h"

#include <gtest/gtest.h>

namespace ascend::test {
namespace {

TEST(TextTable, AlignsColumnsAndLeavesNoTrailingBlanks) {
    cli::TextTable table({{"name", cli::Align::kLeft}, {"us"}, {"why", cli::Align::kLeft}});
    table.add({"a", "1.5", "because"});
    table.add({"longer", "10.0", ""});
    EXPECT_EQ(table.text(),
              "name      us  why\n"
              "a        1.5  because\n"
              "longer  10.0\n");
}

TEST(TextTable, LongTextLosesItsMiddle) {
    EXPECT_EQ(cli::shorten("short", 10), "short");
    EXPECT_EQ(cli::shorten("0123456789abcdef", 10), "0123..cdef");
}

}  // namespace
}  // namespace ascend::test
