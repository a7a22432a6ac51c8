// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#define ENABLE_DVPP_INTERFACE
#include "acl/acl.h"
#include "acl/acl_tdt.h"
#include "acl/dvpp/hi_mpi_sys.h"
#include "acl/ops/acl_dvpp.h"

namespace ascend::test {
namespace {

/// The thread's error text, and clears it.
std::string recent() {
    const char* text = aclGetRecentErrMsg();
    return text == nullptr ? std::string() : text;
}

TEST(Refusal, NamesTheFunctionThatIsNotModelled) {
    recent();
    EXPECT_EQ(acldvppCreateChannel(nullptr), ACL_ERROR_API_NOT_SUPPORT);
    EXPECT_NE(recent().find("acldvppCreateChannel"), std::string::npos);
    EXPECT_EQ(hi_mpi_sys_init(), ACL_ERROR_API_NOT_SUPPORT);
    EXPECT_NE(recent().find("hi_mpi_sys_init"), std::string::npos);
}

TEST(Refusal, OfAFunctionThatReturnsAPointerIsNull) {
    recent();
    EXPECT_EQ(acltdtCreateDataset(), nullptr);
    EXPECT_NE(recent().find("acltdtCreateDataset"), std::string::npos);
}

TEST(Refusal, SaysWhyWhereThereIsAReason) {
    recent();
    std::uint32_t bundle = 0;
    EXPECT_EQ(aclmdlBundleLoadFromFile("x.om", &bundle), ACL_ERROR_API_NOT_SUPPORT);
    EXPECT_NE(recent().find("bundles are not modelled"), std::string::npos);
    EXPECT_EQ(aclmdlLoadFromFileWithQ("x.om", &bundle, nullptr, 0, nullptr, 0),
              ACL_ERROR_API_NOT_SUPPORT);
    EXPECT_NE(recent().find("queues"), std::string::npos);
}

TEST(Refusal, IsTheThreadsLastError) {
    aclopStopDumpArgs(0);
    EXPECT_EQ(aclrtPeekAtLastError(ACL_RT_THREAD_LEVEL), ACL_ERROR_API_NOT_SUPPORT);
    EXPECT_EQ(aclrtGetLastError(ACL_RT_THREAD_LEVEL), ACL_ERROR_API_NOT_SUPPORT);
    EXPECT_EQ(aclrtGetLastError(ACL_RT_THREAD_LEVEL), ACL_SUCCESS);
}

}  // namespace
}  // namespace ascend::test
