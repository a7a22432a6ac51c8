// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/runtime/cli/command_runner.h"

namespace ascend::test {
namespace {

constexpr int kUsage = 2;

TEST(Usage, HelpTeachesWithExamples) {
    const CommandRunner runner;
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--help"},
                                                      {"estimate", "--help"},
                                                      {"soc", "--help"},
                                                      {"validate", "--help"}}) {
        const CommandResult result = runner.run(arguments);
        EXPECT_EQ(result.exit_code, 0);
        EXPECT_NE(result.out.find("Examples:"), std::string::npos) << result.out;
        EXPECT_EQ(result.err, "");
    }
    EXPECT_EQ(runner.run({"--version"}).out, "ascend-sim 0.1.0\n");
}

TEST(Usage, WrongCommandLinesExitWithTwoAndAHint) {
    const CommandRunner runner;
    expect_refusal(runner.run({}), kUsage, {"--help"});
    expect_refusal(runner.run({"estimat"}), kUsage, {"\"estimat\"", "--help"});
    expect_refusal(runner.run({"report", "x"}), kUsage, {"no command"});
    expect_refusal(runner.run({"estimate"}), kUsage, {"ONNX model", ".om"});
    expect_refusal(runner.run({"estimate", "m", "--frob"}), kUsage, {"--frob"});
    expect_refusal(runner.run({"estimate", "m", "--iter", "3"}), kUsage, {"--iter"});
    expect_refusal(runner.run({"estimate", "m", "n"}), kUsage, {"estimate"});
    expect_refusal(runner.run({"estimate", "m", "--batch", "1,"}), kUsage, {"--batch", "1,8,16"});
    expect_refusal(runner.run({"estimate", "m", "--streams", "0"}), kUsage, {"--streams 0"});
    expect_refusal(runner.run({"estimate", "m", "--streams", "x"}), kUsage, {"streams"});
    expect_refusal(runner.run({"estimate", "m", "--precision", "fp8"}), kUsage, {"fp8", "mixed"});
    expect_refusal(runner.run({"soc"}), kUsage, {"list or show"});
    expect_refusal(runner.run({"soc", "show"}), kUsage, {"name of a SoC"});
    expect_refusal(runner.run({"validate"}), kUsage, {"--matmul"});
    expect_refusal(runner.run({"validate", "--matmul", "a", "--kernels", "b"}), kUsage,
                   {"one table"});
    expect_refusal(runner.run({"validate", "--whole-models", "a"}), kUsage, {"--graphs"});
    expect_refusal(runner.run({"validate", "--kernels", "a", "--own-tiling"}), kUsage,
                   {"--own-tiling"});
    expect_refusal(runner.run({"validate", "--kernels", "a", "--l2", "hot"}), kUsage,
                   {"warm or cold"});
}

}  // namespace
}  // namespace ascend::test
