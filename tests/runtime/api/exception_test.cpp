// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

struct Seen {
    std::uint32_t task = 0, stream = 0, device = 0, code = 0;
};
std::optional<Seen> seen;
int calls = 0;

void note(aclrtExceptionInfo* info) {
    seen = {aclrtGetTaskIdFromExceptionInfo(info), aclrtGetStreamIdFromExceptionInfo(info),
            aclrtGetDeviceIdFromExceptionInfo(info), aclrtGetErrorCodeFromExceptionInfo(info)};
    ++calls;
}

class ExceptionCallback : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        seen.reset();
        calls = 0;
    }
    void TearDown() override {
        aclrtSetExceptionInfoCallback(nullptr);
        AclTest::TearDown();
    }
    /// Queues a wait that expires, and synchronises.
    static std::int32_t fail() {
        aclrtStream stream = nullptr;
        aclrtEvent event = nullptr;
        std::int32_t id = 0;
        aclrtCreateStream(&stream);
        aclrtStreamGetId(stream, &id);
        aclrtCreateEventWithFlag(&event, ACL_EVENT_SYNC);
        EXPECT_EQ(aclrtStreamWaitEventWithTimeout(stream, event, 1), ACL_SUCCESS);
        EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_ERROR_RT_TASK_TIMEOUT);
        return id;
    }
};

TEST_F(ExceptionCallback, HearsOfAFailedTask) {
    ASSERT_EQ(aclrtSetExceptionInfoCallback(note), ACL_SUCCESS);
    const std::int32_t stream = fail();
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ(seen->stream, static_cast<std::uint32_t>(stream));
    EXPECT_EQ(seen->device, 0u);
    EXPECT_EQ(seen->code, static_cast<std::uint32_t>(ACL_ERROR_RT_TASK_TIMEOUT));
}

TEST_F(ExceptionCallback, IsNotCalledForSuccessOrAfterItWasCleared) {
    ASSERT_EQ(aclrtSetExceptionInfoCallback(note), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    ASSERT_EQ(aclrtSetExceptionInfoCallback(nullptr), ACL_SUCCESS);
    fail();
    EXPECT_EQ(calls, 0);
}

TEST_F(ExceptionCallback, CanBeOneOfASet) {
    EXPECT_EQ(aclrtExceptionInfoCallbackRegister(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtExceptionInfoCallbackRegister(note), ACL_SUCCESS);
    EXPECT_EQ(aclrtExceptionInfoCallbackRegister(note), ACL_ERROR_RT_PARAM_INVALID);
    fail();
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(aclrtExceptionInfoCallbackUnregister(note), ACL_SUCCESS);
    EXPECT_EQ(aclrtExceptionInfoCallbackUnregister(note), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(ExceptionCallback, InfoOfNullIsUnknown) {
    EXPECT_EQ(aclrtGetTaskIdFromExceptionInfo(nullptr), 0xFFFFFFFFu);
    EXPECT_EQ(aclrtGetStreamIdFromExceptionInfo(nullptr), 0xFFFFFFFFu);
    EXPECT_EQ(aclrtGetThreadIdFromExceptionInfo(nullptr), 0xFFFFFFFFu);
    EXPECT_EQ(aclrtGetDeviceIdFromExceptionInfo(nullptr), 0xFFFFFFFFu);
    EXPECT_EQ(aclrtGetErrorCodeFromExceptionInfo(nullptr), 0xFFFFFFFFu);
}

TEST_F(ExceptionCallback, LastTaskIsCountedPerStream) {
    std::uint32_t task = 99;
    aclrtEvent event = nullptr;
    ASSERT_EQ(aclrtCreateEvent(&event), ACL_SUCCESS);
    EXPECT_EQ(aclrtRecordEvent(event, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetThreadLastTaskId(&task), ACL_SUCCESS);
    EXPECT_EQ(task, 0u);
    EXPECT_EQ(aclrtRecordEvent(event, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetThreadLastTaskId(&task), ACL_SUCCESS);
    EXPECT_EQ(task, 1u);
    EXPECT_EQ(aclrtGetThreadLastTaskId(nullptr), ACL_ERROR_INVALID_PARAM);
}

}  // namespace
}  // namespace ascend::test
