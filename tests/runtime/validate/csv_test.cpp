// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/csv.h"

#include <gtest/gtest.h>

#include "traces/error.h"

namespace ascend::test {
namespace {

using validate::CsvTable;

void expect_malformed(const std::string& text, const std::string& place) {
    try {
        CsvTable::parse(text, "t.csv");
        ADD_FAILURE() << "accepted: " << text;
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kMalformed);
        EXPECT_EQ(std::string(error.what()).rfind(place, 0), 0u) << error.what();
    }
}

TEST(Csv, ReadsQuotedCells) {
    const CsvTable table =
        CsvTable::parse("a,b\n\"x,y\",\"he said \"\"hi\"\"\"\n\"two\nlines\",\n", "t.csv");
    ASSERT_EQ(table.rows().size(), 2u);
    EXPECT_EQ(table.text(table.rows()[0], "a"), "x,y");
    EXPECT_EQ(table.text(table.rows()[0], "b"), "he said \"hi\"");
    EXPECT_EQ(table.text(table.rows()[1], "a"), "two\nlines");
    EXPECT_EQ(table.text(table.rows()[1], "b"), "");
    EXPECT_EQ(table.rows()[1].line, 3u);
}

TEST(Csv, AcceptsEitherLineEndAndNoLastOne) {
    const CsvTable table = CsvTable::parse("a,b\r\n1,2\r\n3,4", "t.csv");
    ASSERT_EQ(table.rows().size(), 2u);
    EXPECT_EQ(table.integer(table.rows()[1], "b"), 4);
}

TEST(Csv, SaysWhereItIsMalformed) {
    expect_malformed("", "t.csv:1:");
    expect_malformed("a,a\n", "t.csv:1:");
    expect_malformed("a,b\n1,2\n3\n", "t.csv:3:");
    expect_malformed("a,b\n1,2,3\n", "t.csv:2:");
    expect_malformed("a,b\n1,\"2\n3,4\n", "t.csv:2:");
    expect_malformed("a,b\n1,2\"3\n", "t.csv:2:");
    expect_malformed("a,b\n\"x\"y,2\n", "t.csv:2:");
}

TEST(Csv, NumbersAreChecked) {
    const CsvTable table = CsvTable::parse("a,b,c\n1.5,x,nan\n", "t.csv");
    const auto& row = table.rows()[0];
    EXPECT_EQ(table.number(row, "a"), 1.5);
    EXPECT_THROW(table.integer(row, "a"), Error);
    EXPECT_THROW(table.number(row, "b"), Error);
    EXPECT_THROW(table.number(row, "c"), Error);
    EXPECT_THROW(table.text(row, "d"), Error);
}

}  // namespace
}  // namespace ascend::test
