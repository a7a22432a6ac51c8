// SPDX-License-Identifier: Apache-2.0

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

class EventTest : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(aclrtCreateEvent(&plain_), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateEventWithFlag(&flagged_, ACL_EVENT_SYNC | ACL_EVENT_TIME_LINE),
                  ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateEventExWithFlag(&ex_, ACL_EVENT_SYNC | ACL_EVENT_TIME_LINE),
                  ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS);
    }
    aclrtEventStatus query(aclrtEvent event) {
        aclrtEventStatus status = ACL_EVENT_STATUS_RESERVED;
        EXPECT_EQ(aclrtQueryEvent(event, &status), ACL_SUCCESS);
        return status;
    }
    aclrtEventRecordedStatus recorded(aclrtEvent event) {
        aclrtEventRecordedStatus status{};
        EXPECT_EQ(aclrtQueryEventStatus(event, &status), ACL_SUCCESS);
        return status;
    }
    aclrtEvent plain_ = nullptr, flagged_ = nullptr, ex_ = nullptr;
    aclrtStream stream_ = nullptr;
};

TEST_F(EventTest, FlagsAreChecked) {
    aclrtEvent event = nullptr;
    EXPECT_EQ(aclrtCreateEvent(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtCreateEventWithFlag(&event, 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtCreateEventWithFlag(&event, 0x100), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtCreateEventExWithFlag(&event, 0), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(EventTest, BeforeARecordTheKindsAnswerDifferently) {
    EXPECT_EQ(query(plain_), ACL_EVENT_STATUS_COMPLETE);
    EXPECT_EQ(recorded(plain_), ACL_EVENT_RECORDED_STATUS_NOT_READY);
    EXPECT_EQ(recorded(flagged_), ACL_EVENT_RECORDED_STATUS_NOT_READY);
    EXPECT_EQ(recorded(ex_), ACL_EVENT_RECORDED_STATUS_COMPLETE);
    aclrtEventStatus status;
    EXPECT_EQ(aclrtQueryEvent(ex_, &status), ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
}

TEST_F(EventTest, WaitsBeforeARecordDifferByKind) {
    EXPECT_EQ(aclrtStreamWaitEvent(stream_, plain_), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtStreamWaitEvent(stream_, ex_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamWaitEvent(stream_, flagged_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(stream_, 1), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    aclrtEventWaitStatus waiting = ACL_EVENT_WAIT_STATUS_COMPLETE;
    EXPECT_EQ(aclrtQueryEventWaitStatus(flagged_, &waiting), ACL_SUCCESS);
    EXPECT_EQ(waiting, ACL_EVENT_WAIT_STATUS_NOT_READY);
    EXPECT_EQ(aclrtRecordEvent(flagged_, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtQueryEventWaitStatus(flagged_, &waiting), ACL_SUCCESS);
    EXPECT_EQ(waiting, ACL_EVENT_WAIT_STATUS_COMPLETE);
}

TEST_F(EventTest, AWithFlagEventHoldsWaitersAgainAfterAReset) {
    ASSERT_EQ(aclrtRecordEvent(flagged_, stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtStreamWaitEvent(nullptr, flagged_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    ASSERT_EQ(aclrtResetEvent(flagged_, stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtStreamWaitEvent(nullptr, flagged_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(nullptr, 1), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    EXPECT_EQ(aclrtRecordEvent(flagged_, stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtResetEvent(ex_, stream_), ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
}

TEST_F(EventTest, ACompletedRecordNeedsNoWait) {
    ASSERT_EQ(aclrtRecordEvent(plain_, stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamWaitEvent(nullptr, plain_), ACL_SUCCESS);
    aclrtStreamStatus status = ACL_STREAM_STATUS_NOT_READY;
    EXPECT_EQ(aclrtStreamQuery(nullptr, &status), ACL_SUCCESS);
    EXPECT_EQ(status, ACL_STREAM_STATUS_COMPLETE);
}

TEST_F(EventTest, OrdersStreams) {
    BlockedStream blocked;
    ASSERT_EQ(aclrtRecordEvent(plain_, blocked.stream()), ACL_SUCCESS);
    ASSERT_EQ(aclrtStreamWaitEvent(stream_, plain_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(stream_, 2), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    blocked.release();
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
}

TEST_F(EventTest, AWaitBindsToTheLatestRecordWhenItWasCalled) {
    BlockedStream blocked;
    ASSERT_EQ(aclrtRecordEvent(plain_, blocked.stream()), ACL_SUCCESS);
    ASSERT_EQ(aclrtStreamWaitEvent(stream_, plain_), ACL_SUCCESS);
    ASSERT_EQ(aclrtRecordEvent(plain_, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeEvent(plain_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(stream_, 2), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    blocked.release();
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
}

TEST_F(EventTest, IsPendingUntilTheDeviceReachesIt) {
    BlockedStream blocked;
    for (const aclrtEvent event : {plain_, flagged_, ex_}) {
        ASSERT_EQ(aclrtRecordEvent(event, blocked.stream()), ACL_SUCCESS);
        EXPECT_EQ(recorded(event), ACL_EVENT_RECORDED_STATUS_NOT_READY);
        EXPECT_EQ(aclrtSynchronizeEventWithTimeout(event, 2), ACL_ERROR_RT_EVENT_SYNC_TIMEOUT);
        std::uint64_t time = 0;
        EXPECT_EQ(aclrtEventGetTimestamp(event, &time), ACL_ERROR_RT_EVENT_TIMESTAMP_INVALID);
    }
    EXPECT_EQ(query(plain_), ACL_EVENT_STATUS_NOT_READY);
    blocked.release();
    for (const aclrtEvent event : {plain_, flagged_, ex_}) {
        EXPECT_EQ(aclrtSynchronizeEvent(event), ACL_SUCCESS);
        EXPECT_EQ(recorded(event), ACL_EVENT_RECORDED_STATUS_COMPLETE);
    }
}

TEST_F(EventTest, ARepeatedRecordIsPendingAgain) {
    for (const aclrtEvent event : {plain_, flagged_, ex_}) {
        ASSERT_EQ(aclrtRecordEvent(event, stream_), ACL_SUCCESS);
        ASSERT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
        EXPECT_EQ(recorded(event), ACL_EVENT_RECORDED_STATUS_COMPLETE);
    }
    BlockedStream blocked;
    for (const aclrtEvent event : {plain_, flagged_, ex_}) {
        ASSERT_EQ(aclrtRecordEvent(event, blocked.stream()), ACL_SUCCESS);
        EXPECT_EQ(recorded(event), ACL_EVENT_RECORDED_STATUS_NOT_READY);
    }
}

TEST_F(EventTest, MeasuresTheTimeBetweenTwoRecords) {
    aclrtEvent end = nullptr;
    float ms = -1;
    ASSERT_EQ(aclrtCreateEvent(&end), ACL_SUCCESS);
    EXPECT_EQ(aclrtEventElapsedTime(&ms, plain_, end), ACL_ERROR_RT_INTERNAL_ERROR);
    void* memory = nullptr;
    constexpr std::size_t kBytes = 64 << 20;
    ASSERT_EQ(aclrtMalloc(&memory, kBytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    ASSERT_EQ(aclrtRecordEvent(plain_, stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtMemsetAsync(memory, kBytes, 0, kBytes, stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtRecordEvent(end, stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtEventElapsedTime(&ms, plain_, end), ACL_SUCCESS);
    EXPECT_GT(ms, 0.1f);
    EXPECT_LT(ms, 10.0f);
    float backwards = 0;
    EXPECT_EQ(aclrtEventElapsedTime(&backwards, end, plain_), ACL_SUCCESS);
    EXPECT_EQ(backwards, -ms);
    EXPECT_EQ(aclrtEventElapsedTime(nullptr, plain_, end), ACL_ERROR_INVALID_PARAM);
}

TEST_F(EventTest, WithoutTimeLineHasNoTimestamp) {
    aclrtEvent event = nullptr;
    std::uint64_t time = 0;
    ASSERT_EQ(aclrtCreateEventWithFlag(&event, ACL_EVENT_SYNC), ACL_SUCCESS);
    EXPECT_EQ(aclrtEventGetTimestamp(event, &time), ACL_ERROR_RT_INTERNAL_ERROR);
    ASSERT_EQ(aclrtRecordEvent(event, stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtEventGetTimestamp(event, &time), ACL_ERROR_RT_EVENT_TIMESTAMP_INVALID);
}

TEST_F(EventTest, WithoutSyncCannotBeWaitedFor) {
    aclrtEvent event = nullptr;
    ASSERT_EQ(aclrtCreateEventWithFlag(&event, ACL_EVENT_TIME_LINE), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamWaitEvent(stream_, event), ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
    EXPECT_EQ(aclrtResetEvent(event, stream_), ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
}

TEST_F(EventTest, NullAndDestroyedHandlesAreRefused) {
    EXPECT_EQ(aclrtRecordEvent(nullptr, stream_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtDestroyEvent(nullptr), ACL_ERROR_INVALID_PARAM);
    ASSERT_EQ(aclrtDestroyEvent(plain_), ACL_SUCCESS);
    EXPECT_EQ(aclrtDestroyEvent(plain_), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtRecordEvent(plain_, stream_), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtRecordEvent(stream_, stream_), ACL_ERROR_RT_INVALID_HANDLE);
}

TEST_F(EventTest, QueuedTasksOutliveADestroyedEvent) {
    BlockedStream blocked;
    ASSERT_EQ(aclrtRecordEvent(plain_, blocked.stream()), ACL_SUCCESS);
    ASSERT_EQ(aclrtStreamWaitEvent(stream_, plain_), ACL_SUCCESS);
    ASSERT_EQ(aclrtDestroyEvent(plain_), ACL_SUCCESS);
    blocked.release();
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
}

TEST_F(EventTest, AnExpiredWaitShowsAtTheNextSynchronisation) {
    ASSERT_EQ(aclrtSetOpWaitTimeout(1), ACL_SUCCESS);
    ASSERT_EQ(aclrtStreamWaitEvent(stream_, flagged_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSetOpWaitTimeout(0), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_ERROR_RT_TASK_TIMEOUT);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
}

}  // namespace
}  // namespace ascend::test
