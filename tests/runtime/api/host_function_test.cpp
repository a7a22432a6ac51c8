// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <atomic>
#include <vector>

#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

class HostFunction : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS);
    }
    aclrtStream stream_ = nullptr;
};

void count(void* counter) {
    ++*static_cast<std::atomic<int>*>(counter);
}

TEST_F(HostFunction, RunsInAThreadOfTheContextAndHoldsTheStream) {
    std::atomic<int> calls = 0;
    aclrtEvent event = nullptr;
    aclrtEventRecordedStatus status;
    ASSERT_EQ(aclrtCreateEvent(&event), ACL_SUCCESS);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(aclrtLaunchHostFunc(stream_, count, &calls), ACL_SUCCESS);
    EXPECT_EQ(aclrtRecordEvent(event, stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(calls, 3);
    EXPECT_EQ(aclrtQueryEventStatus(event, &status), ACL_SUCCESS);
    EXPECT_EQ(status, ACL_EVENT_RECORDED_STATUS_COMPLETE);
}

struct Order {
    std::vector<int> seen;
};
struct Step {
    Order* order;
    int number;
};

TEST_F(HostFunction, KeepsTheOrderOfItsStream) {
    Order order;
    Step steps[] = {{&order, 1}, {&order, 2}, {&order, 3}};
    for (Step& step : steps)
        EXPECT_EQ(aclrtLaunchHostFunc(
                      stream_,
                      [](void* data) {
                          const auto* each = static_cast<Step*>(data);
                          each->order->seen.push_back(each->number);
                      },
                      &step),
                  ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(order.seen, (std::vector<int>{1, 2, 3}));
}

TEST_F(HostFunction, WorksInTheDefaultStreamAndInEveryContext) {
    std::atomic<int> calls = 0;
    EXPECT_EQ(aclrtLaunchHostFunc(nullptr, count, &calls), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    aclrtContext context = nullptr;
    ASSERT_EQ(aclrtCreateContext(&context, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtLaunchHostFunc(nullptr, count, &calls), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    EXPECT_EQ(calls, 2);
    EXPECT_EQ(aclrtDestroyContext(context), ACL_SUCCESS) << "its thread ends";
}

TEST_F(HostFunction, DoesNotMixWithThreadsOfTheProgram) {
    std::atomic<int> calls = 0;
    EXPECT_EQ(aclrtLaunchHostFunc(stream_, count, &calls), ACL_SUCCESS);
    EXPECT_EQ(aclrtSubscribeReport(pthread_self(), stream_), ACL_ERROR_RT_STREAM_SUBSCRIBE);
    EXPECT_EQ(aclrtSubscribeHostFunc(pthread_self(), stream_), ACL_ERROR_RT_STREAM_SUBSCRIBE);
    EXPECT_EQ(aclrtLaunchCallback(count, &calls, ACL_CALLBACK_BLOCK, stream_),
              ACL_ERROR_RT_STREAM_SUBSCRIBE);
    aclrtStream other = nullptr;
    ASSERT_EQ(aclrtCreateStream(&other), ACL_SUCCESS);
    ASSERT_EQ(aclrtSubscribeReport(pthread_self(), other), ACL_SUCCESS);
    EXPECT_EQ(aclrtLaunchHostFunc(other, count, &calls), ACL_ERROR_RT_STREAM_SUBSCRIBE);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
}

TEST_F(HostFunction, ChecksItsArguments) {
    EXPECT_EQ(aclrtLaunchHostFunc(stream_, nullptr, nullptr), ACL_ERROR_RT_PARAM_INVALID);
    ASSERT_EQ(aclrtDestroyStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtLaunchHostFunc(stream_, count, nullptr), ACL_ERROR_RT_INVALID_HANDLE);
}

TEST_F(HostFunction, IsDroppedWithAStreamThatIsAborted) {
    std::atomic<int> calls = 0;
    aclrtEvent never = nullptr;
    ASSERT_EQ(aclrtCreateEventWithFlag(&never, ACL_EVENT_SYNC), ACL_SUCCESS);
    ASSERT_EQ(aclrtStreamWaitEvent(stream_, never), ACL_SUCCESS);
    ASSERT_EQ(aclrtLaunchHostFunc(stream_, count, &calls), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamAbort(stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(calls, 0);
}

}  // namespace
}  // namespace ascend::test
