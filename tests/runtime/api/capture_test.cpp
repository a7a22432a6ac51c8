// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <vector>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

constexpr std::size_t kBytes = 4096;

class Capture : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateStream(&side_), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateEvent(&fork_), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateEvent(&join_), ACL_SUCCESS);
        ASSERT_EQ(aclrtMalloc(&memory_, kBytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
        ASSERT_EQ(aclrtMemset(memory_, kBytes, 1, kBytes), ACL_SUCCESS);
    }
    aclError begin() { return aclmdlRICaptureBegin(stream_, ACL_MODEL_RI_CAPTURE_MODE_GLOBAL); }
    aclError fill(aclrtStream stream, int value, std::size_t offset = 0) {
        return aclrtMemsetAsync(static_cast<char*>(memory_) + offset, kBytes / 2, value, kBytes / 2,
                                stream);
    }
    int byte(std::size_t offset = 0) { return static_cast<unsigned char*>(memory_)[offset]; }
    aclrtStream stream_ = nullptr, side_ = nullptr;
    aclrtEvent fork_ = nullptr, join_ = nullptr;
    void* memory_ = nullptr;
};

TEST_F(Capture, KeepsTasksAndRepeatsThem) {
    ASSERT_EQ(begin(), ACL_SUCCESS);
    EXPECT_EQ(fill(stream_, 7), ACL_SUCCESS);
    aclmdlRI model = nullptr;
    ASSERT_EQ(aclmdlRICaptureEnd(stream_, &model), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(byte(), 1);
    for (int round = 0; round < 2; ++round) {
        ASSERT_EQ(aclrtMemset(memory_, kBytes, 1, kBytes), ACL_SUCCESS);
        ASSERT_EQ(aclmdlRIExecuteAsync(model, stream_), ACL_SUCCESS);
        ASSERT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
        EXPECT_EQ(byte(), 7);
    }
    std::uint32_t id = 0;
    EXPECT_EQ(aclmdlRIGetId(model, &id), ACL_SUCCESS);
    EXPECT_NE(id, 0u);
    EXPECT_EQ(aclmdlRIDestroy(model), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRIDestroy(model), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclmdlRIExecuteAsync(model, stream_), ACL_ERROR_RT_INVALID_HANDLE);
}

TEST_F(Capture, TakesInAStreamThatWaitsForIt) {
    ASSERT_EQ(begin(), ACL_SUCCESS);
    EXPECT_EQ(aclrtRecordEvent(fork_, stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamWaitEvent(side_, fork_), ACL_SUCCESS);
    EXPECT_EQ(fill(side_, 9, kBytes / 2), ACL_SUCCESS);
    EXPECT_EQ(aclrtRecordEvent(join_, side_), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamWaitEvent(stream_, join_), ACL_SUCCESS);
    EXPECT_EQ(fill(stream_, 8), ACL_SUCCESS);
    aclmdlRI model = nullptr;
    ASSERT_EQ(aclmdlRICaptureEnd(stream_, &model), ACL_SUCCESS);
    EXPECT_EQ(byte(kBytes / 2), 1);
    ASSERT_EQ(aclmdlRIExecuteAsync(model, stream_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(byte(), 8);
    EXPECT_EQ(byte(kBytes / 2), 9);
}

TEST_F(Capture, OfAStreamThatIsNotJoinedBackIsRefused) {
    ASSERT_EQ(begin(), ACL_SUCCESS);
    EXPECT_EQ(aclrtRecordEvent(fork_, stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamWaitEvent(side_, fork_), ACL_SUCCESS);
    EXPECT_EQ(fill(side_, 9), ACL_SUCCESS);
    aclmdlRI model = nullptr;
    EXPECT_EQ(aclmdlRICaptureEnd(side_, &model), ACL_ERROR_RT_STREAM_CAPTURE_UNMATCHED);
    EXPECT_EQ(aclmdlRICaptureEnd(stream_, &model), ACL_ERROR_RT_STREAM_UNJOINED);
    EXPECT_EQ(aclrtSynchronizeStream(side_), ACL_SUCCESS);
}

TEST_F(Capture, DoesNotWaitForWorkOutsideIt) {
    ASSERT_EQ(aclrtRecordEvent(fork_, side_), ACL_SUCCESS);
    ASSERT_EQ(begin(), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamWaitEvent(stream_, fork_), ACL_ERROR_RT_CAPTURE_DEPENDENCY);
}

TEST_F(Capture, ForbidsWhatWouldWaitForIt) {
    ASSERT_EQ(begin(), ACL_SUCCESS);
    aclrtStreamStatus status;
    std::vector<char> pageable(16);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_ERROR_RT_STREAM_CAPTURED);
    EXPECT_EQ(aclrtStreamQuery(stream_, &status), ACL_ERROR_RT_STREAM_CAPTURED);
    EXPECT_EQ(aclrtDestroyStream(stream_), ACL_ERROR_RT_STREAM_CAPTURED);
    EXPECT_EQ(
        aclrtMemcpyAsync(memory_, kBytes, pageable.data(), 16, ACL_MEMCPY_HOST_TO_DEVICE, stream_),
        ACL_ERROR_RT_PARAM_INVALID);
    ASSERT_EQ(aclrtSubscribeReport(pthread_self(), stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtLaunchCallback([](void*) {}, nullptr, ACL_CALLBACK_NO_BLOCK, stream_),
              ACL_ERROR_RT_STREAM_CAPTURED);
    EXPECT_EQ(aclrtRecordEvent(fork_, stream_), ACL_SUCCESS);
    aclrtEventRecordedStatus recorded;
    EXPECT_EQ(aclrtQueryEventStatus(fork_, &recorded), ACL_ERROR_RT_EVENT_CAPTURED);
    EXPECT_EQ(aclrtSynchronizeEvent(fork_), ACL_ERROR_RT_EVENT_CAPTURED);
}

TEST_F(Capture, BeginsAndEndsInOrder) {
    aclmdlRI model = nullptr;
    aclmdlRICaptureStatus status = ACL_MODEL_RI_CAPTURE_STATUS_INVALIDATED;
    EXPECT_EQ(aclmdlRICaptureEnd(stream_, &model), ACL_ERROR_RT_STREAM_NOT_CAPTURED);
    EXPECT_EQ(aclmdlRICaptureBegin(nullptr, ACL_MODEL_RI_CAPTURE_MODE_GLOBAL),
              ACL_ERROR_RT_STREAM_CAPTURE_IMPLICIT);
    EXPECT_EQ(aclmdlRICaptureBegin(stream_, enum_of<aclmdlRICaptureMode>(7)),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlRICaptureGetInfo(stream_, &status, &model), ACL_SUCCESS);
    EXPECT_EQ(status, ACL_MODEL_RI_CAPTURE_STATUS_NONE);
    ASSERT_EQ(begin(), ACL_SUCCESS);
    EXPECT_EQ(begin(), ACL_ERROR_RT_STREAM_CAPTURED);
    EXPECT_EQ(aclmdlRICaptureGetInfo(stream_, &status, &model), ACL_SUCCESS);
    EXPECT_EQ(status, ACL_MODEL_RI_CAPTURE_STATUS_ACTIVE);
    EXPECT_EQ(aclmdlRICaptureEnd(stream_, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlRICaptureEnd(stream_, &model), ACL_SUCCESS);
}

TEST_F(Capture, ModeBelongsToTheThread) {
    aclmdlRICaptureMode mode = ACL_MODEL_RI_CAPTURE_MODE_RELAXED;
    EXPECT_EQ(aclmdlRICaptureThreadExchangeMode(&mode), ACL_SUCCESS);
    EXPECT_EQ(mode, ACL_MODEL_RI_CAPTURE_MODE_GLOBAL);
    EXPECT_EQ(aclmdlRICaptureThreadExchangeMode(&mode), ACL_SUCCESS);
    EXPECT_EQ(mode, ACL_MODEL_RI_CAPTURE_MODE_RELAXED);
}

class TaskGroups : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateStream(&other_), ACL_SUCCESS);
        ASSERT_EQ(aclrtMalloc(&memory_, 8, {}), ACL_SUCCESS);
        ASSERT_EQ(aclmdlRICaptureBegin(stream_, ACL_MODEL_RI_CAPTURE_MODE_GLOBAL), ACL_SUCCESS);
        ASSERT_EQ(aclmdlRICaptureTaskGrpBegin(stream_), ACL_SUCCESS);
        EXPECT_EQ(aclmdlRICaptureTaskGrpBegin(stream_), ACL_ERROR_STREAM_TASK_GROUP_STATUS);
        ASSERT_EQ(fill(stream_, 1), ACL_SUCCESS);
        ASSERT_EQ(aclmdlRICaptureTaskGrpEnd(stream_, &group_), ACL_SUCCESS);
        EXPECT_EQ(aclmdlRICaptureTaskGrpEnd(stream_, &group_), ACL_ERROR_STREAM_TASK_GROUP_STATUS);
        ASSERT_EQ(aclmdlRICaptureEnd(stream_, &model_), ACL_SUCCESS);
    }
    aclError fill(aclrtStream stream, int value) const {
        return aclrtMemsetAsync(memory_, 8, value, 8, stream);
    }
    /// The byte that an execution leaves.
    int result() const {
        unsigned char byte = 0;
        EXPECT_EQ(aclmdlRIExecuteAsync(model_, stream_), ACL_SUCCESS);
        EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
        EXPECT_EQ(aclrtMemcpy(&byte, 1, memory_, 1, ACL_MEMCPY_DEVICE_TO_HOST), ACL_SUCCESS);
        return byte;
    }
    aclrtStream stream_ = nullptr, other_ = nullptr;
    aclrtTaskGrp group_ = nullptr;
    aclmdlRI model_ = nullptr;
    void* memory_ = nullptr;
};

TEST_F(TaskGroups, AreReplacedInTheFinishedModel) {
    std::uint32_t before = 0, after = 0;
    EXPECT_EQ(result(), 1);
    ASSERT_EQ(aclmdlRIGetId(model_, &before), ACL_SUCCESS);
    ASSERT_EQ(aclmdlRICaptureTaskUpdateBegin(other_, group_), ACL_SUCCESS);
    EXPECT_EQ(fill(other_, 2), ACL_SUCCESS);
    ASSERT_EQ(aclmdlRICaptureTaskUpdateEnd(other_), ACL_SUCCESS);
    EXPECT_EQ(result(), 2);
    ASSERT_EQ(aclmdlRIGetId(model_, &after), ACL_SUCCESS);
    EXPECT_EQ(after, before);
    EXPECT_EQ(fill(other_, 3), ACL_SUCCESS) << "the stream queues again";
    EXPECT_EQ(aclrtSynchronizeStream(other_), ACL_SUCCESS);
}

TEST_F(TaskGroups, TakeAsManyTasksOfTheSameKinds) {
    aclrtEvent event = nullptr;
    ASSERT_EQ(aclrtCreateEvent(&event), ACL_SUCCESS);
    ASSERT_EQ(aclmdlRICaptureTaskUpdateBegin(other_, group_), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRICaptureTaskUpdateEnd(other_), ACL_ERROR_RT_MODEL_UPDATE_FAILED);
    ASSERT_EQ(aclmdlRICaptureTaskUpdateBegin(other_, group_), ACL_SUCCESS);
    EXPECT_EQ(aclrtRecordEvent(event, other_), ACL_ERROR_RT_FEATURE_NOT_SUPPORT_UPDATE_OP);
    EXPECT_EQ(aclrtCmoAsync(memory_, 8, ACL_RT_CMO_TYPE_PREFETCH, other_), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRICaptureTaskUpdateEnd(other_), ACL_ERROR_RT_MODEL_UPDATE_FAILED);
    EXPECT_EQ(result(), 1) << "unchanged";
}

TEST_F(TaskGroups, CheckTheOrderOfCalls) {
    EXPECT_EQ(aclmdlRICaptureTaskGrpBegin(stream_), ACL_ERROR_RT_STREAM_NOT_CAPTURED);
    EXPECT_EQ(aclmdlRICaptureTaskGrpEnd(stream_, &group_), ACL_ERROR_RT_STREAM_NOT_CAPTURED);
    EXPECT_EQ(aclmdlRICaptureTaskGrpEnd(stream_, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlRICaptureTaskUpdateEnd(other_), ACL_ERROR_STREAM_TASK_GROUP_STATUS);
    EXPECT_EQ(aclmdlRICaptureTaskUpdateBegin(other_, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlRICaptureTaskUpdateBegin(other_, model_), ACL_ERROR_RT_INVALID_HANDLE);
    ASSERT_EQ(aclmdlRICaptureTaskUpdateBegin(other_, group_), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRICaptureTaskUpdateBegin(other_, group_), ACL_ERROR_STREAM_TASK_GROUP_STATUS);
    ASSERT_EQ(aclmdlRIDestroy(model_), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRICaptureTaskUpdateEnd(other_), ACL_ERROR_RT_INVALID_HANDLE);
}

}  // namespace
}  // namespace ascend::test
