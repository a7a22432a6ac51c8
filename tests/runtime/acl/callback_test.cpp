// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <thread>
#include <vector>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

class CallbackTest : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS);
    }
    static void append(void* numbers) {
        auto& list = *static_cast<std::vector<int>*>(numbers);
        list.push_back(static_cast<int>(list.size()));
    }
    aclrtStream stream_ = nullptr;
};

TEST_F(CallbackTest, RunInOrderInTheThreadThatServesThem) {
    std::vector<int> numbers;
    ASSERT_EQ(aclrtSubscribeReport(pthread_self(), stream_), ACL_SUCCESS);
    for (int i = 0; i < 3; ++i)
        ASSERT_EQ(aclrtLaunchCallback(append, &numbers, ACL_CALLBACK_NO_BLOCK, stream_),
                  ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_TRUE(numbers.empty());
    EXPECT_EQ(aclrtProcessReport(100), ACL_SUCCESS);
    EXPECT_EQ(numbers, (std::vector<int>{0, 1, 2}));
    EXPECT_EQ(aclrtProcessReport(1), ACL_ERROR_RT_REPORT_TIMEOUT);
}

TEST_F(CallbackTest, ABlockingOneHoldsTheStreamUntilItReturned) {
    struct Seen {
        aclrtStream stream;
        aclrtStreamStatus status;
    } seen{stream_, ACL_STREAM_STATUS_COMPLETE};
    ASSERT_EQ(aclrtSubscribeReport(pthread_self(), stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtLaunchCallback(
                  [](void* data) {
                      auto& look = *static_cast<Seen*>(data);
                      aclrtStreamQuery(look.stream, &look.status);
                  },
                  &seen, ACL_CALLBACK_BLOCK, stream_),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(stream_, 1), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    EXPECT_EQ(aclrtProcessReport(100), ACL_SUCCESS);
    EXPECT_EQ(seen.status, ACL_STREAM_STATUS_NOT_READY);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
}

TEST_F(CallbackTest, AnotherThreadServesAStream) {
    std::vector<int> numbers;
    std::thread server([&] {
        ASSERT_EQ(aclrtSetDevice(0), ACL_SUCCESS);
        ASSERT_EQ(aclrtSubscribeReport(pthread_self(), stream_), ACL_SUCCESS);
        ASSERT_EQ(aclrtLaunchCallback(append, &numbers, ACL_CALLBACK_BLOCK, stream_), ACL_SUCCESS);
        ASSERT_EQ(aclrtProcessReport(-1), ACL_SUCCESS);
        ASSERT_EQ(aclrtUnSubscribeReport(pthread_self(), stream_), ACL_SUCCESS);
    });
    server.join();
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(numbers.size(), 1u);
}

TEST_F(CallbackTest, SubscriptionsConflict) {
    aclrtStream other_device = nullptr;
    ASSERT_EQ(aclrtSubscribeReport(pthread_self(), stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSubscribeReport(pthread_self(), stream_), ACL_ERROR_RT_THREAD_SUBSCRIBE);
    EXPECT_EQ(aclrtSubscribeReport(pthread_self() + 1, stream_), ACL_ERROR_RT_STREAM_SUBSCRIBE);
    EXPECT_EQ(aclrtUnSubscribeReport(pthread_self() + 1, stream_), ACL_ERROR_RT_THREAD_SUBSCRIBE);
    EXPECT_EQ(aclrtUnSubscribeReport(pthread_self(), nullptr), ACL_ERROR_RT_STREAM_SUBSCRIBE);
    ASSERT_EQ(aclrtSetDevice(1), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateStream(&other_device), ACL_SUCCESS);
    EXPECT_EQ(aclrtSubscribeReport(pthread_self(), other_device), ACL_ERROR_RT_THREAD_SUBSCRIBE);
    ASSERT_EQ(aclrtSetDevice(0), ACL_SUCCESS);
    EXPECT_EQ(aclrtUnSubscribeReport(pthread_self(), stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtUnSubscribeReport(pthread_self(), stream_), ACL_ERROR_RT_STREAM_SUBSCRIBE);
}

TEST_F(CallbackTest, LaunchesAreChecked) {
    std::vector<int> numbers;
    EXPECT_EQ(aclrtLaunchCallback(append, &numbers, ACL_CALLBACK_BLOCK, stream_),
              ACL_ERROR_RT_STREAM_NO_CB_REG);
    ASSERT_EQ(aclrtSubscribeReport(pthread_self(), stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtLaunchCallback(nullptr, nullptr, ACL_CALLBACK_BLOCK, stream_),
              ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtLaunchCallback(append, &numbers, enum_of<aclrtCallbackBlockType>(7), stream_),
              ACL_ERROR_INVALID_PARAM);
}

TEST_F(CallbackTest, ProcessIsChecked) {
    EXPECT_EQ(aclrtProcessReport(0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtProcessReport(-2), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtProcessReport(1), ACL_ERROR_RT_THREAD_SUBSCRIBE);
}

}  // namespace
}  // namespace ascend::test
