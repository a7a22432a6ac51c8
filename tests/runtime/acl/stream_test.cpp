// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

using Stream = AclTest;

TEST_F(Stream, NullOutputPointersAreRefused) {
    EXPECT_EQ(aclrtCreateStream(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtStreamQuery(nullptr, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtStreamGetId(nullptr, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtDestroyStream(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtDestroyStreamForce(nullptr), ACL_ERROR_INVALID_PARAM);
}

TEST_F(Stream, PrioritiesAreClampedAndUnknownFlagsDropped) {
    aclrtStream stream = nullptr;
    EXPECT_EQ(aclrtCreateStreamWithConfig(&stream, 99, 0xffffffff), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_SUCCESS);
    EXPECT_EQ(aclrtDestroyStream(stream), ACL_SUCCESS);
}

TEST_F(Stream, ADestroyedHandleIsRecognised) {
    aclrtStream stream = nullptr, next = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtDestroyStream(stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateStream(&next), ACL_SUCCESS);
    EXPECT_NE(stream, next);
    EXPECT_EQ(aclrtDestroyStream(stream), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_ERROR_RT_INVALID_HANDLE);
    aclrtStreamStatus status;
    EXPECT_EQ(aclrtStreamQuery(stream, &status), ACL_ERROR_RT_INVALID_HANDLE);
}

TEST_F(Stream, AHandleOfAnotherKindIsRecognised) {
    aclrtEvent event = nullptr;
    ASSERT_EQ(aclrtCreateEvent(&event), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(event), ACL_ERROR_RT_INVALID_HANDLE);
    int on_the_stack = 0;
    EXPECT_EQ(aclrtSynchronizeStream(&on_the_stack), ACL_ERROR_RT_INVALID_HANDLE);
}

TEST_F(Stream, OneOfAnotherContextIsRefusedButCanBeSynchronised) {
    aclrtStream stream = nullptr;
    aclrtContext other = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateContext(&other, 0), ACL_SUCCESS);
    aclrtStreamStatus status;
    EXPECT_EQ(aclrtStreamQuery(stream, &status), ACL_ERROR_RT_STREAM_CONTEXT);
    EXPECT_EQ(aclrtDestroyStream(stream), ACL_ERROR_RT_STREAM_CONTEXT);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_SUCCESS);
}

TEST_F(Stream, RunOutAtTheLimitOfTheDevice) {
    std::vector<aclrtStream> streams;
    aclrtStream stream = nullptr;
    aclError code = ACL_SUCCESS;
    constexpr std::size_t kMoreThanAnyDeviceHas = 70000;
    while (streams.size() < kMoreThanAnyDeviceHas && code == ACL_SUCCESS) {
        code = aclrtCreateStream(&stream);
        if (code == ACL_SUCCESS) streams.push_back(stream);
    }
    EXPECT_EQ(code, ACL_ERROR_RT_NO_STREAM_RESOURCE);
    EXPECT_GT(streams.size(), 900u);
    ASSERT_EQ(aclrtDestroyStream(streams.back()), ACL_SUCCESS);
    EXPECT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
}

TEST_F(Stream, TimeoutsAreChecked) {
    for (const std::int32_t timeout : {0, -2, INT32_MIN}) {
        EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(nullptr, timeout), ACL_ERROR_RT_PARAM_INVALID);
        EXPECT_EQ(aclrtSynchronizeDeviceWithTimeout(timeout), ACL_ERROR_RT_PARAM_INVALID);
    }
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(nullptr, -1), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(nullptr, 1), ACL_SUCCESS);
}

TEST_F(Stream, AnExpiredSynchroniseLeavesTheWorkGoingOn) {
    BlockedStream blocked;
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(blocked.stream(), 5),
              ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    EXPECT_EQ(aclrtSynchronizeDeviceWithTimeout(5), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    aclrtStreamStatus status = ACL_STREAM_STATUS_COMPLETE;
    EXPECT_EQ(aclrtStreamQuery(blocked.stream(), &status), ACL_SUCCESS);
    EXPECT_EQ(status, ACL_STREAM_STATUS_NOT_READY);
    blocked.release();
    EXPECT_EQ(aclrtSynchronizeStream(blocked.stream()), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamQuery(blocked.stream(), &status), ACL_SUCCESS);
    EXPECT_EQ(status, ACL_STREAM_STATUS_COMPLETE);
}

TEST_F(Stream, TheDefaultOneDoesNotOrderOthers) {
    BlockedStream blocked;
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
}

TEST_F(Stream, IdsTellStreamsApart) {
    aclrtStream stream = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    std::int32_t own = -1, default_id = -1;
    EXPECT_EQ(aclrtStreamGetId(stream, &own), ACL_SUCCESS);
    EXPECT_EQ(aclrtStreamGetId(nullptr, &default_id), ACL_SUCCESS);
    EXPECT_NE(own, default_id);
}

}  // namespace
}  // namespace ascend::test
