// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <thread>

#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

using ErrorMessage = AclTest;

TEST_F(ErrorMessage, NamesTheCallAndIsClearedByReading) {
    EXPECT_EQ(aclGetRecentErrMsg(), nullptr);
    ASSERT_EQ(aclrtSetDevice(7), ACL_ERROR_RT_INVALID_DEVICEID);
    const char* text = aclGetRecentErrMsg();
    ASSERT_NE(text, nullptr);
    EXPECT_NE(std::string(text).find("aclrtSetDevice"), std::string::npos);
    EXPECT_NE(std::string(text).find("device 7"), std::string::npos);
    EXPECT_EQ(aclGetRecentErrMsg(), nullptr);
}

TEST_F(ErrorMessage, IsKeptPerThread) {
    ASSERT_EQ(aclrtSetDevice(7), ACL_ERROR_RT_INVALID_DEVICEID);
    std::thread([] { EXPECT_EQ(aclGetRecentErrMsg(), nullptr); }).join();
    EXPECT_NE(aclGetRecentErrMsg(), nullptr);
}

TEST_F(ErrorMessage, TheLastCodeCanBePeekedAtAndTaken) {
    aclrtGetLastError(ACL_RT_THREAD_LEVEL);
    ASSERT_EQ(aclrtSetDevice(7), ACL_ERROR_RT_INVALID_DEVICEID);
    EXPECT_EQ(aclrtSetTsDevice(ACL_TS_ID_AICORE), ACL_SUCCESS);
    EXPECT_EQ(aclrtPeekAtLastError(ACL_RT_THREAD_LEVEL), ACL_ERROR_RT_INVALID_DEVICEID);
    EXPECT_EQ(aclrtGetLastError(ACL_RT_THREAD_LEVEL), ACL_ERROR_RT_INVALID_DEVICEID);
    EXPECT_EQ(aclrtPeekAtLastError(ACL_RT_THREAD_LEVEL), ACL_SUCCESS);
}

TEST_F(ErrorMessage, ForToolsIsOneLine) {
    ASSERT_EQ(aclrtSetDevice(7), ACL_ERROR_RT_INVALID_DEVICEID);
    EXPECT_EQ(std::string(ascend_sim_error()), "device 7 does not exist: expected 0 to 1");
}

}  // namespace
}  // namespace ascend::test
