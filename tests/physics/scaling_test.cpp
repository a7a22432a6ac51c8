// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "tests/support/test_machine.h"

namespace ascend {
namespace {

using Settings = std::vector<std::string>;

enum class Plans {
    kFixed,  ///< compiled once, for the SoC as it ships
    kOwn,    ///< each variant gets the tiling that suits it
};

/// Time of one warm execution of `network` on each variant of the SoC; one device per variant.
std::vector<Picoseconds> times(const std::string& soc, const std::string& network,
                               std::int64_t batch, const std::vector<Settings>& variants,
                               Plans plans) {
    std::vector<std::shared_ptr<const sim::SocSpec>> socs;
    for (const Settings& settings : variants) socs.push_back(sim::load_soc(soc, settings));
    test::TestMachine machine(socs);
    const auto shipped = test::compile_zoo(network, *sim::load_soc(soc), batch);
    std::vector<Picoseconds> result;
    for (sim::DeviceId device = 0; device < socs.size(); ++device) {
        const auto model = machine.load(
            device,
            plans == Plans::kFixed ? shipped : test::compile_zoo(network, *socs[device], batch));
        machine.execute(model);
        result.push_back(machine.execute(model));
    }
    return result;
}

/// Strict while the plans stay; a tiler that chooses by an estimate, or by playing one block as if
/// nothing else moved, may be off by 3 %.
void expect_never_slower(const std::vector<Picoseconds>& results, Plans plans) {
    const std::int64_t slack = plans == Plans::kFixed ? 0 : 3;
    for (std::size_t i = 1; i < results.size(); ++i)
        EXPECT_LE(results[i].count() * 100, results[i - 1].count() * (100 + slack))
            << "variant " << i;
}

constexpr std::array kFactors = {0.5, 0.8, 1.0, 1.3, 2.0};

/// `key` of the SoC times each factor.
std::vector<Settings> scaled(const std::vector<std::pair<std::string, double>>& keys) {
    std::vector<Settings> variants;
    for (double factor : kFactors) {
        variants.emplace_back();
        for (const auto& [key, value] : keys)
            variants.back().push_back(key + "=" + std::to_string(value * factor));
    }
    return variants;
}

std::vector<std::pair<std::string, double>> clocks(const sim::SocSpec& soc) {
    std::vector<std::pair<std::string, double>> result = {
        {"ai_core.frequency_mhz", soc.ai_core.frequency_mhz}};
    if (soc.vector_core.count)
        result.emplace_back("vector_core.frequency_mhz", soc.vector_core.frequency_mhz);
    return result;
}

class Scaling : public testing::TestWithParam<std::string> {};

TEST_P(Scaling, MoreDramBandwidthIsNeverSlower) {
    const auto spec = sim::load_soc(GetParam());
    const auto results =
        times(GetParam(), "resnet18", 4, scaled({{"dram.gbps", spec->dram.gbps}}), Plans::kFixed);
    expect_never_slower(results, Plans::kFixed);
}

TEST_P(Scaling, MoreDramBandwidthIsNotSlowerWithItsOwnTiling) {
    const auto spec = sim::load_soc(GetParam());
    const auto results =
        times(GetParam(), "resnet18", 4, scaled({{"dram.gbps", spec->dram.gbps}}), Plans::kOwn);
    expect_never_slower(results, Plans::kOwn);
}

TEST_P(Scaling, MoreL2BandwidthIsNeverSlower) {
    const auto spec = sim::load_soc(GetParam());
    const auto results = times(
        GetParam(), "resnet18", 4,
        scaled({{"l2.read_gbps", spec->l2.read_gbps}, {"l2.write_gbps", spec->l2.write_gbps}}),
        Plans::kFixed);
    expect_never_slower(results, Plans::kFixed);
}

TEST_P(Scaling, MoreL2BandwidthIsNotSlowerWithItsOwnTiling) {
    const auto spec = sim::load_soc(GetParam());
    const auto results = times(
        GetParam(), "resnet18", 4,
        scaled({{"l2.read_gbps", spec->l2.read_gbps}, {"l2.write_gbps", spec->l2.write_gbps}}),
        Plans::kOwn);
    expect_never_slower(results, Plans::kOwn);
}

TEST_P(Scaling, AFasterClockIsNeverSlower) {
    const auto spec = sim::load_soc(GetParam());
    const auto results = times(GetParam(), "resnet18", 4, scaled(clocks(*spec)), Plans::kFixed);
    expect_never_slower(results, Plans::kFixed);
    EXPECT_LT(results.back().count(), results.front().count());
}

TEST_P(Scaling, AFasterClockIsNotSlowerWithItsOwnTiling) {
    const auto spec = sim::load_soc(GetParam());
    const auto results = times(GetParam(), "resnet18", 4, scaled(clocks(*spec)), Plans::kOwn);
    expect_never_slower(results, Plans::kOwn);
    EXPECT_LT(results.back().count(), results.front().count());
}

TEST_P(Scaling, BatchSixteenCostsLessThanSixteenTimesBatchOne) {
    const auto soc = sim::load_soc(GetParam());
    test::TestMachine machine({soc});
    std::vector<Picoseconds> result;
    for (std::int64_t batch : {1, 16}) {
        const auto model = machine.load(0, test::compile_zoo("resnet18", *soc, batch));
        machine.execute(model);
        result.push_back(machine.execute(model));
    }
    EXPECT_LT(result[1], 16 * result[0]);
    EXPECT_GT(result[1], result[0]);
}

/// What `run` prints to its file descriptor in a child: one machine a process.
template <class Run>
std::string in_a_child(const Run& run) {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe(ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
        run(ends[1]);
        _exit(0);
    }
    close(ends[1]);
    std::string printed;
    std::array<char, 256> buffer{};
    for (ssize_t n; (n = read(ends[0], buffer.data(), buffer.size())) > 0;)
        printed.append(buffer.data(), static_cast<std::size_t>(n));
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return printed;
}

TEST_P(Scaling, ExactModeGivesTheSamePicoseconds) {
    const auto soc = sim::load_soc(GetParam());
    const auto run = [&](bool exact) {
        return in_a_child([&](int out) {
            test::TestMachine machine({soc}, exact);
            const auto model = machine.load(0, test::compile_zoo("resnet18", *soc, 1));
            for (int i = 0; i < 2; ++i) dprintf(out, "%ld ", machine.execute(model).count());
        });
    };
    const std::string fast = run(false);
    EXPECT_FALSE(fast.empty());
    EXPECT_EQ(fast, run(true));
}

INSTANTIATE_TEST_SUITE_P(Socs, Scaling,
                         testing::Values("Ascend310", "Ascend310B1", "Ascend310P3", "Ascend910A",
                                         "Ascend910B2", "Ascend950PR_9589"),
                         [](const auto& test) { return test.param; });

TEST(MoreCores, AreNeverSlowerThanTheirStartCost) {
    const std::vector<int> counts = {1, 2, 4, 8, 16};
    std::vector<Settings> variants;
    for (int count : counts) variants.push_back({"ai_core.count=" + std::to_string(count)});
    const auto spec = sim::load_soc("Ascend310P3");
    const auto program = test::compile_zoo("resnet18", *spec, 4);
    const auto result = times("Ascend310P3", "resnet18", 4, variants, Plans::kOwn);
    for (std::size_t i = 1; i < counts.size(); ++i) {
        const double start_us =
            (spec->scheduler.kernel_launch_us_per_block +
             spec->ai_core.first_load_cycles_per_block / spec->ai_core.frequency_mhz) *
            (counts[i] - counts[i - 1]) * static_cast<double>(program.image.streams[0].size());
        EXPECT_LE(to_microseconds(result[i]), to_microseconds(result[i - 1]) + start_us)
            << counts[i];
    }
    EXPECT_LT(3 * result[3], 2 * result[0]);
}

}  // namespace
}  // namespace ascend
