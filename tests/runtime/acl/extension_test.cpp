// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

using Extension = AclTest;

TEST_F(Extension, TheMachineCannotChangeOnceItRuns) {
    EXPECT_EQ(ascend_sim_configure("{}"), ACL_ERROR_REPEAT_INITIALIZE);
}

TEST_F(Extension, OptionsAreChecked) {
    EXPECT_EQ(ascend_sim_set_compile_options(nullptr), ACL_ERROR_INVALID_PARAM);
    for (const char* bad : {"", "[]", R"({"batch": 0})", R"({"batch": "1"})", R"({"bach": 1})",
                            R"({"precision": "fp8"})", R"({"input_shapes": {"x": "1,2"}})"})
        EXPECT_EQ(ascend_sim_set_compile_options(bad), ACL_ERROR_INVALID_PARAM) << bad;
    EXPECT_EQ(ascend_sim_set_compile_options("{}"), ACL_SUCCESS);
}

TEST_F(Extension, CallsCostSimulatedHostTime) {
    const std::uint64_t start = ascend_sim_clock_ps();
    EXPECT_EQ(ascend_sim_clock_ps(), start);
    aclrtStreamStatus status;
    ASSERT_EQ(aclrtStreamQuery(nullptr, &status), ACL_SUCCESS);
    const std::uint64_t one = ascend_sim_clock_ps() - start;
    EXPECT_GT(one, 0u);
    ASSERT_EQ(aclrtStreamQuery(nullptr, &status), ACL_SUCCESS);
    EXPECT_EQ(ascend_sim_clock_ps() - start, 2 * one);
}

TEST_F(Extension, StatisticsCountWhatRanSinceTheReset) {
    void* memory = nullptr;
    ASSERT_EQ(aclrtMalloc(&memory, 4096, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    ASSERT_EQ(aclrtMemset(memory, 4096, 0, 4096), ACL_SUCCESS);
    ascend_sim_reset_statistics();
    EXPECT_NE(std::string(ascend_sim_statistics()).find("\"tasks\":0"), std::string::npos);
    ASSERT_EQ(aclrtMemset(memory, 4096, 0, 4096), ACL_SUCCESS);
    EXPECT_NE(std::string(ascend_sim_statistics()).find("\"tasks\":1"), std::string::npos);
}

}  // namespace
}  // namespace ascend::test
