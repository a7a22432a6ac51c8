// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <initializer_list>
#include <memory>
#include <vector>

#include "acl/acl_dump.h"
#include "acl/acl_prof.h"
#include "tests/runtime/acl/acl_fixture.h"
#include "tests/runtime/acl/small_model.h"

namespace ascend::test {
namespace {

using CallOrder = AclTest;
constexpr const char* kFolder = "/tmp";

struct ConfigDeleter {
    void operator()(aclprofConfig* config) const { aclprofDestroyConfig(config); }
};
using ProfConfig = std::unique_ptr<aclprofConfig, ConfigDeleter>;

ProfConfig config_for(std::initializer_list<std::uint32_t> devices) {
    std::vector<std::uint32_t> list(devices);
    return ProfConfig(aclprofCreateConfig(list.data(), static_cast<std::uint32_t>(list.size()),
                                          ACL_AICORE_PIPE_UTILIZATION, nullptr,
                                          ACL_PROF_TASK_TIME));
}

TEST_F(CallOrder, ProfilingStartsAfterInit) {
    const ProfConfig config = config_for({0});
    ASSERT_NE(config, nullptr);
    EXPECT_EQ(aclprofStart(config.get()), ACL_ERROR_PROF_NOT_RUN);
    EXPECT_EQ(aclprofFinalize(), ACL_ERROR_PROF_NOT_RUN);
    ASSERT_EQ(aclprofInit(kFolder, std::strlen(kFolder)), ACL_SUCCESS);
    EXPECT_EQ(aclprofInit(kFolder, std::strlen(kFolder)), ACL_ERROR_PROF_ALREADY_RUN);
    EXPECT_EQ(aclprofStop(config.get()), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofStart(config.get()), ACL_SUCCESS);
    EXPECT_EQ(aclprofStart(config.get()), ACL_ERROR_PROF_ALREADY_RUN);
    EXPECT_EQ(aclprofStart(config_for({1}).get()), ACL_SUCCESS);
    EXPECT_EQ(aclprofStop(config.get()), ACL_SUCCESS);
    EXPECT_EQ(aclprofStart(config.get()), ACL_SUCCESS);
    EXPECT_EQ(aclprofFinalize(), ACL_SUCCESS);
}

TEST_F(CallOrder, ProfilingArgumentsAreChecked) {
    EXPECT_EQ(aclprofInit(nullptr, 4), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofInit(kFolder, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofInit(kFolder, 3), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofInit("/proc/none", 10), ACL_ERROR_INVALID_FILE);
    EXPECT_EQ(config_for({}), nullptr);
    EXPECT_EQ(config_for({0, 0}), nullptr);
    EXPECT_EQ(config_for({9}), nullptr);
    EXPECT_EQ(aclprofSetConfig(ACL_PROF_ARGS_MIN, "1", 1), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofSetConfig(ACL_PROF_LLC_MODE, "read", 4), ACL_SUCCESS);
}

TEST_F(CallOrder, AStepHasEachTagOnce) {
    aclprofStepInfo* step = aclprofCreateStepInfo();
    EXPECT_EQ(aclprofGetStepTimestamp(step, ACL_STEP_START, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclprofGetStepTimestamp(step, ACL_STEP_START, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofGetStepTimestamp(step, ACL_STEP_END, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclprofGetStepTimestamp(nullptr, ACL_STEP_END, nullptr), ACL_ERROR_INVALID_PARAM);
    aclprofDestroyStepInfo(step);
}

TEST_F(CallOrder, DumpsAreConfiguredAfterInit) {
    const TemporaryFile good(".json", R"({"dump": {"dump_path": "/tmp", "dump_mode": "all"}})");
    const TemporaryFile bad(".json", R"({"dump": {"dump_path": "/tmp", "dump_mode": "some"}})");
    const TemporaryFile none(".json", "{}"), broken(".json", "{");
    EXPECT_EQ(aclmdlSetDump(good.path().c_str()), ACL_ERROR_DUMP_NOT_RUN);
    EXPECT_EQ(aclmdlFinalizeDump(), ACL_ERROR_DUMP_NOT_RUN);
    ASSERT_EQ(aclmdlInitDump(), ACL_SUCCESS);
    EXPECT_EQ(aclmdlInitDump(), ACL_ERROR_REPEAT_INITIALIZE);
    EXPECT_EQ(aclmdlSetDump(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetDump("/no/such/file"), ACL_ERROR_INVALID_FILE);
    EXPECT_EQ(aclmdlSetDump(broken.path().c_str()), ACL_ERROR_PARSE_FILE);
    EXPECT_EQ(aclmdlSetDump(none.path().c_str()), ACL_ERROR_INVALID_DUMP_CONFIG);
    EXPECT_EQ(aclmdlSetDump(bad.path().c_str()), ACL_ERROR_INVALID_DUMP_CONFIG);
    EXPECT_EQ(aclmdlSetDump(good.path().c_str()), ACL_SUCCESS);
    EXPECT_EQ(aclmdlFinalizeDump(), ACL_SUCCESS);
}

TEST_F(CallOrder, DumpsNeedAclInit) {
    ASSERT_EQ(aclFinalize(), ACL_SUCCESS);
    EXPECT_EQ(aclmdlInitDump(), ACL_ERROR_UNINITIALIZE);
}

TEST_F(CallOrder, ADumpCallbackIsChecked) {
    const auto callback = [](const acldumpChunk*, int32_t) { return 0; };
    EXPECT_EQ(acldumpRegCallback(nullptr, 0), ACL_ERROR_FAILURE);
    EXPECT_EQ(acldumpRegCallback(callback, 1), ACL_ERROR_FAILURE);
    EXPECT_EQ(acldumpRegCallback(callback, 0), ACL_SUCCESS);
    acldumpUnregCallback();
}

}  // namespace
}  // namespace ascend::test
