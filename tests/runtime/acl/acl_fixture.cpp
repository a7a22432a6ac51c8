// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/acl/acl_fixture.h"

#include <pthread.h>

#include "ascend_sim/ascend_sim.h"

namespace ascend::test {

void AclTest::SetUpTestSuite() {
    // Refused when another suite of the same process has started the simulation already.
    ascend_sim_configure(R"({"devices": ["Ascend310P3", "Ascend310P3"], "out": ""})");
}

void AclTest::SetUp() {
    aclGetRecentErrMsg();
    ASSERT_EQ(aclInit(nullptr), ACL_SUCCESS);
    ASSERT_EQ(aclrtSetDevice(0), ACL_SUCCESS);
}

void AclTest::TearDown() {
    aclrtResetDeviceForce(0);
    aclrtResetDeviceForce(1);
    aclFinalize();
}

BlockedStream::BlockedStream() {
    EXPECT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSubscribeReport(pthread_self(), stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtLaunchCallback([](void*) {}, nullptr, ACL_CALLBACK_BLOCK, stream_), ACL_SUCCESS);
}

BlockedStream::~BlockedStream() {
    if (stream_ == nullptr) return;
    if (blocked_) release();
    aclrtSynchronizeStream(stream_);
    aclrtUnSubscribeReport(pthread_self(), stream_);
    aclrtDestroyStream(stream_);
}

void BlockedStream::abandon() {
    stream_ = nullptr;
}

void BlockedStream::release() {
    blocked_ = false;
    EXPECT_EQ(aclrtProcessReport(1000), ACL_SUCCESS);
}

}  // namespace ascend::test
