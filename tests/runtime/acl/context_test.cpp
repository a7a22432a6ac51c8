// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

using Context = AclTest;

TEST_F(Context, ANewOneIsCurrentAndHasItsOwnDefaultStream) {
    aclrtContext before = nullptr, made = nullptr, current = nullptr;
    ASSERT_EQ(aclrtGetCurrentContext(&before), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateContext(&made, 1), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetCurrentContext(&current), ACL_SUCCESS);
    EXPECT_EQ(current, made);
    EXPECT_NE(made, before);
    std::int32_t device = 0;
    EXPECT_EQ(aclrtGetDevice(&device), ACL_SUCCESS);
    EXPECT_EQ(device, 1);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtDestroyContext(made), ACL_SUCCESS);
}

TEST_F(Context, DestroyedOneLeavesThreadsWithoutContext) {
    aclrtContext made = nullptr;
    ASSERT_EQ(aclrtCreateContext(&made, 0), ACL_SUCCESS);
    ASSERT_EQ(aclrtDestroyContext(made), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeDevice(), ACL_ERROR_RT_CONTEXT_NULL);
    EXPECT_EQ(aclrtSetCurrentContext(made), ACL_ERROR_RT_CONTEXT_NULL);
    EXPECT_EQ(aclrtDestroyContext(made), ACL_ERROR_RT_CONTEXT_NULL);
}

TEST_F(Context, ThePrimaryOneBelongsToItsDevice) {
    aclrtContext primary = nullptr;
    ASSERT_EQ(aclrtGetCurrentContext(&primary), ACL_SUCCESS);
    EXPECT_EQ(aclrtDestroyContext(primary), ACL_ERROR_RT_CONTEXT_NULL);
    EXPECT_EQ(aclrtDestroyContext(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtSetCurrentContext(nullptr), ACL_ERROR_INVALID_PARAM);
}

TEST_F(Context, IsCurrentPerThread) {
    aclrtContext mine = nullptr;
    ASSERT_EQ(aclrtGetCurrentContext(&mine), ACL_SUCCESS);
    std::thread([mine] {
        aclrtContext none = nullptr;
        EXPECT_EQ(aclrtGetCurrentContext(&none), ACL_ERROR_RT_CONTEXT_NULL);
        EXPECT_EQ(aclrtSetCurrentContext(mine), ACL_SUCCESS);
        EXPECT_EQ(aclrtGetCurrentContext(&none), ACL_SUCCESS);
        EXPECT_EQ(none, mine);
    }).join();
}

TEST_F(Context, ItsStreamsGoWithIt) {
    aclrtContext made = nullptr;
    aclrtStream stream = nullptr;
    ASSERT_EQ(aclrtCreateContext(&made, 0), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtDestroyContext(made), ACL_SUCCESS);
    ASSERT_EQ(aclrtSetDevice(0), ACL_SUCCESS);
    EXPECT_EQ(aclrtDestroyStream(stream), ACL_ERROR_RT_INVALID_HANDLE);
}

}  // namespace
}  // namespace ascend::test
