// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

class Notify : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(aclrtCreateStream(&a_), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateStream(&b_), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateNotify(&notify_, 0), ACL_SUCCESS);
    }
    aclrtStream a_ = nullptr, b_ = nullptr;
    aclrtNotify notify_ = nullptr;
};

TEST_F(Notify, ReleasesOneWaitForEachRecord) {
    ASSERT_EQ(aclrtRecordNotify(notify_, a_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(a_), ACL_SUCCESS);
    ASSERT_EQ(aclrtWaitAndResetNotify(notify_, b_, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(b_), ACL_SUCCESS);
    ASSERT_EQ(aclrtWaitAndResetNotify(notify_, b_, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(b_, 5), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    ASSERT_EQ(aclrtRecordNotify(notify_, a_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(b_), ACL_SUCCESS);
}

TEST_F(Notify, AWaitThatExpiresShowsAtTheSynchronise) {
    ASSERT_EQ(aclrtWaitAndResetNotify(notify_, b_, 1), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(b_), ACL_ERROR_RT_TASK_TIMEOUT);
}

TEST_F(Notify, HandlesAreChecked) {
    std::uint32_t id = 0;
    aclrtNotify other = nullptr;
    EXPECT_EQ(aclrtGetNotifyId(notify_, &id), ACL_SUCCESS);
    EXPECT_NE(id, 0u);
    EXPECT_EQ(aclrtCreateNotify(&other, 2), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtCreateNotify(nullptr, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtRecordNotify(nullptr, a_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtDestroyNotify(notify_), ACL_SUCCESS);
    EXPECT_EQ(aclrtDestroyNotify(notify_), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtWaitAndResetNotify(notify_, a_, 0), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtRecordNotify(a_, a_), ACL_ERROR_RT_INVALID_HANDLE);
}

TEST_F(Notify, EventWaitsTakeALimitOfTheirOwn) {
    aclrtEvent event = nullptr;
    ASSERT_EQ(aclrtCreateEventWithFlag(&event, ACL_EVENT_SYNC), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamWaitEventWithTimeout(a_, event, -1), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtStreamWaitEventWithFlag(a_, event, 0, 2), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtStreamWaitEventWithFlag(a_, event, 0, 1), ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
    EXPECT_EQ(aclrtRecordEventWithFlag(event, a_, 1), ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
    ASSERT_EQ(aclrtStreamWaitEventWithFlag(a_, event, 1, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(a_), ACL_ERROR_RT_TASK_TIMEOUT);
    ASSERT_EQ(aclrtStreamWaitEventWithTimeout(a_, event, 0), ACL_SUCCESS);
    ASSERT_EQ(aclrtRecordEventWithFlag(event, b_, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(a_), ACL_SUCCESS);
}

TEST_F(Notify, HostFunctionsExcludeCallbacks) {
    const std::uint64_t self = pthread_self();
    EXPECT_EQ(aclrtProcessHostFunc(0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtProcessHostFunc(5), ACL_ERROR_RT_THREAD_SUBSCRIBE);
    ASSERT_EQ(aclrtSubscribeHostFunc(self, a_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSubscribeReport(self, a_), ACL_ERROR_RT_STREAM_SUBSCRIBE);
    EXPECT_EQ(aclrtProcessHostFunc(5), ACL_ERROR_RT_REPORT_TIMEOUT);
    EXPECT_EQ(aclrtUnSubscribeHostFunc(self, b_), ACL_ERROR_RT_STREAM_SUBSCRIBE);
    EXPECT_EQ(aclrtUnSubscribeHostFunc(self, a_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSubscribeReport(self, a_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSubscribeHostFunc(self, a_), ACL_ERROR_RT_STREAM_SUBSCRIBE);
}

}  // namespace
}  // namespace ascend::test
