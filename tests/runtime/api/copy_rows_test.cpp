// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <vector>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

constexpr std::size_t kWidth = 3, kPitch = 8, kHeight = 4;

class CopyRows : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(aclrtMalloc(&device_, kPitch * kHeight, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
        ASSERT_EQ(aclrtMemset(device_, kPitch * kHeight, 0, kPitch * kHeight), ACL_SUCCESS);
    }
    char at(std::size_t row, std::size_t column) {
        return static_cast<char*>(device_)[row * kPitch + column];
    }
    std::vector<char> packed_ = std::vector<char>(kWidth * kHeight, 9);
    void* device_ = nullptr;
};

TEST_F(CopyRows, LeavesTheGapsAlone) {
    ASSERT_EQ(aclrtMemcpy2d(device_, kPitch, packed_.data(), kWidth, kWidth, kHeight,
                            ACL_MEMCPY_HOST_TO_DEVICE),
              ACL_SUCCESS);
    EXPECT_EQ(at(kHeight - 1, kWidth - 1), 9);
    EXPECT_EQ(at(0, kWidth), 0);
    EXPECT_EQ(at(kHeight - 1, kWidth), 0);
}

TEST_F(CopyRows, QueuedOnesEndWithTheStream) {
    std::vector<char> back(kPitch * kHeight, 1);
    ASSERT_EQ(aclrtMemset(device_, kPitch * kHeight, 4, kPitch * kHeight), ACL_SUCCESS);
    ASSERT_EQ(aclrtMemcpy2dAsync(back.data(), kPitch, device_, kPitch, kWidth, kHeight,
                                 ACL_MEMCPY_DEVICE_TO_HOST, nullptr),
              ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    EXPECT_EQ(back[kWidth - 1], 4);
    EXPECT_EQ(back[kWidth], 1);
}

TEST_F(CopyRows, AreChecked) {
    const auto copy = [&](std::size_t width, std::size_t height, aclrtMemcpyKind kind) {
        return aclrtMemcpy2d(device_, kPitch, packed_.data(), kWidth, width, height, kind);
    };
    EXPECT_EQ(copy(0, kHeight, ACL_MEMCPY_HOST_TO_DEVICE), ACL_SUCCESS);
    EXPECT_EQ(copy(kWidth, 0, ACL_MEMCPY_HOST_TO_DEVICE), ACL_SUCCESS);
    EXPECT_EQ(copy(kWidth + 1, kHeight, ACL_MEMCPY_HOST_TO_DEVICE), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(copy(kWidth, kHeight, ACL_MEMCPY_DEVICE_TO_DEVICE), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(copy(kWidth, 1000000, ACL_MEMCPY_HOST_TO_DEVICE), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(
        aclrtMemcpy2d(nullptr, kPitch, packed_.data(), kWidth, 1, 1, ACL_MEMCPY_HOST_TO_DEVICE),
        ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMemcpy2dAsync(device_, 6000000, packed_.data(), 6000000, 5000001, 1,
                                 ACL_MEMCPY_HOST_TO_DEVICE, nullptr),
              ACL_ERROR_INVALID_PARAM);
}

TEST_F(CopyRows, ADescriptorHoldsACopy) {
    std::size_t size = 0;
    void *desc = nullptr, *target = nullptr;
    ASSERT_EQ(aclrtGetMemcpyDescSize(ACL_MEMCPY_DEVICE_TO_DEVICE, &size), ACL_SUCCESS);
    ASSERT_EQ(aclrtMalloc(&desc, size, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    ASSERT_EQ(aclrtMalloc(&target, 16, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    ASSERT_EQ(aclrtMemset(device_, 16, 3, 16), ACL_SUCCESS);
    ASSERT_EQ(aclrtSetMemcpyDesc(desc, ACL_MEMCPY_DEVICE_TO_DEVICE, device_, target, 16, nullptr),
              ACL_SUCCESS);
    ASSERT_EQ(aclrtMemcpyAsyncWithDesc(desc, ACL_MEMCPY_DEVICE_TO_DEVICE, nullptr), ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    EXPECT_EQ(static_cast<char*>(target)[15], 3);
    EXPECT_EQ(aclrtSetMemcpyDesc(&size, ACL_MEMCPY_DEVICE_TO_DEVICE, device_, target, 16, nullptr),
              ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtGetMemcpyDescSize(enum_of<aclrtMemcpyKind>(99), &size), ACL_ERROR_INVALID_PARAM);
}

}  // namespace
}  // namespace ascend::test
