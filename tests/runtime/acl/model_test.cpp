// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"
#include "tests/runtime/acl/small_model.h"

namespace ascend::test {
namespace {

constexpr std::size_t kBatch = 4, kInputBytes = kBatch * 32 * 4, kOutputBytes = kBatch * 64 * 4;
constexpr aclError code(std::uint32_t model_layer_code) {
    return static_cast<aclError>(model_layer_code);
}

class ModelTest : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(ascend_sim_set_compile_options(R"({"batch": 4})"), ACL_SUCCESS);
        bytes_ = small_model();
        ASSERT_EQ(aclmdlLoadFromMem(bytes_.data(), bytes_.size(), &model_), ACL_SUCCESS);
        ASSERT_EQ(aclrtMalloc(&x_, kInputBytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
        ASSERT_EQ(aclrtMalloc(&y_, kOutputBytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
        input_ = make_set(x_, kInputBytes);
        output_ = make_set(y_, kOutputBytes);
    }
    void TearDown() override {
        for (aclmdlDataset* set : sets_) aclmdlDestroyDataset(set);
        for (aclDataBuffer* buffer : buffers_) aclDestroyDataBuffer(buffer);
        AclTest::TearDown();
    }
    aclmdlDataset* make_set(void* data, std::size_t size) {
        sets_.push_back(aclmdlCreateDataset());
        buffers_.push_back(aclCreateDataBuffer(data, size));
        EXPECT_EQ(aclmdlAddDatasetBuffer(sets_.back(), buffers_.back()), ACL_SUCCESS);
        return sets_.back();
    }
    std::uint32_t model_ = 0;
    std::string bytes_;
    void *x_ = nullptr, *y_ = nullptr;
    aclmdlDataset *input_ = nullptr, *output_ = nullptr;
    std::vector<aclmdlDataset*> sets_;
    std::vector<aclDataBuffer*> buffers_;
};

TEST_F(ModelTest, IsDescribed) {
    aclmdlDesc* desc = aclmdlCreateDesc();
    ASSERT_EQ(aclmdlGetDesc(desc, model_), ACL_SUCCESS);
    EXPECT_EQ(aclmdlGetNumInputs(desc), 1u);
    EXPECT_EQ(aclmdlGetNumOutputs(desc), 1u);
    EXPECT_EQ(aclmdlGetInputSizeByIndex(desc, 0), kInputBytes);
    EXPECT_EQ(aclmdlGetOutputSizeByIndex(desc, 0), kOutputBytes);
    EXPECT_EQ(aclmdlGetInputDataType(desc, 0), ACL_FLOAT);
    EXPECT_EQ(std::string(aclmdlGetInputNameByIndex(desc, 0)), "x");
    aclmdlIODims dims;
    EXPECT_EQ(aclmdlGetOutputDims(desc, 0, &dims), ACL_SUCCESS);
    EXPECT_EQ(dims.dimCount, 2u);
    EXPECT_EQ(dims.dims[0], 4);
    EXPECT_EQ(dims.dims[1], 64);
    std::size_t index = 9;
    EXPECT_EQ(aclmdlGetInputIndexByName(desc, "x", &index), ACL_SUCCESS);
    EXPECT_EQ(index, 0u);
    EXPECT_EQ(aclmdlGetInputIndexByName(desc, "z", &index), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlGetInputSizeByIndex(desc, 1), 0u);
    EXPECT_EQ(aclmdlGetInputDataType(desc, 1), ACL_DT_UNDEFINED);
    EXPECT_EQ(aclmdlGetInputDims(desc, 1, &dims), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlGetDesc(desc, 999), code(ACL_ERROR_GE_EXEC_MODEL_ID_INVALID));
    EXPECT_EQ(aclmdlGetNumInputs(desc), 0u);
    EXPECT_EQ(aclmdlDestroyDesc(desc), ACL_SUCCESS);
}

TEST_F(ModelTest, RunsAndWritesZeros) {
    std::memset(y_, 0xff, kOutputBytes);
    const std::uint64_t start = ascend_sim_clock_ps();
    ASSERT_EQ(aclmdlExecute(model_, input_, output_), ACL_SUCCESS);
    EXPECT_GT(ascend_sim_clock_ps(), start);
    const std::vector<char> zeros(kOutputBytes);
    EXPECT_EQ(std::memcmp(y_, zeros.data(), kOutputBytes), 0);
}

TEST_F(ModelTest, QueuedExecutionsRunInTheCallersStream) {
    aclrtStream stream = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    for (int i = 0; i < 3; ++i)
        ASSERT_EQ(aclmdlExecuteAsync(model_, input_, output_, stream), ACL_SUCCESS);
    aclrtStreamStatus status = ACL_STREAM_STATUS_COMPLETE;
    EXPECT_EQ(aclrtStreamQuery(stream, &status), ACL_SUCCESS);
    EXPECT_EQ(status, ACL_STREAM_STATUS_NOT_READY);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_SUCCESS);
}

TEST_F(ModelTest, OutputsAreWrittenWhenTheModelEnds) {
    aclrtStream stream = nullptr;
    void* host = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtMallocHost(&host, kOutputBytes), ACL_SUCCESS);
    std::memset(y_, 0x5a, kOutputBytes);
    const std::vector<char> before(kOutputBytes, 0x5a), zeros(kOutputBytes);
    ASSERT_EQ(
        aclrtMemcpyAsync(host, kOutputBytes, y_, kOutputBytes, ACL_MEMCPY_DEVICE_TO_HOST, stream),
        ACL_SUCCESS);
    ASSERT_EQ(aclmdlExecuteAsync(model_, input_, output_, stream), ACL_SUCCESS);
    EXPECT_EQ(std::memcmp(y_, before.data(), kOutputBytes), 0) << "only submitted";
    ASSERT_EQ(aclrtSynchronizeStream(stream), ACL_SUCCESS);
    EXPECT_EQ(std::memcmp(host, before.data(), kOutputBytes), 0) << "copied before";
    EXPECT_EQ(std::memcmp(y_, zeros.data(), kOutputBytes), 0);
    std::memset(y_, 0x5a, kOutputBytes);
    ASSERT_EQ(aclmdlExecuteAsync(model_, input_, output_, stream), ACL_SUCCESS);
    ASSERT_EQ(
        aclrtMemcpyAsync(host, kOutputBytes, y_, kOutputBytes, ACL_MEMCPY_DEVICE_TO_HOST, stream),
        ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(stream), ACL_SUCCESS);
    EXPECT_EQ(std::memcmp(host, zeros.data(), kOutputBytes), 0) << "copied behind";
}

TEST_F(ModelTest, OutputsFreedMeanwhileAreLeftAlone) {
    aclrtStream stream = nullptr;
    void* freed = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtMalloc(&freed, kOutputBytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    ASSERT_EQ(aclmdlExecuteAsync(model_, input_, make_set(freed, kOutputBytes), stream),
              ACL_SUCCESS);
    ASSERT_EQ(aclrtFree(freed), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_SUCCESS);
}

TEST_F(ModelTest, InTwoStreamsAtOnceFailsAtTheSynchronisation) {
    aclrtStream first = nullptr, second = nullptr;
    ASSERT_EQ(aclrtCreateStream(&first), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateStream(&second), ACL_SUCCESS);
    ASSERT_EQ(aclmdlExecuteAsync(model_, input_, output_, first), ACL_SUCCESS);
    ASSERT_EQ(aclmdlExecuteAsync(model_, input_, output_, second), ACL_SUCCESS);
    const aclError one = aclrtSynchronizeStream(first), two = aclrtSynchronizeStream(second);
    EXPECT_EQ(one + two, ACL_ERROR_RT_TS_ERROR);
    EXPECT_EQ(aclmdlExecute(model_, input_, output_), ACL_SUCCESS);
}

TEST_F(ModelTest, ThreadsRunModelsOfTheirOwn) {
    aclrtContext context = nullptr;
    ASSERT_EQ(aclrtGetCurrentContext(&context), ACL_SUCCESS);
    constexpr int kThreads = 4, kRounds = 20;
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i)
        threads.emplace_back([&] {
            std::uint32_t model = 0;
            EXPECT_EQ(aclrtSetCurrentContext(context), ACL_SUCCESS);
            EXPECT_EQ(aclmdlLoadFromMem(bytes_.data(), bytes_.size(), &model), ACL_SUCCESS);
            for (int round = 0; round < kRounds; ++round)
                if (aclmdlExecute(model, input_, output_) == ACL_SUCCESS) ++done;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(done, kThreads * kRounds);
}

TEST_F(ModelTest, BufferSizesAreChecked) {
    EXPECT_EQ(aclmdlExecute(model_, make_set(x_, kInputBytes - 65), output_),
              code(ACL_ERROR_GE_PARAM_INVALID));
    EXPECT_EQ(aclmdlExecute(model_, make_set(x_, kInputBytes - 64), output_), ACL_SUCCESS);
    EXPECT_EQ(aclmdlExecute(model_, make_set(x_, kInputBytes + 1), output_), ACL_SUCCESS);
    std::vector<char> host(kInputBytes);
    EXPECT_EQ(aclmdlExecute(model_, make_set(host.data(), kInputBytes), output_),
              code(ACL_ERROR_GE_PARAM_INVALID));
    aclmdlDataset* two = make_set(x_, kInputBytes);
    ASSERT_EQ(aclmdlAddDatasetBuffer(two, buffers_.back()), ACL_SUCCESS);
    EXPECT_EQ(aclmdlExecute(model_, two, output_), code(ACL_ERROR_GE_PARAM_INVALID));
}

TEST_F(ModelTest, OutputsWithoutDataAreAllocatedWhenTheCallWaits) {
    aclmdlDataset* empty = make_set(nullptr, 0);
    EXPECT_EQ(aclmdlExecuteAsync(model_, input_, empty, nullptr), code(ACL_ERROR_GE_PARAM_INVALID));
    ASSERT_EQ(aclmdlExecute(model_, input_, empty), ACL_SUCCESS);
    aclDataBuffer* buffer = aclmdlGetDatasetBuffer(empty, 0);
    EXPECT_EQ(aclGetDataBufferSizeV2(buffer), kOutputBytes);
    EXPECT_EQ(aclrtFree(aclGetDataBufferAddr(buffer)), ACL_SUCCESS);
    aclmdlDataset* two = make_set(nullptr, 0);
    ASSERT_EQ(aclmdlAddDatasetBuffer(two, aclmdlGetDatasetBuffer(make_set(nullptr, 0), 0)),
              ACL_SUCCESS);
    EXPECT_EQ(aclmdlExecute(model_, input_, two), ACL_ERROR_INVALID_PARAM);
}

TEST_F(ModelTest, NullAndUnknownIdsAreRefused) {
    EXPECT_EQ(aclmdlExecute(model_, nullptr, output_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlExecute(model_, input_, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlExecute(999, input_, output_), code(ACL_ERROR_GE_EXEC_MODEL_ID_INVALID));
    EXPECT_EQ(aclmdlUnload(999), code(ACL_ERROR_GE_EXEC_MODEL_ID_INVALID));
    ASSERT_EQ(aclmdlUnload(model_), ACL_SUCCESS);
    EXPECT_EQ(aclmdlUnload(model_), code(ACL_ERROR_GE_EXEC_MODEL_ID_INVALID));
}

TEST_F(ModelTest, IdsAreNotUsedAgain) {
    ASSERT_EQ(aclmdlUnload(model_), ACL_SUCCESS);
    std::uint32_t next = 0;
    ASSERT_EQ(aclmdlLoadFromMem(bytes_.data(), bytes_.size(), &next), ACL_SUCCESS);
    EXPECT_EQ(next, model_ + 1);
}

TEST_F(ModelTest, AnotherContextCannotRunIt) {
    aclrtContext other = nullptr;
    ASSERT_EQ(aclrtCreateContext(&other, 0), ACL_SUCCESS);
    EXPECT_EQ(aclmdlExecute(model_, input_, output_), ACL_ERROR_RT_MODEL_CONTEXT);
    EXPECT_EQ(aclmdlUnload(model_), ACL_ERROR_RT_MODEL_CONTEXT);
}

TEST_F(ModelTest, AThreadWithoutAContextCannotUseIt) {
    aclError execute = ACL_SUCCESS, unload = ACL_SUCCESS;
    std::thread([&] {
        execute = aclmdlExecute(model_, input_, output_);
        unload = aclmdlUnload(model_);
    }).join();
    EXPECT_EQ(execute, ACL_ERROR_RT_CONTEXT_NULL);
    EXPECT_EQ(unload, ACL_ERROR_RT_CONTEXT_NULL);
}

TEST_F(ModelTest, ADescriptionOutlivesItsModel) {
    aclmdlDesc* desc = aclmdlCreateDesc();
    ASSERT_EQ(aclmdlGetDesc(desc, model_), ACL_SUCCESS);
    ASSERT_EQ(aclmdlUnload(model_), ACL_SUCCESS);
    EXPECT_EQ(aclmdlGetInputSizeByIndex(desc, 0), kInputBytes);
    aclmdlIODims dims;
    EXPECT_EQ(aclmdlGetCurOutputDims(desc, 0, &dims), ACL_SUCCESS);
    EXPECT_EQ(aclmdlGetDesc(desc, model_), code(ACL_ERROR_GE_EXEC_MODEL_ID_INVALID));
    EXPECT_EQ(aclmdlGetNumOutputs(desc), 0u);
    EXPECT_EQ(aclmdlDestroyDesc(desc), ACL_SUCCESS);
}

TEST_F(ModelTest, UnloadGivesItsMemoryBack) {
    std::size_t before = 0, loaded = 0, after = 0, total = 0;
    ASSERT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, &before, &total), ACL_SUCCESS);
    std::uint32_t model = 0;
    ASSERT_EQ(aclmdlLoadFromMem(bytes_.data(), bytes_.size(), &model), ACL_SUCCESS);
    ASSERT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, &loaded, &total), ACL_SUCCESS);
    ASSERT_EQ(aclmdlUnload(model), ACL_SUCCESS);
    ASSERT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, &after, &total), ACL_SUCCESS);
    EXPECT_LT(loaded, before);
    EXPECT_EQ(after, before);
}

TEST_F(ModelTest, RunsInMemoryOfTheCaller) {
    std::size_t work = 0, weight = 0;
    ASSERT_EQ(aclmdlQuerySizeFromMem(bytes_.data(), bytes_.size(), &work, &weight), ACL_SUCCESS);
    EXPECT_GE(weight, 32u * 64 * 2);
    void* memory = nullptr;
    ASSERT_EQ(aclrtMalloc(&memory, weight, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    std::uint32_t model = 0;
    EXPECT_EQ(aclmdlLoadFromMemWithMem(bytes_.data(), bytes_.size(), &model, nullptr, 0, memory,
                                       weight - 1),
              code(ACL_ERROR_GE_EXEC_MODEL_DATA_SIZE_INVALID));
    EXPECT_EQ(
        aclmdlLoadFromMemWithMem(bytes_.data(), bytes_.size(), &model, nullptr, 0, memory, weight),
        ACL_SUCCESS);
    EXPECT_EQ(aclmdlExecute(model, input_, output_), ACL_SUCCESS);
}

TEST_F(ModelTest, FilesAreChecked) {
    std::uint32_t model = 0;
    EXPECT_EQ(aclmdlLoadFromFile(nullptr, &model), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlLoadFromFile("/no/such/model.onnx", &model),
              code(ACL_ERROR_GE_EXEC_MODEL_PATH_INVALID));
    const TemporaryFile empty(".onnx", ""), text(".onnx", "not a model at all, but text"),
        om(".om", std::string("IMOD") + std::string(252, '\0')), good(".onnx", bytes_),
        unknown(".onnx", model_with_unknown_operator());
    EXPECT_EQ(aclmdlLoadFromFile(empty.path().c_str(), &model), code(ACL_ERROR_GE_LOAD_MODEL));
    EXPECT_EQ(aclmdlLoadFromFile(text.path().c_str(), &model), code(ACL_ERROR_GE_LOAD_MODEL));
    EXPECT_EQ(aclmdlLoadFromFile(om.path().c_str(), &model), code(ACL_ERROR_GE_LOAD_MODEL));
    EXPECT_EQ(aclmdlLoadFromFile(unknown.path().c_str(), &model), ACL_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_NE(std::string(ascend_sim_error()).find("Frobnicate"), std::string::npos);
    EXPECT_EQ(aclmdlLoadFromFile(good.path().c_str(), &model), ACL_SUCCESS);
    EXPECT_EQ(aclmdlLoadFromMem(bytes_.data(), 0, &model), ACL_ERROR_INVALID_PARAM);
    ASSERT_EQ(aclrtResetDevice(0), ACL_SUCCESS);
    EXPECT_EQ(aclmdlLoadFromFile(good.path().c_str(), &model), ACL_ERROR_RT_CONTEXT_NULL);
}

TEST_F(ModelTest, TasksOfItsStreamsAreOperators) {
    constexpr std::uint32_t kManyStreams = 200;
    char name[128];
    aclTensorDesc *inputs = nullptr, *outputs = nullptr;
    std::size_t input_count = 0, output_count = 0, found = 0;
    const auto ask = [&](std::uint32_t stream, std::uint32_t task, std::size_t length) {
        return aclmdlCreateAndGetOpDesc(0, stream, task, name, length, &inputs, &input_count,
                                        &outputs, &output_count);
    };
    std::uint32_t model_stream = 0;
    for (std::uint32_t stream = 1; stream < kManyStreams; ++stream) {
        if (ask(stream, 0, sizeof name) != ACL_SUCCESS) continue;
        ++found;
        model_stream = stream;
        EXPECT_GT(std::strlen(name), 0u);
        ASSERT_GE(input_count, 1u);
        EXPECT_EQ(aclGetTensorDescNumDims(aclGetTensorDescByIndex(inputs, input_count - 1)), 2u);
        ASSERT_EQ(output_count, 1u);
        EXPECT_NE(aclGetTensorDescType(outputs), ACL_DT_UNDEFINED);
        aclDestroyTensorDesc(inputs);
        aclDestroyTensorDesc(outputs);
    }
    EXPECT_EQ(found, 1u) << "the model has one stream on the device";
    EXPECT_EQ(ask(model_stream, 1000, sizeof name), ACL_ERROR_GE_FAILURE);
    EXPECT_EQ(ask(model_stream, 0, 1), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlCreateAndGetOpDesc(1, model_stream, 0, name, sizeof name, &inputs, &input_count,
                                       &outputs, &output_count),
              ACL_ERROR_GE_FAILURE);
    EXPECT_EQ(aclmdlCreateAndGetOpDesc(0, model_stream, 0, nullptr, 0, &inputs, &input_count,
                                       &outputs, &output_count),
              ACL_ERROR_INVALID_PARAM);
    ASSERT_EQ(aclmdlUnload(model_), ACL_SUCCESS);
    EXPECT_EQ(ask(model_stream, 0, sizeof name), ACL_ERROR_GE_FAILURE);
}

TEST_F(ModelTest, AnImpossibleShapeIsRefused) {
    std::uint32_t model = 0;
    ASSERT_EQ(ascend_sim_set_compile_options(R"({"input_shapes": {"x": [4, 33]}})"), ACL_SUCCESS);
    EXPECT_NE(aclmdlLoadFromMem(bytes_.data(), bytes_.size(), &model), ACL_SUCCESS);
    ASSERT_EQ(ascend_sim_set_compile_options(R"({"input_shapes": {"z": [4, 32]}})"), ACL_SUCCESS);
    EXPECT_EQ(aclmdlLoadFromMem(bytes_.data(), bytes_.size(), &model),
              code(ACL_ERROR_GE_SHAPE_INVALID));
}

}  // namespace
}  // namespace ascend::test
