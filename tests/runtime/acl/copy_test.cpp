// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <numeric>
#include <vector>

#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

constexpr std::size_t kBytes = 1 << 20;

class CopyTest : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(aclrtMalloc(&device_, kBytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
        ASSERT_EQ(aclrtMalloc(&other_, kBytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
        ASSERT_EQ(aclrtMallocHost(&pinned_, kBytes), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS);
        host_.resize(kBytes);
        std::iota(host_.begin(), host_.end(), static_cast<unsigned char>(1));
    }
    void TearDown() override {
        EXPECT_EQ(aclrtFreeHost(pinned_), ACL_SUCCESS);
        AclTest::TearDown();
    }
    bool holds(const void* memory) const { return std::memcmp(memory, host_.data(), kBytes) == 0; }
    void *device_ = nullptr, *other_ = nullptr, *pinned_ = nullptr;
    aclrtStream stream_ = nullptr;
    std::vector<unsigned char> host_;
};

TEST_F(CopyTest, MovesBytesInEveryDirection) {
    std::vector<unsigned char> back(kBytes);
    EXPECT_EQ(aclrtMemcpy(device_, kBytes, host_.data(), kBytes, ACL_MEMCPY_HOST_TO_DEVICE),
              ACL_SUCCESS);
    EXPECT_TRUE(holds(device_));
    EXPECT_EQ(aclrtMemcpy(other_, kBytes, device_, kBytes, ACL_MEMCPY_DEVICE_TO_DEVICE),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtMemcpy(back.data(), kBytes, other_, kBytes, ACL_MEMCPY_DEVICE_TO_HOST),
              ACL_SUCCESS);
    EXPECT_EQ(back, host_);
    EXPECT_EQ(aclrtMemcpy(pinned_, kBytes, back.data(), kBytes, ACL_MEMCPY_HOST_TO_HOST),
              ACL_SUCCESS);
    EXPECT_TRUE(holds(pinned_));
}

TEST_F(CopyTest, AddressesDecideTheDirectionOfASynchronousCopy) {
    EXPECT_EQ(aclrtMemcpy(device_, kBytes, host_.data(), kBytes, ACL_MEMCPY_DEVICE_TO_HOST),
              ACL_SUCCESS);
    EXPECT_TRUE(holds(device_));
}

TEST_F(CopyTest, ReachesTheOtherDevice) {
    ASSERT_EQ(aclrtMemcpy(device_, kBytes, host_.data(), kBytes, ACL_MEMCPY_DEFAULT), ACL_SUCCESS);
    void* there = nullptr;
    ASSERT_EQ(aclrtSetDevice(1), ACL_SUCCESS);
    ASSERT_EQ(aclrtMalloc(&there, kBytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    EXPECT_EQ(aclrtMemcpy(there, kBytes, device_, kBytes, ACL_MEMCPY_DEVICE_TO_DEVICE),
              ACL_SUCCESS);
    EXPECT_TRUE(holds(there));
}

TEST_F(CopyTest, ChecksAreInTheOrderOfTheRealRuntime) {
    const auto bad_kind = enum_of<aclrtMemcpyKind>(8);
    EXPECT_EQ(aclrtMemcpy(nullptr, 0, nullptr, 0, bad_kind), ACL_SUCCESS);
    EXPECT_EQ(aclrtMemcpy(nullptr, 0, host_.data(), 1, bad_kind), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMemcpy(device_, 0, nullptr, 1, ACL_MEMCPY_DEFAULT), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMemcpy(device_, 0, host_.data(), 1, bad_kind), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMemcpy(device_, 0, host_.data(), 1, ACL_MEMCPY_HOST_TO_DEVICE),
              ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtMemcpy(device_, 1, device_, 1, ACL_MEMCPY_HOST_TO_DEVICE), ACL_SUCCESS);
}

TEST_F(CopyTest, ARangeBeyondTheAllocationIsRefused) {
    std::vector<unsigned char> longer(kBytes + 4096);
    EXPECT_EQ(aclrtMemcpy(device_, longer.size(), longer.data(), longer.size(),
                          ACL_MEMCPY_HOST_TO_DEVICE),
              ACL_ERROR_RT_PARAM_INVALID);
    ASSERT_EQ(aclrtFree(other_), ACL_SUCCESS);
    EXPECT_EQ(aclrtMemcpy(other_, 1, host_.data(), 1, ACL_MEMCPY_HOST_TO_DEVICE),
              ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(CopyTest, AQueuedCopyTakesEffectWhenTheStreamReachesIt) {
    std::memcpy(pinned_, host_.data(), kBytes);
    BlockedStream blocked;
    ASSERT_EQ(aclrtMemset(device_, kBytes, 0, kBytes), ACL_SUCCESS);
    ASSERT_EQ(aclrtMemcpyAsync(device_, kBytes, pinned_, kBytes, ACL_MEMCPY_HOST_TO_DEVICE,
                               blocked.stream()),
              ACL_SUCCESS);
    EXPECT_FALSE(holds(device_));
    blocked.release();
    ASSERT_EQ(aclrtSynchronizeStream(blocked.stream()), ACL_SUCCESS);
    EXPECT_TRUE(holds(device_));
}

TEST_F(CopyTest, APageableHostEndMakesTheCallSynchronous) {
    ASSERT_EQ(
        aclrtMemcpyAsync(device_, kBytes, host_.data(), kBytes, ACL_MEMCPY_HOST_TO_DEVICE, stream_),
        ACL_SUCCESS);
    EXPECT_TRUE(holds(device_));
    aclrtStreamStatus status = ACL_STREAM_STATUS_NOT_READY;
    EXPECT_EQ(aclrtStreamQuery(stream_, &status), ACL_SUCCESS);
    EXPECT_EQ(status, ACL_STREAM_STATUS_COMPLETE);
    EXPECT_EQ(
        aclrtMemcpyAsync(device_, kBytes, host_.data(), kBytes, ACL_MEMCPY_DEVICE_TO_HOST, stream_),
        ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(CopyTest, AQueuedCopyInsideTheHostIsRefused) {
    EXPECT_EQ(
        aclrtMemcpyAsync(pinned_, kBytes, host_.data(), kBytes, ACL_MEMCPY_HOST_TO_HOST, stream_),
        ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
}

TEST_F(CopyTest, ALongerCopyTakesLonger) {
    const auto time_of = [&](std::size_t bytes) {
        const std::uint64_t start = ascend_sim_clock_ps();
        EXPECT_EQ(aclrtMemcpy(device_, kBytes, pinned_, bytes, ACL_MEMCPY_HOST_TO_DEVICE),
                  ACL_SUCCESS);
        return ascend_sim_clock_ps() - start;
    };
    const std::uint64_t half = time_of(kBytes / 2), whole = time_of(kBytes);
    EXPECT_GT(whole, half);
    EXPECT_LT(whole, 2 * half);
}

TEST_F(CopyTest, FillsWithTheLowByte) {
    ASSERT_EQ(aclrtMemset(device_, kBytes, 0x1ff, kBytes), ACL_SUCCESS);
    EXPECT_EQ(static_cast<unsigned char*>(device_)[kBytes - 1], 0xff);
    ASSERT_EQ(aclrtMemsetAsync(device_, kBytes, 3, kBytes / 2, stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(static_cast<unsigned char*>(device_)[kBytes / 2 - 1], 3);
    EXPECT_EQ(static_cast<unsigned char*>(device_)[kBytes / 2], 0xff);
}

TEST_F(CopyTest, FillsAreChecked) {
    EXPECT_EQ(aclrtMemset(nullptr, 0, 0, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtMemset(nullptr, 1, 0, 1), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMemset(device_, 1, 0, 2), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtMemsetAsync(device_, 1, 0, 2, stream_), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtMemsetAsync(host_.data(), 1, 0, 1, stream_), ACL_ERROR_RT_PARAM_INVALID);
}

}  // namespace
}  // namespace ascend::test
