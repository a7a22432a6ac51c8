// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sim/soc/soc_fields.h"
#include "sim/soc/soc_loader.h"
#include "soc_test_support.h"

namespace ascend::sim {
namespace {

const SocValue* find(const std::vector<SocValue>& values, const std::string& key) {
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const SocValue& value) { return value.key == key; });
    return found == values.end() ? nullptr : &*found;
}

TEST(SocSettings, EveryKeyOfEverySocTakesItsOwnValueBack) {
    for (const std::string& name : soc_names()) {
        const auto before = soc_values(name);
        std::vector<std::string> settings;
        for (const SocValue& value : before)
            settings.push_back(fmt::format("{}={}", value.key, value.value));
        const auto after = soc_values(name, settings);
        ASSERT_EQ(after.size(), before.size()) << name;
        for (std::size_t i = 0; i < before.size(); ++i) {
            EXPECT_EQ(after[i].key, before[i].key);
            EXPECT_EQ(after[i].value, before[i].value) << name << ' ' << before[i].key;
            EXPECT_EQ(after[i].source, "--set");
            EXPECT_EQ(after[i].basis, "setting");
        }
    }
}

TEST(SocSettings, EveryNumberTakesItsSmallestAndLargestValue) {
    for (const SocField& field : soc_fields()) {
        if (field.kind == FieldKind::kFlag) continue;
        for (const double value : {field.min, field.max}) {
            if (field.key == "vector_core.count" && value == 0) continue;  // a split chip needs one
            const auto values = soc_values("Ascend910B2", {fmt::format("{}={}", field.key, value)});
            const SocValue* found = find(values, field.key);
            ASSERT_NE(found, nullptr) << field.key;
            EXPECT_EQ(found->value, value) << field.key;
        }
    }
}

TEST(SocSettings, ReachTheSpec) {
    const auto soc =
        load_soc("Ascend310P3", {"ai_core.count=12", "ai_core.gm_to_l1.bytes_per_cycle=1.5e2",
                                 "l2.capacity=32MiB", "dram.hbm=true", "ai_core.cube.bf16=1"});
    EXPECT_EQ(soc->ai_core.count, 12);
    EXPECT_EQ(soc->ai_core.gm_to_l1.bytes_per_cycle, 150);
    EXPECT_EQ(soc->l2.capacity, Bytes(32 << 20));
    EXPECT_TRUE(soc->dram.hbm);
    EXPECT_TRUE(soc->ai_core.cube.bf16);
}

TEST(SocSettings, LeaveEverythingElseAlone) {
    const auto before = soc_values("Ascend310P3");
    const auto after = soc_values("Ascend310P3", {"dram.gbps=99"});
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_EQ(after[i].value, before[i].key == "dram.gbps" ? 99 : before[i].value)
            << before[i].key;
}

TEST(SocSettings, TheLastOneWins) {
    EXPECT_EQ(load_soc("310P3", {"ai_core.count=3", "ai_core.count=5"})->ai_core.count, 5);
}

TEST(SocSettings, GiveAChipCoresThatItDoesNotHave) {
    const std::vector<std::string> one = {"vector_core.count=4"};
    expect_error([&] { load_soc("Ascend910A", one); }, ErrorCode::kMalformed,
                 {"Ascend910A.json", "vector_core.frequency_mhz", "missing"});
    std::vector<std::string> all = one;
    for (const SocValue& value : soc_values("Ascend310P3"))
        if (value.key.starts_with("vector_core.") && value.key != "vector_core.count")
            all.push_back(fmt::format("{}={}", value.key, value.value));
    EXPECT_EQ(load_soc("Ascend910A", all)->vector_core.count, 4);
}

struct Refusal {
    const char* setting;
    std::vector<std::string> parts;
};

TEST(SocSettings, AreRefusedWithTheirReason) {
    const Refusal refusals[] = {
        {"", {"KEY=VALUE"}},
        {"ai_core.count", {"ai_core.count", "KEY=VALUE"}},
        {"=12", {"KEY=VALUE"}},
        {"ai_core.cuont=12", {"no key", "did you mean ai_core.count"}},
        {"frequency_mhz=12", {"no key", "ai_core.frequency_mhz", "vector_core.frequency_mhz"}},
        {"ai_core=12", {"no key \"ai_core\""}},
        {"name=Other", {"no key \"name\""}},
        {"completely.unlike=1", {"no key"}},
        {"ai_core.count=", {"number of cores"}},
        {"ai_core.count=twelve", {"\"twelve\"", "number of cores"}},
        {"ai_core.count=12x", {"\"12x\"", "number of cores"}},
        {"ai_core.count=12 ", {"number of cores"}},
        {"ai_core.count=0", {"ai_core.count is 0", "1 to 1024 cores"}},
        {"ai_core.count=1025", {"1 to 1024 cores"}},
        {"ai_core.count=-1", {"1 to 1024 cores"}},
        {"ai_core.count=1.5", {"whole"}},
        {"dram.gbps=0", {"dram.gbps is 0", "GB/s"}},
        {"dram.gbps=nan", {"dram.gbps"}},
        {"dram.gbps=inf", {"dram.gbps"}},
        {"dram.gbps=1e999", {"1e999"}},
        {"dram.gbps=5MiB", {"GB/s"}},
        {"l2.capacity=5MB", {"number of B"}},
        {"split=maybe", {"true or false"}},
        {"split=2", {"split is 2"}},
        {"l2.usable_fraction=1.01", {"0 to 1"}},
        {"ai_core.has_cube=false", {"ai_core.has_cube"}},
        {"ai_core.has_vector=false", {"ai_core.has_vector"}},
        {"vector_core.has_vector=false", {"vector_core.has_vector"}},
        {"dram.gbps\n=1", {"no key"}},
    };
    for (const Refusal& refusal : refusals) {
        SCOPED_TRACE(refusal.setting);
        expect_error([&] { load_soc("Ascend310P3", {refusal.setting}); },
                     ErrorCode::kInvalidArgument, refusal.parts);
    }
}

TEST(SocSettings, CannotTakeTheVectorCoresFromASplitChip) {
    expect_error([] { load_soc("Ascend910B2", {"vector_core.count=0"}); },
                 ErrorCode::kInvalidArgument, {"split", "vector_core.count"});
}

}  // namespace
}  // namespace ascend::sim
