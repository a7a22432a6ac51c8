// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <ostream>

#include "tests/support/test_machine.h"

namespace ascend {
namespace {

struct Times {
    Picoseconds alone, together, apart;
};

/// A warm network alone, two instances of it in two streams of one device, and one on each of two
/// devices.
Times measure(const std::string& soc_name, const std::string& network, std::int64_t batch) {
    const auto soc = sim::load_soc(soc_name);
    test::TestMachine machine({soc, soc});
    const auto program = test::compile_zoo(network, *soc, batch);
    const auto first = machine.load(0, program), second = machine.load(0, program);
    const auto elsewhere = machine.load(1, program);
    Times result;
    for (int warm = 0; warm < 2; ++warm) result.alone = machine.execute(first);
    machine.execute(elsewhere);
    machine.execute(first);
    result.apart = machine.execute_together({first, elsewhere});
    for (int warm = 0; warm < 2; ++warm)
        result.together = machine.execute_together({first, second});
    return result;
}

struct Case {
    std::string soc, network;
    friend std::ostream& operator<<(std::ostream& out, const Case& c) {
        return out << c.soc << " " << c.network;
    }
};

class Contention : public testing::TestWithParam<Case> {};

TEST_P(Contention, TwoStreamsOfOneDeviceShareIt) {
    const Times t = measure(GetParam().soc, GetParam().network, 4);
    EXPECT_GT(t.together, t.alone);
    EXPECT_LE(t.together.count(), 2 * t.alone.count() * 115 / 100);
    EXPECT_EQ(t.apart, t.alone);
}

INSTANTIATE_TEST_SUITE_P(Socs, Contention,
                         testing::Values(Case{"Ascend310P3", "resnet50"},
                                         Case{"Ascend310P3", "small_transformer"},
                                         Case{"Ascend910B2", "resnet50"},
                                         Case{"Ascend910B2", "small_transformer"},
                                         Case{"Ascend310B1", "resnet50"}),
                         [](const auto& test) { return test.param.soc + test.param.network; });

}  // namespace
}  // namespace ascend
