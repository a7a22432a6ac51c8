// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/runtime/cli/command_runner.h"

namespace ascend::test {
namespace {

namespace json = boost::json;

TEST(SocCommand, ListsEverySoc) {
    const CommandRunner runner;
    const CommandResult text = runner.run({"soc", "list"});
    EXPECT_EQ(text.exit_code, 0);
    EXPECT_NE(text.out.find("Ascend310P3"), std::string::npos);
    const json::array list = json::parse(runner.run({"soc", "list", "--json"}).out).as_array();
    EXPECT_GE(list.size(), 13u);
    EXPECT_GT(list.front().at("fp16_tflops").to_number<double>(), 0);
}

TEST(SocCommand, ShowsEveryNumberWithItsSource) {
    const CommandRunner runner;
    const CommandResult result =
        runner.run({"soc", "show", "310P3", "--json", "--set", "ai_core.count=3"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const json::value soc = json::parse(result.out);
    EXPECT_EQ(soc.at("soc").as_string(), "Ascend310P3");
    bool found = false;
    for (const json::value& value : soc.at("values").as_array()) {
        EXPECT_FALSE(value.at("source").as_string().empty());
        EXPECT_FALSE(value.at("basis").as_string().empty());
        if (value.at("key").as_string() != "ai_core.count") continue;
        found = true;
        EXPECT_EQ(value.at("value").to_number<int>(), 3);
    }
    EXPECT_TRUE(found);
}

TEST(SocCommand, UnknownNamesAndSettingsAreRefused) {
    const CommandRunner runner;
    expect_refusal(runner.run({"soc", "show", "Ascend999"}), 1, {"Ascend999", "Ascend310P3"});
    expect_refusal(runner.run({"soc", "show", "310P3", "--set", "frob=1"}), 1, {"frob"});
    expect_refusal(runner.run({"soc", "show", "310P3", "--set", "ai_core.count=0"}), 1,
                   {"ai_core.count"});
    runner.write("soc.json", R"({"name": "x", "frob": 1})");
    expect_refusal(runner.run({"soc", "show", "soc.json"}), 1, {"soc.json"});
}

}  // namespace
}  // namespace ascend::test
