// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/acl/acl_fixture.h"
#include "tests/runtime/acl/small_model.h"

namespace ascend::test {
namespace {

using Lifecycle = AclTest;

TEST_F(Lifecycle, SecondInitIsRefusedAndTheFirstStaysInForce) {
    EXPECT_EQ(aclInit(nullptr), ACL_ERROR_REPEAT_INITIALIZE);
    aclrtStream stream = nullptr;
    EXPECT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
}

TEST_F(Lifecycle, SecondFinalizeIsRefused) {
    EXPECT_EQ(aclFinalize(), ACL_SUCCESS);
    EXPECT_EQ(aclFinalize(), ACL_ERROR_REPEAT_FINALIZE);
    EXPECT_EQ(aclInit(nullptr), ACL_SUCCESS);
}

TEST_F(Lifecycle, FinalizeGivesBackContextsStreamsAndMemory) {
    aclrtStream stream = nullptr;
    void* memory = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtMalloc(&memory, 1 << 20, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    ASSERT_EQ(aclFinalize(), ACL_SUCCESS);
    ASSERT_EQ(aclInit(nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_ERROR_RT_CONTEXT_NULL);
    ASSERT_EQ(aclrtSetDevice(0), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_ERROR_RT_INVALID_HANDLE);
    std::size_t free = 0, total = 1;
    EXPECT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, &free, &total), ACL_SUCCESS);
    EXPECT_EQ(free, total);
}

TEST_F(Lifecycle, ConfigurationFilesAreChecked) {
    aclFinalize();
    EXPECT_EQ(aclInit("/no/such/file.json"), ACL_ERROR_INVALID_FILE);
    const TemporaryFile broken(".json", "{\"dump\": ");
    EXPECT_EQ(aclInit(broken.path().c_str()), ACL_ERROR_PARSE_FILE);
    const TemporaryFile deep(".json", "{\"a\":[[[[[[[[[[[1]]]]]]]]]]]}");
    EXPECT_EQ(aclInit(deep.path().c_str()), ACL_ERROR_PARSE_FILE);
    const TemporaryFile device(".json", R"({"defaultDevice": {"default_device": 0}})");
    EXPECT_EQ(aclInit(device.path().c_str()), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclInit(nullptr), ACL_SUCCESS);
}

TEST_F(Lifecycle, AnotherConfigurationThanTheFirstIsRefused) {
    aclFinalize();
    const TemporaryFile other(".json", R"({"max_opqueue_num": "100"})");
    EXPECT_EQ(aclInit(other.path().c_str()), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclInit(""), ACL_SUCCESS);
}

TEST_F(Lifecycle, VersionIsThatOfTheHeaders) {
    std::int32_t major = 0, minor = 0, patch = -1;
    EXPECT_EQ(aclrtGetVersion(&major, &minor, &patch), ACL_SUCCESS);
    EXPECT_EQ(major, 1);
    EXPECT_EQ(minor, 13);
    EXPECT_EQ(patch, 0);
    EXPECT_EQ(aclrtGetVersion(&major, nullptr, &patch), ACL_ERROR_INVALID_PARAM);
}

}  // namespace
}  // namespace ascend::test
