// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "sim/soc/soc_loader.h"

namespace ascend::sim {
namespace {

/// What the vendor's platform ini files of CANN 8.1 (950: its open runtime) say of each SoC, and
/// the peaks that follow: cores x MHz x 16 x 16 x (16 fp16 or 32 int8) x 2.
struct PlatformFacts {
    const char* name;
    int ai_cores, vector_cores;
    double mhz, fp16_tflops, int8_tops;
    int l0c_kib, l1_kib, ub_kib, l2_mib;
};

constexpr PlatformFacts kFacts[] = {
    {"Ascend310", 2, 0, 680, 11.1, 22.3, 256, 1024, 248, 8},
    {"Ascend310B1", 1, 0, 1224, 10.0, 20.1, 128, 1024, 248, 4},
    {"Ascend310B4", 1, 0, 500, 4.1, 8.2, 128, 1024, 248, 4},
    {"Ascend310P1", 10, 8, 1060, 86.8, 173.7, 256, 1024, 256, 16},
    {"Ascend310P3", 8, 7, 1060, 69.5, 138.9, 256, 1024, 256, 16},
    {"Ascend910A", 32, 0, 1000, 262, 524, 256, 1024, 256, 32},
    {"Ascend910B1", 24, 48, 1850, 363.7, 727, 128, 512, 192, 192},
    {"Ascend910B2", 24, 48, 1800, 353.9, 708, 128, 512, 192, 192},
    {"Ascend910B3", 20, 40, 1800, 294.9, 590, 128, 512, 192, 192},
    {"Ascend910B4", 20, 40, 1650, 270, 541, 128, 512, 192, 96},
    {"Ascend910ProA", 32, 0, 1100, 288, 577, 256, 1024, 256, 32},
    {"Ascend910_9391", 24, 48, 1850, 363.7, 727, 128, 512, 192, 192},
    {"Ascend950PR_9589", 32, 64, 1650, 432.5, 865, 256, 512, 248, 128},
};

double tera_operations(const CoreSpec& core, int bytes_per_element) {
    const double macs =
        static_cast<double>(core.cube.m * core.cube.n * core.cube.k_bytes) / bytes_per_element;
    return static_cast<double>(core.count) * core.frequency_mhz * macs * 2 * 1e-6;
}

TEST(ShippedSocs, AreTheThirteenOfTheTable) {
    std::vector<std::string> expected;
    for (const PlatformFacts& facts : kFacts) expected.emplace_back(facts.name);
    EXPECT_EQ(soc_names(), expected);
}

TEST(ShippedSocs, CarryTheNameOfTheirFile) {
    for (const std::string& name : soc_names()) {
        const auto soc = load_soc(name);
        EXPECT_EQ(soc->name, name);
        EXPECT_FALSE(soc->family.empty() || soc->family == "common") << name;
    }
}

TEST(ShippedSocs, PeaksFollowFromCoresAndClock) {
    for (const PlatformFacts& facts : kFacts) {
        const auto soc = load_soc(facts.name);
        EXPECT_EQ(soc->ai_core.count, facts.ai_cores) << facts.name;
        EXPECT_EQ(soc->vector_core.count, facts.vector_cores) << facts.name;
        EXPECT_EQ(soc->ai_core.frequency_mhz, facts.mhz) << facts.name;
        EXPECT_NEAR(tera_operations(soc->ai_core, 2) / facts.fp16_tflops, 1, 0.01) << facts.name;
        EXPECT_NEAR(tera_operations(soc->ai_core, 1) / facts.int8_tops, 1, 0.01) << facts.name;
    }
}

TEST(ShippedSocs, BuffersAreThoseOfThePlatformFiles) {
    for (const PlatformFacts& facts : kFacts) {
        const auto soc = load_soc(facts.name);
        EXPECT_EQ(soc->ai_core.l0a, Bytes(64 << 10)) << facts.name;
        EXPECT_EQ(soc->ai_core.l0b, Bytes(64 << 10)) << facts.name;
        EXPECT_EQ(soc->ai_core.l0c, Bytes(facts.l0c_kib << 10)) << facts.name;
        EXPECT_EQ(soc->ai_core.l1, Bytes(facts.l1_kib << 10)) << facts.name;
        EXPECT_EQ(vector_core_of(*soc).ub, Bytes(facts.ub_kib << 10)) << facts.name;
        EXPECT_EQ(soc->l2.capacity, Bytes(facts.l2_mib << 20)) << facts.name;
    }
}

TEST(ShippedSocs, ASplitChipHasTwoVectorCoresForEachCubeCore) {
    const std::set<std::string> split = {"910B", "910_93", "950"};
    for (const std::string& name : soc_names()) {
        const auto soc = load_soc(name);
        EXPECT_EQ(soc->split, split.count(soc->family) == 1) << name;
        EXPECT_EQ(soc->ai_core.has_vector, !soc->split) << name;
        EXPECT_EQ(soc->ai_core.ub == Bytes(0), soc->split) << name;
        if (soc->split) {
            EXPECT_EQ(soc->vector_core.count, 2 * soc->ai_core.count) << name;
        }
    }
}

TEST(ShippedSocs, WithoutFixpipeTheResultLeavesThroughUb) {
    const std::set<std::string> older = {"310", "310P", "910"};
    for (const std::string& name : soc_names()) {
        const auto soc = load_soc(name);
        EXPECT_EQ(soc->ai_core.fixpipe, older.count(soc->family) == 0) << name;
        EXPECT_EQ(soc->ai_core.l0c_to_gm.bytes_per_cycle > 0, soc->ai_core.fixpipe) << name;
        if (!soc->ai_core.fixpipe) {
            EXPECT_GT(soc->ai_core.l0c_to_ub.bytes_per_cycle, 0) << name;
        }
    }
}

TEST(ShippedSocs, MemoryIsUsableBelowItsPeakAndFarBelowL2) {
    for (const std::string& name : soc_names()) {
        const auto soc = load_soc(name);
        EXPECT_LE(soc->dram.gbps, soc->dram.peak_gbps) << name;
        EXPECT_LT(soc->dram.gbps, soc->l2.read_gbps) << name;
        EXPECT_LT(soc->l2.read_latency_ns, soc->dram.read_latency_ns) << name;
        EXPECT_LT(soc->copy.h2d_gbps, soc->dram.gbps) << name;
        EXPECT_GT(soc->dram.capacity, soc->l2.capacity) << name;
    }
}

/// All cores together must be able to ask for what the chip's DRAM delivers, or it is no roof.
TEST(ShippedSocs, CoresTogetherReachDram) {
    for (const std::string& name : soc_names()) {
        const auto soc = load_soc(name);
        const CoreSpec& vector = vector_core_of(*soc);
        for (const CoreSpec* core : {&soc->ai_core, &vector}) {
            const double gbps = static_cast<double>(core->count) * core->frequency_mhz * 1e-3 *
                                core->dram_bytes_per_cycle;
            EXPECT_GT(gbps, 0.9 * soc->dram.gbps) << name;
        }
    }
}

/// Fixed cost of one model execute that a host stopwatch shows, from fits on measured networks.
TEST(ShippedSocs, ExecuteCostsWhatMeasuredNetworksSay) {
    const auto execute_us = [](const char* name) {
        const auto soc = load_soc(name);
        return soc->host.execute_us + soc->scheduler.model_start_us + soc->scheduler.model_end_us +
               soc->host.execute_return_us + soc->host.wake_up_us;
    };
    EXPECT_GE(execute_us("Ascend310P3"), 75);
    EXPECT_LE(execute_us("Ascend310P3"), 110);
    EXPECT_NEAR(execute_us("Ascend310B1"), 100, 15);
    EXPECT_NEAR(execute_us("Ascend310"), 200, 30);
}

/// Start cost of a kernel on all cores in a loaded model. The fits' 1.5, 1.9 and 5 us a task hold
/// a tile's load, compute and store too, so a little less than that is start cost.
TEST(ShippedSocs, TaskCostsLeaveRoomForOneTile) {
    const auto task_us = [](const char* name) {
        const auto soc = load_soc(name);
        const auto blocks = static_cast<double>(soc->ai_core.count);
        return soc->scheduler.kernel_launch_us +
               soc->scheduler.kernel_launch_us_per_block * blocks +
               soc->scheduler.model_task_gap_us +
               (soc->ai_core.first_load_cycles +
                soc->ai_core.first_load_cycles_per_block * blocks) /
                   soc->ai_core.frequency_mhz;
    };
    EXPECT_LT(task_us("Ascend310P3"), 1.5);
    EXPECT_GT(task_us("Ascend310P3"), 0.75 * 1.5);
    EXPECT_LT(task_us("Ascend310B1"), 1.9);
    EXPECT_GT(task_us("Ascend310B1"), 0.75 * 1.9);
    EXPECT_LT(task_us("Ascend310"), 5);
    EXPECT_GT(task_us("Ascend310"), 0.75 * 5);
}

/// Ticks of event time stamps: the runtime's own constants per chip generation.
TEST(ShippedSocs, TicksFollowTheGeneration) {
    for (const std::string& name : soc_names()) {
        const auto soc = load_soc(name);
        const bool a2 = soc->family == "910B" || soc->family == "910_93";
        const double expected = a2 ? 50'000 : soc->family == "310B" ? 48'000 : 1'000'000;
        EXPECT_EQ(soc->scheduler.ticks_per_ms, expected) << name;
    }
}

TEST(ShippedSocs, EveryNumberSaysWhereItComesFrom) {
    const std::set<std::string> bases = {"documented", "measured", "fitted", "estimated"};
    for (const std::string& name : soc_names())
        for (const SocValue& value : soc_values(name)) {
            EXPECT_GE(value.source.size(), 4u) << name << ' ' << value.key;
            EXPECT_EQ(bases.count(value.basis), 1u) << name << ' ' << value.key;
        }
}

TEST(ShippedSocs, EveryFileIsInstalled) {
    const std::string folder = std::string(ASCEND_SIM_SOURCE_DIR) + "/sim/soc";
    std::ifstream stream(folder + "/CMakeLists.txt");
    const std::set<std::string> words{std::istream_iterator<std::string>(stream), {}};
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".json") {
            EXPECT_EQ(words.count(entry.path().stem()), 1u) << entry.path();
        }
}

}  // namespace
}  // namespace ascend::sim
