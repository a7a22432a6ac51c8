// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/sensitivity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "runtime/cli/parallel_commands.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::cli {
namespace {

constexpr const char* kSoc = "Ascend310P3";

/// One estimate; throws where there is none.
using OneLatency = std::function<std::vector<double>(const Settings&)>;

std::vector<Sensitivity> measure(const OneLatency& latency) {
    return measure_sensitivity(kSoc, {}, [&](const std::vector<Settings>& several) {
        std::vector<std::vector<double>> results;
        for (const Settings& settings : several) try {
                results.push_back(latency(settings));
            } catch (const std::exception&) {
                results.emplace_back();
            }
        return results;
    });
}

const Elasticity& number(const Sensitivity& sensitivity, const std::string& key) {
    const auto found = std::find_if(sensitivity.numbers.begin(), sensitivity.numbers.end(),
                                    [&](const Elasticity& n) { return n.key == key; });
    if (found == sensitivity.numbers.end()) throw std::out_of_range(key);
    return *found;
}

TEST(Sensitivity, ElasticityIsTheExponentOfAPowerLaw) {
    const auto results = measure([](const Settings& settings) {
        const auto soc = sim::load_soc(kSoc, settings);
        return std::vector<double>{1e5 / soc->dram.gbps,
                                   soc->ai_core.frequency_mhz * soc->ai_core.frequency_mhz};
    });
    ASSERT_EQ(results.size(), 2u);
    ASSERT_EQ(results[0].numbers.size(), 1u);
    EXPECT_NEAR(number(results[0], "dram.gbps").elasticity, -1, 1e-9);
    ASSERT_EQ(results[1].numbers.size(), 1u);
    EXPECT_NEAR(number(results[1], "ai_core.frequency_mhz").elasticity, 2, 1e-9);
    EXPECT_GT(results[0].without_effect, 50u);
}

TEST(Sensitivity, WholeNumbersMoveByWholeSteps) {
    const auto results = measure([](const Settings& settings) {
        const auto soc = sim::load_soc(kSoc, settings);
        return std::vector<double>{1.0 / static_cast<double>(soc->ai_core.count)};
    });
    const Elasticity& cores = number(results.at(0), "ai_core.count");
    EXPECT_EQ(cores.lower, 7);
    EXPECT_EQ(cores.upper, 9);
    EXPECT_NEAR(cores.elasticity, -1, 1e-9);
}

TEST(Sensitivity, ASideThatFailsCountsAsNotMoved) {
    const double gbps = sim::load_soc(kSoc)->dram.gbps;
    const auto results = measure([&](const Settings& settings) {
        const double now = sim::load_soc(kSoc, settings)->dram.gbps;
        if (now < gbps) throw std::runtime_error("too slow");
        return std::vector<double>{1 / now};
    });
    const Elasticity& number_ = number(results.at(0), "dram.gbps");
    EXPECT_EQ(number_.lower, gbps);
    EXPECT_NEAR(number_.elasticity, -1, 1e-9);
}

TEST(Sensitivity, NothingWithoutTheEstimateItself) {
    EXPECT_TRUE(measure([](const Settings&) -> std::vector<double> {
                    throw std::runtime_error("no model");
                }).empty());
}

TEST(RunCommands, KeepsTheOrderAndSaysWhichFailed) {
    std::vector<std::vector<std::string>> commands;
    for (int i = 0; i < 20; ++i)
        commands.push_back({"/bin/sh", "-c",
                            i == 7    ? "echo lost; exit 1"
                            : i == 11 ? "kill -9 $$"
                                      : "echo " + std::to_string(i)});
    std::size_t told = 0;
    const auto results = run_commands(commands, [&](std::size_t done) { told = done; });
    EXPECT_EQ(told, 20u);
    for (std::size_t i = 0; i < 20; ++i)
        EXPECT_EQ(results[i].value_or("none"),
                  i == 7 || i == 11 ? "none" : std::to_string(i) + "\n");
}

TEST(RunCommands, AProgramThatIsNotThereIsNamed) {
    try {
        run_commands({{"/none/such"}}, [](std::size_t) {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kIo);
        EXPECT_NE(std::string(error.what()).find("/none/such"), std::string::npos);
    }
}

}  // namespace
}  // namespace ascend::cli
