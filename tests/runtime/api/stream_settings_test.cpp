// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <future>
#include <memory>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

using StreamSettings = AclTest;

struct ConfigDeleter {
    void operator()(aclrtStreamConfigHandle* handle) const {
        aclrtDestroyStreamConfigHandle(handle);
    }
};
using Config = std::unique_ptr<aclrtStreamConfigHandle, ConfigDeleter>;

/// A stream whose only task failed: it waited for an event that nobody records.
aclrtStream failed_stream() {
    aclrtStream stream = nullptr;
    aclrtEvent event = nullptr;
    aclrtSetOpWaitTimeout(1);
    aclrtCreateStream(&stream);
    aclrtCreateEventWithFlag(&event, ACL_EVENT_SYNC);
    aclrtStreamWaitEvent(stream, event);
    aclrtSetOpWaitTimeout(0);
    return stream;
}

TEST_F(StreamSettings, AreCheckedByAttribute) {
    const Config config(aclrtCreateStreamConfigHandle());
    const std::uint32_t priority = 3;
    const std::size_t flag = ACL_STREAM_FAST_SYNC;
    EXPECT_EQ(aclrtSetStreamConfigOpt(config.get(), ACL_RT_STREAM_PRIORITY, &priority, 4),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtSetStreamConfigOpt(config.get(), ACL_RT_STREAM_FLAG, &flag, 8), ACL_SUCCESS);
    EXPECT_EQ(aclrtSetStreamConfigOpt(config.get(), ACL_RT_STREAM_PRIORITY, &priority, 8),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtSetStreamConfigOpt(config.get(), enum_of<aclrtStreamConfigAttr>(9), &flag, 8),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtSetStreamConfigOpt(nullptr, ACL_RT_STREAM_FLAG, &flag, 8),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtSetStreamConfigOpt(config.get(), ACL_RT_STREAM_FLAG, nullptr, 8),
              ACL_ERROR_INVALID_PARAM);

    aclrtStream stream = nullptr;
    std::uint32_t value = 99;
    ASSERT_EQ(aclrtCreateStreamV2(&stream, config.get()), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamGetPriority(stream, &value), ACL_SUCCESS);
    EXPECT_EQ(value, 3u);
    EXPECT_EQ(aclrtStreamGetFlags(stream, &value), ACL_SUCCESS);
    EXPECT_EQ(value, ACL_STREAM_FAST_SYNC);
    EXPECT_EQ(aclrtCreateStreamV2(&stream, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtDestroyStreamConfigHandle(nullptr), ACL_ERROR_INVALID_PARAM);
}

TEST_F(StreamSettings, PrioritiesBeyondTheLowestAreTheLowest) {
    aclrtStream stream = nullptr;
    std::uint32_t priority = 0;
    ASSERT_EQ(aclrtCreateStreamWithConfig(&stream, 100, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamGetPriority(stream, &priority), ACL_SUCCESS);
    EXPECT_EQ(priority, 7u);
    std::int32_t least = 0, greatest = 9;
    EXPECT_EQ(aclrtDeviceGetStreamPriorityRange(&least, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtDeviceGetStreamPriorityRange(nullptr, &greatest), ACL_SUCCESS);
    EXPECT_EQ(least, 7);
    EXPECT_EQ(greatest, 0);
}

TEST_F(StreamSettings, OverflowSwitchIsKept) {
    std::uint32_t flag = 9;
    EXPECT_EQ(aclrtGetStreamOverflowSwitch(nullptr, &flag), ACL_SUCCESS);
    EXPECT_EQ(flag, 0u);
    EXPECT_EQ(aclrtSetStreamOverflowSwitch(nullptr, 1), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetStreamOverflowSwitch(nullptr, &flag), ACL_SUCCESS);
    EXPECT_EQ(flag, 1u);
    EXPECT_EQ(aclrtSetStreamOverflowSwitch(nullptr, 2), ACL_ERROR_INVALID_PARAM);
}

TEST_F(StreamSettings, AvailableStreamsShrinkWithEachOne) {
    std::uint32_t before = 0, after = 0;
    aclrtStream stream = nullptr;
    ASSERT_EQ(aclrtGetStreamAvailableNum(&before), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtGetStreamAvailableNum(&after), ACL_SUCCESS);
    EXPECT_EQ(after, before - 1);
}

TEST_F(StreamSettings, AContinuingStreamReturnsItsFailureOnce) {
    aclrtStream stream = failed_stream();
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_ERROR_RT_TASK_TIMEOUT);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_SUCCESS);
}

TEST_F(StreamSettings, AStoppingContextReturnsTheFirstFailureForEver) {
    aclrtStream stream = failed_stream(), other = nullptr;
    ASSERT_EQ(aclrtCreateStream(&other), ACL_SUCCESS);
    EXPECT_EQ(aclrtSetStreamFailureMode(stream, ACL_STOP_ON_FAILURE), ACL_SUCCESS);
    EXPECT_EQ(aclrtSetStreamFailureMode(stream, ACL_STOP_ON_FAILURE), ACL_SUCCESS);
    EXPECT_EQ(aclrtSetStreamFailureMode(stream, ACL_CONTINUE_ON_FAILURE),
              ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_ERROR_RT_TASK_TIMEOUT);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_ERROR_RT_TASK_TIMEOUT);
    EXPECT_EQ(aclrtSynchronizeStream(other), ACL_ERROR_RT_TASK_TIMEOUT);
    aclrtEvent event = nullptr;
    ASSERT_EQ(aclrtCreateEvent(&event), ACL_SUCCESS);
    EXPECT_EQ(aclrtRecordEvent(event, other), ACL_ERROR_RT_TASK_TIMEOUT);
}

TEST_F(StreamSettings, TheDefaultStreamOfThisProductHasNoFailureMode) {
    EXPECT_EQ(aclrtSetStreamFailureMode(nullptr, ACL_STOP_ON_FAILURE),
              ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
}

TEST_F(StreamSettings, AnAbortedStreamIsEmptyAndUsable) {
    aclrtStream stream = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtSubscribeReport(pthread_self(), stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtLaunchCallback([](void*) {}, nullptr, ACL_CALLBACK_BLOCK, stream), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(stream, 1), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    EXPECT_EQ(aclrtStreamAbort(stream), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_SUCCESS);
    EXPECT_EQ(aclrtUnSubscribeReport(pthread_self(), stream), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamAbort(nullptr), ACL_ERROR_RT_PARAM_INVALID);
    ASSERT_EQ(aclrtDestroyStream(stream), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamAbort(stream), ACL_ERROR_RT_INVALID_HANDLE);
}

}  // namespace
}  // namespace ascend::test
