// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "acl/acl_mdl.h"
#include "acl/acl_prof.h"
#include "tests/runtime/acl/acl_fixture.h"
#include "tests/runtime/acl/small_model.h"

/// Devices, an end to everything they run, the library's references, stamps.
namespace ascend::test {
namespace {

using DeviceIds = AclTest;

TEST_F(DeviceIds, OfAllKindsAreEqual) {
    for (const auto function : {aclrtGetLogicDevIdByPhyDevId, aclrtGetLogicDevIdByUserDevId,
                                aclrtGetPhyDevIdByLogicDevId, aclrtGetPhyDevIdByUserDevId,
                                aclrtGetUserDevIdByLogicDevId, aclrtGetUserDevIdByPhyDevId}) {
        std::int32_t id = -1;
        EXPECT_EQ(function(1, &id), ACL_SUCCESS);
        EXPECT_EQ(id, 1);
        EXPECT_EQ(function(2, &id), ACL_ERROR_RT_INVALID_DEVICEID);
        EXPECT_EQ(function(1, nullptr), ACL_ERROR_INVALID_PARAM);
    }
}

TEST_F(DeviceIds, AndBusIdsNameEachOther) {
    char bus[13] = {};
    std::int32_t device = -1;
    ASSERT_EQ(aclrtDeviceGetPCIBusId(1, bus, sizeof bus), ACL_SUCCESS);
    EXPECT_EQ(aclrtDeviceGetByPCIBusId(bus, &device), ACL_SUCCESS);
    EXPECT_EQ(device, 1);
    EXPECT_EQ(aclrtDeviceGetPCIBusId(1, bus, 12), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtDeviceGetPCIBusId(9, bus, 13), ACL_ERROR_RT_INVALID_DEVICEID);
    EXPECT_EQ(aclrtDeviceGetByPCIBusId("0000:00:00.0", &device), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtDeviceGetByPCIBusId(nullptr, &device), ACL_ERROR_INVALID_PARAM);
}

TEST_F(DeviceIds, PeersHaveAccess) {
    std::int32_t status = -1;
    EXPECT_EQ(aclrtDevicePeerAccessStatus(0, 1, &status), ACL_SUCCESS);
    EXPECT_EQ(status, 1);
    EXPECT_EQ(aclrtDevicePeerAccessStatus(0, 0, &status), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtDevicePeerAccessStatus(0, 2, &status), ACL_ERROR_RT_INVALID_DEVICEID);
}

TEST_F(DeviceIds, ArchitectureIsCompatibleWithItself) {
    std::int32_t can = -1;
    EXPECT_EQ(aclrtCheckArchCompatibility("Ascend310P3", &can), ACL_SUCCESS);
    EXPECT_EQ(can, 1);
    EXPECT_EQ(aclrtCheckArchCompatibility("Ascend910B2", &can), ACL_SUCCESS);
    EXPECT_EQ(can, 0);
    EXPECT_EQ(aclrtCheckArchCompatibility(nullptr, &can), ACL_ERROR_INVALID_PARAM);
}

using DeviceAbort = AclTest;

TEST_F(DeviceAbort, RefusesEverythingUntilTheDeviceIsReset) {
    aclrtStream stream = nullptr;
    aclrtEvent event = nullptr, never = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateEvent(&event), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateEventWithFlag(&never, ACL_EVENT_SYNC), ACL_SUCCESS);
    ASSERT_EQ(aclrtStreamWaitEvent(stream, never), ACL_SUCCESS);
    EXPECT_EQ(aclrtDeviceTaskAbort(0, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_ERROR_RT_DEVICE_TASK_ABORT);
    EXPECT_EQ(aclrtSynchronizeDevice(), ACL_ERROR_RT_DEVICE_TASK_ABORT);
    EXPECT_EQ(aclrtRecordEvent(event, stream), ACL_ERROR_RT_DEVICE_TASK_ABORT);
    EXPECT_EQ(aclrtResetDeviceForce(0), ACL_SUCCESS);
    ASSERT_EQ(aclrtSetDevice(0), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateEvent(&event), ACL_SUCCESS);
    EXPECT_EQ(aclrtRecordEvent(event, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeDevice(), ACL_SUCCESS);
}

TEST_F(DeviceAbort, EndsAWaitOfAnotherThread) {
    BlockedStream blocked;
    aclError code = ACL_SUCCESS;
    aclrtContext context = nullptr;
    ASSERT_EQ(aclrtGetCurrentContext(&context), ACL_SUCCESS);
    std::thread waiter([&] {
        aclrtSetCurrentContext(context);
        code = aclrtSynchronizeStream(blocked.stream());
    });
    for (int i = 0; i < 100; ++i) aclrtSynchronizeStreamWithTimeout(blocked.stream(), 1);
    EXPECT_EQ(aclrtDeviceTaskAbort(0, 0), ACL_SUCCESS);
    waiter.join();
    EXPECT_EQ(code, ACL_ERROR_RT_DEVICE_TASK_ABORT);
    aclrtResetDeviceForce(0);
    aclrtSetDevice(0);
    blocked.abandon();
}

TEST_F(DeviceAbort, OfAStreamEndsASubmissionIntoItsFullQueue) {
    BlockedStream blocked;
    aclrtContext context = nullptr;
    void* memory = nullptr;
    ASSERT_EQ(aclrtGetCurrentContext(&context), ACL_SUCCESS);
    ASSERT_EQ(aclrtMalloc(&memory, 64, {}), ACL_SUCCESS);
    std::atomic<int> submitted = 0;
    aclError code = ACL_SUCCESS;
    std::thread submitter([&] {
        aclrtSetCurrentContext(context);
        while ((code = aclrtMemsetAsync(memory, 64, 0, 64, blocked.stream())) == ACL_SUCCESS)
            ++submitted;
    });
    int before = -1;
    while (submitted == 0 || submitted != before) {
        before = submitted;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_GT(before, 1000) << "the queue holds that many, and no more";
    EXPECT_LT(before, 5000);
    EXPECT_EQ(aclrtStreamAbort(blocked.stream()), ACL_SUCCESS);
    submitter.join();
    EXPECT_EQ(code, ACL_ERROR_RT_STREAM_ABORT);
}

TEST_F(DeviceAbort, NeedsADeviceThatIsSet) {
    EXPECT_EQ(aclrtDeviceTaskAbort(1, 0), ACL_ERROR_RT_DEV_SETUP_ERROR);
    EXPECT_EQ(aclrtDeviceTaskAbort(2, 0), ACL_ERROR_RT_INVALID_DEVICEID);
}

TEST(LibraryReferences, AreCountedByInitAndGivenBackOneByOne) {
    std::uint64_t left = 9;
    ASSERT_EQ(aclInit(nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclInit(nullptr), ACL_ERROR_REPEAT_INITIALIZE);
    EXPECT_EQ(aclFinalizeReference(&left), ACL_SUCCESS);
    EXPECT_EQ(left, 1u);
    EXPECT_EQ(aclInit(nullptr), ACL_ERROR_REPEAT_INITIALIZE) << "still initialised";
    EXPECT_EQ(aclFinalizeReference(nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclFinalizeReference(&left), ACL_SUCCESS);
    EXPECT_EQ(left, 0u);
    EXPECT_EQ(aclFinalizeReference(&left), ACL_ERROR_REPEAT_FINALIZE);
}

TEST(InitConfiguration, ChoosesWhoseMessagesAreTold) {
    const TemporaryFile file(".json", R"({"err_msg_mode": "1"})");
    ASSERT_EQ(aclInit(file.path().c_str()), ACL_SUCCESS);
    std::thread([] { EXPECT_EQ(aclrtSetDevice(99), ACL_ERROR_RT_INVALID_DEVICEID); }).join();
    const char* text = aclGetRecentErrMsg();
    ASSERT_NE(text, nullptr) << "of another thread";
    EXPECT_NE(std::string(text).find("aclrtSetDevice"), std::string::npos);
    EXPECT_EQ(aclGetRecentErrMsg(), nullptr);
}

TEST(InitConfiguration, IsCheckedByKey) {
    const TemporaryFile mode(".json", R"({"err_msg_mode": "2"})");
    EXPECT_EQ(aclInit(mode.path().c_str()), ACL_ERROR_INVALID_PARAM);
    const TemporaryFile limit(".json", R"({"max_opqueue_num": "many"})");
    EXPECT_EQ(aclInit(limit.path().c_str()), ACL_ERROR_INVALID_MAX_OPQUEUE_NUM_CONFIG);
    const TemporaryFile good(".json", R"({"max_opqueue_num": "100", "err_msg_mode": "0"})");
    EXPECT_EQ(aclInit(good.path().c_str()), ACL_SUCCESS);
}

TEST(RecentMessages, BeginWithTheClassOfTheFault) {
    aclrtStream stream = nullptr;
    aclrtCreateStream(nullptr);
    EXPECT_EQ(std::string(aclGetRecentErrMsg()).find("Invalid_Argument(EH0001): "), 0u);
    aclrtCreateStream(&stream);
    const std::string text = aclGetRecentErrMsg();
    EXPECT_EQ(text.find("Invalid_Argument(EE1001): aclrtCreateStream failed with 107002. Reason: "),
              0u)
        << text;
    EXPECT_NE(text.find("Solution: "), std::string::npos);
}

using Stamps = AclTest;

TEST_F(Stamps, MarkAndEncloseWhatAThreadDoes) {
    void* stamp = aclprofCreateStamp();
    ASSERT_NE(stamp, nullptr);
    EXPECT_EQ(aclprofSetStampTraceMessage(stamp, "step", 4), ACL_SUCCESS);
    EXPECT_EQ(aclprofMark(stamp), ACL_SUCCESS);
    EXPECT_EQ(aclprofPop(), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofPush(stamp), ACL_SUCCESS);
    EXPECT_EQ(aclprofPop(), ACL_SUCCESS);
    EXPECT_EQ(aclprofPop(), ACL_ERROR_INVALID_PARAM);
    std::uint32_t range = 0;
    EXPECT_EQ(aclprofRangeStart(stamp, &range), ACL_SUCCESS);
    EXPECT_EQ(aclprofRangeStop(range), ACL_SUCCESS);
    EXPECT_EQ(aclprofRangeStop(range), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofRangeStart(stamp, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofMarkEx("mark", 4, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclprofMarkEx(nullptr, 4, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofMarkEx("mark", 0, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofSetStampTraceMessage(stamp, nullptr, 4), ACL_ERROR_INVALID_PARAM);
    aclprofDestroyStamp(stamp);
    EXPECT_EQ(aclprofMark(stamp), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclprofMark(nullptr), ACL_ERROR_INVALID_PARAM);
}

using EventIds = AclTest;

TEST_F(EventIds, AreTakenAtTheRecord) {
    aclrtEvent event = nullptr;
    std::uint32_t before = 0, after = 0, id = 9;
    ASSERT_EQ(aclrtCreateEvent(&event), ACL_SUCCESS);
    ASSERT_EQ(aclrtGetEventAvailNum(&before), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetEventId(event, &id), ACL_SUCCESS);
    EXPECT_EQ(id, 0u);
    ASSERT_EQ(aclrtRecordEvent(event, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetEventId(event, &id), ACL_SUCCESS);
    EXPECT_NE(id, 0u);
    ASSERT_EQ(aclrtGetEventAvailNum(&after), ACL_SUCCESS);
    EXPECT_EQ(after, before - 1);
    EXPECT_EQ(aclrtGetEventAvailNum(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtGetEventId(event, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtGetEventId(nullptr, &id), ACL_ERROR_INVALID_PARAM);
}

TEST_F(EventIds, ExhaustionIs207007) {
    std::uint32_t left = 0;
    ASSERT_EQ(aclrtGetEventAvailNum(&left), ACL_SUCCESS);
    aclrtEvent event = nullptr;
    for (std::uint32_t i = 0; i < left; ++i)
        ASSERT_EQ(aclrtCreateEventWithFlag(&event, ACL_EVENT_SYNC), ACL_SUCCESS) << i;
    EXPECT_EQ(aclrtCreateEventWithFlag(&event, ACL_EVENT_SYNC), ACL_ERROR_RT_NO_EVENT_RESOURCE);
}

class CapturedModelExtras : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        aclrtStream stream = nullptr;
        void* memory = nullptr;
        ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
        ASSERT_EQ(aclrtMalloc(&memory, 64, {}), ACL_SUCCESS);
        ASSERT_EQ(aclmdlRICaptureBegin(stream, ACL_MODEL_RI_CAPTURE_MODE_GLOBAL), ACL_SUCCESS);
        ASSERT_EQ(aclrtMemsetAsync(memory, 64, 1, 64, stream), ACL_SUCCESS);
        ASSERT_EQ(aclmdlRICaptureEnd(stream, &model_), ACL_SUCCESS);
    }
    aclmdlRI model_ = nullptr;
};

TEST_F(CapturedModelExtras, ExecuteAndWait) {
    EXPECT_EQ(aclmdlRIExecute(model_, -1), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRIExecute(model_, 1000), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRIExecute(model_, 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclmdlRIExecute(nullptr, -1), ACL_ERROR_INVALID_PARAM);
}

TEST_F(CapturedModelExtras, HaveANameAndADescription) {
    char name[8] = {};
    EXPECT_EQ(aclmdlRISetName(model_, "decode"), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRIGetName(model_, sizeof name, name), ACL_SUCCESS);
    EXPECT_STREQ(name, "decode");
    EXPECT_EQ(aclmdlRIGetName(model_, 6, name), ACL_ERROR_RT_INSUFFICIENT_INPUT_ARRAY);
    EXPECT_EQ(aclmdlRISetName(model_, nullptr), ACL_ERROR_INVALID_PARAM);
    const TemporaryFile file(".json", "");
    EXPECT_EQ(aclmdlRIDebugJsonPrint(model_, file.path().c_str(), 0), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRIDebugJsonPrint(model_, "/absent/x.json", 0), ACL_ERROR_RT_FILE_WRITE);
    EXPECT_EQ(aclmdlRIDebugJsonPrint(model_, nullptr, 0), ACL_ERROR_INVALID_PARAM);
}

TEST_F(CapturedModelExtras, TellWhenTheyGo) {
    int calls = 0;
    const aclrtCallback count = [](void* counter) { ++*static_cast<int*>(counter); };
    EXPECT_EQ(aclmdlRIDestroyRegisterCallback(model_, count, &calls), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRIDestroyRegisterCallback(model_, count, &calls), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclmdlRIDestroyUnregisterCallback(model_, count), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRIDestroyUnregisterCallback(model_, count), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclmdlRIDestroyRegisterCallback(model_, nullptr, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlRIDestroyRegisterCallback(model_, count, &calls), ACL_SUCCESS);
    EXPECT_EQ(aclmdlRIDestroy(model_), ACL_SUCCESS);
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(aclmdlRISetName(model_, "x"), ACL_ERROR_RT_INVALID_HANDLE);
}

}  // namespace
}  // namespace ascend::test
