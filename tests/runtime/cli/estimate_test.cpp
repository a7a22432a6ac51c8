// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/runtime/acl/small_model.h"
#include "tests/runtime/cli/command_runner.h"

namespace ascend::test {
namespace {

namespace json = boost::json;

class EstimateTest : public ::testing::Test {
  protected:
    EstimateTest() { runner_.write("small.onnx", small_model()); }
    json::value estimate(std::vector<std::string> options) const {
        options.insert(options.begin(), {"estimate", "small.onnx", "--json"});
        const CommandResult result = runner_.run(options);
        EXPECT_EQ(result.exit_code, 0) << result.err;
        return json::parse(result.out);
    }
    CommandResult refused(std::vector<std::string> options) const {
        options.insert(options.begin(), "estimate");
        return runner_.run(options);
    }
    CommandRunner runner_;
};

double number(const json::value& object, const char* key) {
    return object.at(key).to_number<double>();
}

TEST_F(EstimateTest, PrintsTheDocumentedObject) {
    const json::value result = estimate({"--soc", "310P3"});
    std::vector<std::string> keys;
    for (const auto& [key, value] : result.as_object()) keys.emplace_back(key);
    EXPECT_EQ(keys, (std::vector<std::string>{
                        "model", "soc", "batch", "latency_us", "throughput_per_s", "device_us",
                        "tasks", "simulated_us", "wall_us", "bottleneck", "pipes", "expected"}));
    EXPECT_EQ(result.at("model").as_string(), "small.onnx");
    EXPECT_EQ(result.at("soc").as_string(), "Ascend310P3");
    EXPECT_EQ(number(result, "batch"), 1);
    EXPECT_GT(number(result, "latency_us"), number(result, "device_us"));
    EXPECT_GT(number(result, "device_us"), 0);
    EXPECT_NEAR(number(result, "throughput_per_s"), 1e6 / number(result, "latency_us"), 0.1);
    for (const auto& [pipe, share] : result.at("pipes").as_object()) {
        EXPECT_GE(share.to_number<double>(), 0) << pipe;
        EXPECT_LE(share.to_number<double>(), 1) << pipe;
    }
}

TEST_F(EstimateTest, SaysHowFarItMayBeOff) {
    const json::value result = estimate({});
    const json::value& expected = result.at("expected");
    EXPECT_LT(number(expected, "low_us"), number(expected, "high_us"));
    EXPECT_EQ(number(expected, "coverage"), 0.8);
    EXPECT_NEAR(number(expected, "validated") + number(expected, "validated_elsewhere") +
                    number(expected, "never_validated"),
                1, 1e-5);
    double never = 0;
    for (const json::value& entry : expected.at("never").as_array())
        never += number(entry, "share");
    EXPECT_NEAR(never, number(expected, "never_validated"), 1e-5);
}

TEST_F(EstimateTest, SensitivityIsWhatChangingTheNumberGives) {
    const json::value result = estimate({"--batch", "4096", "--sensitivity", "--out", "o"});
    const json::value& sensitivity = result.at("sensitivity");
    ASSERT_FALSE(sensitivity.at("numbers").as_array().empty());
    const json::value& first = sensitivity.at("numbers").at(0);
    const auto at = [&](const char* side) {
        const std::string setting =
            std::string(first.at("key").as_string()) + "=" + json::serialize(first.at(side));
        return number(estimate({"--batch", "4096", "--set", setting}), "latency_us");
    };
    EXPECT_NEAR(at("lower"), number(first, "at_lower_us"), 1e-5);
    EXPECT_NEAR(at("upper"), number(first, "at_upper_us"), 1e-5);
    EXPECT_NE(at("lower"), number(result, "latency_us"));
    EXPECT_GT(number(sensitivity, "without_effect"), 0);
    EXPECT_FALSE(estimate({}).as_object().contains("sensitivity"));
}

TEST_F(EstimateTest, SensitivityOfAModelThatCannotBeReadIsTheUsualRefusal) {
    expect_refusal(refused({"missing.onnx", "--sensitivity"}), 1, {"missing.onnx"});
}

TEST_F(EstimateTest, PrintsAnArrayForSeveralBatches) {
    const json::array results = estimate({"--batch", "1,64"}).as_array();
    ASSERT_EQ(results.size(), 2u);
    EXPECT_EQ(number(results[0], "batch"), 1);
    EXPECT_EQ(number(results[1], "batch"), 64);
    EXPECT_GE(number(results[1], "latency_us"), number(results[0], "latency_us"));
    EXPECT_LT(number(results[1], "latency_us"), 64 * number(results[0], "latency_us"));
}

TEST_F(EstimateTest, ABatchDoesNotDependOnTheOnesBefore) {
    const json::value alone = estimate({"--batch", "8"});
    const json::array both = estimate({"--batch", "2,8"}).as_array();
    EXPECT_EQ(number(alone, "latency_us"), number(both[1], "latency_us"));
}

TEST_F(EstimateTest, WritesTheOutputFolderCompletely) {
    estimate({"--out", "results/here"});
    const auto files = runner_.files();
    const auto has = [&](const char* name) {
        return std::find(files.begin(), files.end(), name) != files.end();
    };
    EXPECT_TRUE(has("results/here/trace.pftrace"));
    EXPECT_TRUE(has("results/here/summary.json"));
    for (const std::string& file : files)
        EXPECT_EQ(file.find(".partial"), std::string::npos) << file;
    json::parse(runner_.read("results/here/summary.json"));
}

TEST_F(EstimateTest, RepeatsToTheByte) {
    estimate({"--out", "a", "--batch", "1,4"});
    estimate({"--out", "b", "--batch", "1,4"});
    std::size_t compared = 0;
    for (const std::string& file : runner_.files()) {
        if (file.rfind("a/", 0) != 0 || std::filesystem::is_directory(runner_.folder() / file))
            continue;
        EXPECT_EQ(runner_.read(file), runner_.read("b/" + file.substr(2))) << file;
        ++compared;
    }
    EXPECT_GE(compared, 4u);
}

TEST_F(EstimateTest, ShortCutsDoNotChangeTheResult) {
    json::object quick = estimate({"--batch", "256"}).as_object();
    json::object exact = estimate({"--batch", "256", "--exact"}).as_object();
    quick.erase("wall_us");
    exact.erase("wall_us");
    EXPECT_EQ(json::serialize(quick), json::serialize(exact));
}

TEST_F(EstimateTest, TwoStreamsTakeLongerThanOneAndLessThanTwice) {
    const double one = number(estimate({"--batch", "4096"}), "latency_us");
    const double two = number(estimate({"--batch", "4096", "--streams", "2"}), "latency_us");
    EXPECT_GT(two, one);
    EXPECT_LT(two, 2 * one * 1.15);
}

TEST_F(EstimateTest, TextNamesTheTrace) {
    const CommandResult result = runner_.run({"estimate", "small.onnx"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_NE(result.out.find("ascend-sim-out/trace.pftrace"), std::string::npos);
    EXPECT_NE(result.out.find("latency ms"), std::string::npos);
    EXPECT_EQ(result.err, "");
}

TEST_F(EstimateTest, BadFilesAreRefusedAndNothingIsLeft) {
    runner_.write("empty.onnx", "");
    runner_.write("cut.onnx", small_model().substr(0, 100));
    runner_.write("noise.onnx", std::string("\x01\xfe\x80 noise, not a model \xff\xff\x07", 26));
    runner_.write("other.om", std::string("IMOD") + std::string(252, '\0'));
    runner_.write("unknown.onnx", model_with_unknown_operator());
    const auto before = runner_.files();
    expect_refusal(refused({"missing.onnx"}), 1, {"missing.onnx", "no such file"});
    expect_refusal(refused({"."}), 1, {"not a regular file"});
    expect_refusal(refused({"empty.onnx"}), 1, {"empty.onnx"});
    expect_refusal(refused({"cut.onnx"}), 1, {"cut.onnx"});
    expect_refusal(refused({"noise.onnx"}), 1, {"noise.onnx"});
    expect_refusal(refused({"other.om"}), 1, {"other.om", ".om"});
    expect_refusal(refused({"unknown.onnx"}), 1, {"Frobnicate"});
    EXPECT_EQ(runner_.files(), before);
}

TEST_F(EstimateTest, BadOptionsAreRefusedAndNothingIsLeft) {
    runner_.write("bad.cfg", "aipp_op {");
    runner_.write("file", "");
    const auto before = runner_.files();
    expect_refusal(refused({"small.onnx", "--soc", "Ascend999"}), 1, {"Ascend999"});
    expect_refusal(refused({"small.onnx", "--set", "frob=1"}), 1, {"frob"});
    expect_refusal(refused({"small.onnx", "--set", "ai_core.count=-4"}), 1, {"ai_core.count"});
    expect_refusal(refused({"small.onnx", "--aipp", "bad.cfg"}), 1, {"bad.cfg"});
    expect_refusal(refused({"small.onnx", "--input-shape", "z:1,32"}), 1, {"z"});
    expect_refusal(refused({"small.onnx", "--input-shape", "x:1,33"}), 1, {"small.onnx"});
    expect_refusal(refused({"small.onnx", "--input-shape", "x:0,32"}), 1, {"x"});
    expect_refusal(refused({"small.onnx", "--batch", "2147483647"}), 1, {"bytes"});
    expect_refusal(refused({"small.onnx", "--out", "file/below"}), 1, {"file/below"});
    EXPECT_EQ(runner_.files(), before);
}

TEST_F(EstimateTest, AnExistingOutputFolderKeepsItsFilesWhenARunFails) {
    estimate({"--out", "kept"});
    const auto before = runner_.files();
    const std::string summary = runner_.read("kept/summary.json");
    expect_refusal(refused({"missing.onnx", "--out", "kept"}), 1, {"missing.onnx"});
    EXPECT_EQ(runner_.files(), before);
    EXPECT_EQ(runner_.read("kept/summary.json"), summary);
}

}  // namespace
}  // namespace ascend::test
