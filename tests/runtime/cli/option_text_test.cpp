// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "runtime/cli/batches.h"
#include "runtime/cli/input_shapes.h"
#include "traces/error.h"

namespace ascend::test {
namespace {

using cli::parse_batches;
using cli::parse_input_shapes;
using Numbers = std::vector<std::int64_t>;

template <class Function>
void expect_usage_error(Function function) {
    try {
        function();
        ADD_FAILURE() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kUsage) << error.what();
    }
}

TEST(Batches, AreNumbersSeparatedByCommas) {
    EXPECT_EQ(parse_batches("1"), (Numbers{1}));
    EXPECT_EQ(parse_batches("16,1,8"), (Numbers{16, 1, 8}));
}

TEST(Batches, AnythingElseIsRefused) {
    for (const char* bad :
         {"", ",", "1,", ",1", "0", "-1", "1.5", "1 2", "x", "2147483648", "99999999999999999999"})
        expect_usage_error([bad] { parse_batches(bad); });
}

TEST(InputShapes, HaveNamesAndExtents) {
    const auto shapes = parse_input_shapes("x:1,3,224,224;layer/y:0:7");
    ASSERT_EQ(shapes.size(), 2u);
    EXPECT_EQ(shapes.at("x"), (Numbers{1, 3, 224, 224}));
    EXPECT_EQ(shapes.at("layer/y:0"), (Numbers{7}));
}

TEST(InputShapes, AnythingElseIsRefused) {
    for (const char* bad : {"", "x", "x:", ":1", "x:1,", "x:1;x:2", "x:a", "x:1;", "x:1,2.5"})
        expect_usage_error([bad] { parse_input_shapes(bad); });
}

}  // namespace
}  // namespace ascend::test
