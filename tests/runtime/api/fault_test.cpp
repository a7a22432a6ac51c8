// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"
#include "tests/runtime/acl/small_model.h"

/// Injected faults at the calls where the real runtime shows them.
namespace ascend::test {
namespace {

/// The small model with its buffers.
class Executable {
  public:
    Executable() {
        const std::string bytes = small_model();
        EXPECT_EQ(aclmdlLoadFromMem(bytes.data(), bytes.size(), &id_), ACL_SUCCESS);
        add_buffer(input_, kInputBytes);
        add_buffer(output_, kOutputBytes);
    }
    ~Executable() {
        destroy(input_);
        destroy(output_);
    }
    Executable(const Executable&) = delete;
    Executable& operator=(const Executable&) = delete;
    aclError execute() const { return aclmdlExecute(id_, input_, output_); }

  private:
    static constexpr std::size_t kInputBytes = 32 * 4, kOutputBytes = 64 * 4;
    static void add_buffer(aclmdlDataset* dataset, std::size_t bytes) {
        void* memory = nullptr;
        EXPECT_EQ(aclrtMalloc(&memory, bytes, {}), ACL_SUCCESS);
        aclmdlAddDatasetBuffer(dataset, aclCreateDataBuffer(memory, bytes));
    }
    static void destroy(aclmdlDataset* dataset) {
        aclDestroyDataBuffer(aclmdlGetDatasetBuffer(dataset, 0));
        aclmdlDestroyDataset(dataset);
    }
    std::uint32_t id_ = 0;
    aclmdlDataset* input_ = aclmdlCreateDataset();
    aclmdlDataset* output_ = aclmdlCreateDataset();
};

/// Starts the simulation with these faults; every test runs in a process of its own.
class Inject : public ::testing::Test {
  protected:
    void start(const std::string& faults, const std::string& soc = "Ascend310P3") {
        const std::string path =
            ::testing::TempDir() + "faults_" + std::to_string(getpid()) + ".json";
        std::ofstream(path) << R"({"faults": [)" << faults << "]}";
        const std::string configuration = R"({"devices": [")" + soc + R"(", ")" + soc +
                                          R"("], "out": "", "inject": ")" + path + "\"}";
        ASSERT_EQ(ascend_sim_configure(configuration.c_str()), ACL_SUCCESS) << ascend_sim_error();
        std::remove(path.c_str());
        ASSERT_EQ(aclInit(nullptr), ACL_SUCCESS);
    }
    void start_on_device_0(const std::string& faults, const std::string& soc = "Ascend310P3") {
        start(faults, soc);
        ASSERT_EQ(aclrtSetDevice(0), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS);
    }
    /// A fill of device memory: one task of the stream.
    aclError fill() {
        if (memory_ == nullptr) aclrtMalloc(&memory_, 64, {});
        return aclrtMemsetAsync(memory_, 64, 1, 64, stream_);
    }
    aclrtStream stream_ = nullptr;
    void* memory_ = nullptr;
};

TEST_F(Inject, AFailedTaskShowsAtTheNextSynchronisationOnly) {
    start_on_device_0(R"({"fail": "memset", "nth": 2})");
    EXPECT_EQ(fill(), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
    EXPECT_EQ(fill(), ACL_SUCCESS);
    EXPECT_EQ(fill(), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_ERROR_RT_SYS_DMA);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
}

struct StatusCode {
    const char* status;
    aclError code;
};
void PrintTo(const StatusCode& each, std::ostream* out) {
    *out << each.status;
}
class InjectStatus : public Inject, public ::testing::WithParamInterface<StatusCode> {};

TEST_P(InjectStatus, BecomesItsCode) {
    start_on_device_0(std::string(R"({"fail": "any", "status": )") + GetParam().status + "}");
    EXPECT_EQ(fill(), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(
    OfADevice, InjectStatus,
    ::testing::Values(StatusCode{R"("aicore_timeout")", ACL_ERROR_RT_AICORE_TIMEOUT},
                      StatusCode{R"("aicore_exception")", ACL_ERROR_RT_AICORE_EXCEPTION},
                      StatusCode{R"("aicore_trap")", ACL_ERROR_RT_AICORE_TRAP_EXCEPTION},
                      StatusCode{R"("aicpu_timeout")", ACL_ERROR_RT_AICPU_TIMEOUT},
                      StatusCode{R"("aicpu_exception")", ACL_ERROR_RT_AICPU_EXCEPTION},
                      StatusCode{R"("aicore_overflow")", ACL_ERROR_RT_AICORE_OVER_FLOW},
                      StatusCode{R"("vector_timeout")", ACL_ERROR_RT_VECTOR_CORE_TIMEOUT},
                      StatusCode{R"("vector_exception")", ACL_ERROR_RT_VECTOR_CORE_EXCEPTION},
                      StatusCode{R"("vector_trap")", ACL_ERROR_RT_VECTOR_CORE_TRAP_EXCEPTION},
                      StatusCode{R"("vector_overflow")", ACL_ERROR_RT_AIVEC_OVER_FLOW},
                      StatusCode{R"("aicpu_overflow")", ACL_ERROR_RT_OVER_FLOW},
                      StatusCode{R"("sdma_overflow")", ACL_ERROR_RT_OVER_FLOW},
                      StatusCode{R"("model_execute_failed")", ACL_ERROR_RT_MODEL_EXECUTE},
                      StatusCode{R"("queue_full")", ACL_ERROR_RT_STREAM_TASK_FULL},
                      StatusCode{R"("end_of_sequence")", ACL_ERROR_RT_END_OF_SEQUENCE},
                      StatusCode{R"("model_abort")", ACL_ERROR_RT_MODEL_ABORT_NORMAL},
                      StatusCode{"270", ACL_ERROR_RT_MODEL_ABORT_NORMAL},
                      StatusCode{R"("task_timeout")", ACL_ERROR_RT_TASK_TIMEOUT},
                      StatusCode{R"("ffts_plus_exception")", ACL_ERROR_RT_FFTS_PLUS_EXCEPTION},
                      StatusCode{R"("ffts_plus_trap")", ACL_ERROR_RT_FFTS_PLUS_TRAP_EXCEPTION},
                      StatusCode{R"("ffts_plus_timeout")", ACL_ERROR_RT_FFTS_PLUS_TIMEOUT},
                      StatusCode{R"("copy_failed")", ACL_ERROR_RT_SYS_DMA},
                      StatusCode{R"("task_failed")", ACL_ERROR_RT_TS_ERROR},
                      StatusCode{"1234", ACL_ERROR_RT_TS_ERROR}));

TEST_F(Inject, AFailedSynchronousCopyShowsAtTheCallAndMovesNothing) {
    start_on_device_0(R"({"fail": "copy"})");
    std::uint32_t value = 5, back = 0;
    void* memory = nullptr;
    ASSERT_EQ(aclrtMalloc(&memory, 4, {}), ACL_SUCCESS);
    EXPECT_EQ(aclrtMemcpy(memory, 4, &value, 4, ACL_MEMCPY_HOST_TO_DEVICE), ACL_ERROR_RT_SYS_DMA);
    EXPECT_EQ(aclrtMemcpy(&back, 4, memory, 4, ACL_MEMCPY_DEVICE_TO_HOST), ACL_SUCCESS);
    EXPECT_EQ(back, 0u);
}

TEST_F(Inject, AKernelOfAModelFailsItsExecution) {
    start_on_device_0(R"({"fail": "kernel"})");
    const Executable model;
    EXPECT_EQ(model.execute(), ACL_ERROR_RT_AICORE_EXCEPTION);
    EXPECT_NE(std::string(aclGetRecentErrMsg()).find("507015"), std::string::npos);
    EXPECT_EQ(model.execute(), ACL_SUCCESS);
}

TEST_F(Inject, AModelEntryFailsItsExecution) {
    start_on_device_0(R"({"fail": "model", "nth": 2})");
    const Executable model;
    EXPECT_EQ(model.execute(), ACL_SUCCESS);
    EXPECT_EQ(model.execute(), ACL_ERROR_RT_MODEL_EXECUTE);
}

std::vector<std::uint32_t> failed_tasks, failed_codes;

TEST_F(Inject, TheExceptionCallbackNamesTheTaskThatFailed) {
    start_on_device_0(R"({"fail": "memset", "nth": 2, "status": "aicore_exception"})");
    ASSERT_EQ(aclrtSetExceptionInfoCallback([](aclrtExceptionInfo* info) {
                  failed_tasks.push_back(aclrtGetTaskIdFromExceptionInfo(info));
                  failed_codes.push_back(aclrtGetErrorCodeFromExceptionInfo(info));
              }),
              ACL_SUCCESS);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(fill(), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_ERROR_RT_AICORE_EXCEPTION);
    EXPECT_EQ(failed_tasks, (std::vector<std::uint32_t>{1})) << "not the last one in the stream";
    EXPECT_EQ(failed_codes, (std::vector<std::uint32_t>{507015}));
}

TEST_F(Inject, NoExceptionIsAnEndOfSequence) {
    start_on_device_0(R"({"fail": "any", "status": "end_of_sequence"})");
    failed_tasks.clear();
    aclrtSetExceptionInfoCallback([](aclrtExceptionInfo*) { failed_tasks.push_back(0); });
    EXPECT_EQ(fill(), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_ERROR_RT_END_OF_SEQUENCE);
    EXPECT_TRUE(failed_tasks.empty());
}

TEST_F(Inject, AHangingTaskOutlastsALimitedWaitAndThenFails) {
    start_on_device_0(R"({"hang": "memset", "limit_ms": 50})");
    EXPECT_EQ(fill(), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(stream_, 40), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(stream_, 40), ACL_ERROR_RT_TASK_TIMEOUT);
}

TEST_F(Inject, AHangingKernelEndsAtTheLimitOfTheProduct) {
    start_on_device_0(R"({"hang": "kernel"})");
    const Executable model;
    const std::uint64_t before = ascend_sim_clock_ps();
    EXPECT_EQ(model.execute(), ACL_ERROR_RT_AICORE_TIMEOUT);
    const double seconds = static_cast<double>(ascend_sim_clock_ps() - before) * 1e-12;
    EXPECT_NEAR(seconds, 547, 0.01);
}

TEST_F(Inject, AnAbortEndsAHang) {
    start_on_device_0(R"({"hang": "memset"})");
    EXPECT_EQ(fill(), ACL_SUCCESS);
    const std::uint64_t before = ascend_sim_clock_ps();
    EXPECT_EQ(aclrtStreamAbort(stream_), ACL_SUCCESS);
    EXPECT_LT(ascend_sim_clock_ps() - before, std::uint64_t{20'000'000'000});
    EXPECT_EQ(fill(), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
}

TEST_F(Inject, StopOnFailureIsSeenByTheNextSubmissionWithoutASynchronisation) {
    start_on_device_0(R"({"fail": "memset", "nth": 1, "status": "aicore_exception"})");
    ASSERT_EQ(aclrtSetStreamFailureMode(stream_, ACL_STOP_ON_FAILURE), ACL_SUCCESS);
    EXPECT_EQ(fill(), ACL_SUCCESS);
    for (int i = 0; i < 100; ++i) {
        std::size_t free = 0, total = 0;
        aclrtGetMemInfo(ACL_HBM_MEM, &free, &total);
    }
    EXPECT_EQ(fill(), ACL_ERROR_RT_AICORE_EXCEPTION);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_ERROR_RT_AICORE_EXCEPTION);
    EXPECT_EQ(aclrtSynchronizeDevice(), ACL_ERROR_RT_AICORE_EXCEPTION);
    aclrtStream other = nullptr;
    ASSERT_EQ(aclrtCreateStream(&other), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(other), ACL_ERROR_RT_AICORE_EXCEPTION);
}

TEST_F(Inject, NothingRunsBehindAFailureThatStops) {
    start_on_device_0(R"({"fail": "memset", "status": "aicore_exception"})");
    ASSERT_EQ(aclrtSetStreamFailureMode(stream_, ACL_STOP_ON_FAILURE), ACL_SUCCESS);
    void* memory = nullptr;
    ASSERT_EQ(aclrtMalloc(&memory, 64, {}), ACL_SUCCESS);
    EXPECT_EQ(aclrtMemset(memory, 64, 0, 64), ACL_ERROR_RT_AICORE_EXCEPTION);
}

TEST_F(Inject, ExhaustedStreams) {
    start(R"({"exhaust": "streams", "after": 2, "count": 1})");
    ASSERT_EQ(aclrtSetDevice(0), ACL_SUCCESS) << "its default stream is the first";
    EXPECT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtCreateStream(&stream_), ACL_ERROR_RT_NO_STREAM_RESOURCE);
    EXPECT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS) << "count: 1";
}

TEST_F(Inject, ExhaustedEventsShowWhereTheirIdIsTaken) {
    start_on_device_0(R"({"exhaust": "events"})");
    aclrtEvent event = nullptr, with_flag = nullptr;
    EXPECT_EQ(aclrtCreateEvent(&event), ACL_SUCCESS);
    EXPECT_EQ(aclrtRecordEvent(event, stream_), ACL_ERROR_RT_NO_EVENT_RESOURCE);
    EXPECT_EQ(aclrtCreateEventWithFlag(&with_flag, ACL_EVENT_SYNC), ACL_ERROR_RT_NO_EVENT_RESOURCE);
}

TEST_F(Inject, ExhaustedNotifies) {
    start_on_device_0(R"({"exhaust": "notifies"})");
    aclrtNotify notify = nullptr;
    EXPECT_EQ(aclrtCreateNotify(&notify, 0), ACL_ERROR_RT_NO_NOTIFY_RESOURCE);
}

TEST_F(Inject, ExhaustedMemoryIsOfOneDevice) {
    start_on_device_0(R"({"exhaust": "memory", "after": 1})");
    void* memory = nullptr;
    EXPECT_EQ(aclrtMalloc(&memory, 64, {}), ACL_SUCCESS);
    EXPECT_EQ(aclrtMalloc(&memory, 64, {}), ACL_ERROR_RT_MEMORY_ALLOCATION);
    EXPECT_NE(std::string(aclGetRecentErrMsg()).find("injected"), std::string::npos);
    ASSERT_EQ(aclrtSetDevice(1), ACL_SUCCESS);
    EXPECT_EQ(aclrtMalloc(&memory, 64, {}), ACL_SUCCESS);
}

TEST_F(Inject, ADeviceThatIsNotThereCannotBeSet) {
    start(R"({"drop_device": 1})");
    EXPECT_EQ(aclrtSetDevice(1), ACL_ERROR_RT_DEV_SETUP_ERROR);
    EXPECT_EQ(aclrtSetDevice(0), ACL_SUCCESS);
    aclrtContext context = nullptr;
    EXPECT_EQ(aclrtCreateContext(&context, 1), ACL_ERROR_RT_DEV_SETUP_ERROR);
}

TEST_F(Inject, ADeviceIsLostInTheMiddleOfAWait) {
    constexpr std::uint64_t kLostPs = 3'600'000'000'000'000;  // an hour: the device is long set
    start_on_device_0(R"({"hang": "memset", "limit_ms": 7200000},
                         {"drop_device": 0, "at_us": 3600000000})");
    aclrtEvent event = nullptr;
    aclrtStreamStatus status;
    ASSERT_EQ(aclrtCreateEvent(&event), ACL_SUCCESS);
    EXPECT_EQ(fill(), ACL_SUCCESS);
    EXPECT_EQ(aclrtRecordEvent(event, stream_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(stream_, 10), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_ERROR_RT_LOST_HEARTBEAT);
    EXPECT_NEAR(static_cast<double>(ascend_sim_clock_ps()), static_cast<double>(kLostPs), 1e9);
    EXPECT_EQ(fill(), ACL_ERROR_RT_LOST_HEARTBEAT);
    EXPECT_EQ(aclrtSynchronizeDevice(), ACL_ERROR_RT_LOST_HEARTBEAT);
    EXPECT_EQ(aclrtSynchronizeEvent(event), ACL_ERROR_RT_LOST_HEARTBEAT);
    EXPECT_EQ(aclrtStreamQuery(stream_, &status), ACL_ERROR_RT_LOST_HEARTBEAT);
    EXPECT_EQ(aclrtMalloc(&memory_, 64, {}), ACL_ERROR_RT_NO_DEVICE);
    EXPECT_EQ(aclrtSetDevice(0), ACL_ERROR_RT_DEV_SETUP_ERROR);
    EXPECT_EQ(aclrtSetDevice(1), ACL_SUCCESS) << "the other one works";
}

TEST_F(Inject, AFileThatIsAtFaultIsNamed) {
    EXPECT_EQ(ascend_sim_configure(R"({"inject": "/nowhere/faults.json"})"),
              ACL_ERROR_INVALID_FILE);
    EXPECT_NE(std::string(ascend_sim_error()).find("/nowhere/faults.json"), std::string::npos);
}

TEST_F(Inject, TheEnvironmentNamesTheFileToo) {
    setenv("ASCEND_SIM_INJECT", "/nowhere/faults.json", 1);
    EXPECT_EQ(aclInit(nullptr), ACL_ERROR_INTERNAL_ERROR);
    EXPECT_NE(std::string(aclGetRecentErrMsg()).find("/nowhere/faults.json"), std::string::npos);
}

}  // namespace
}  // namespace ascend::test
