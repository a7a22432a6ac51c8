// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"
#include "tests/runtime/acl/model_sets.h"
#include "tests/runtime/acl/small_model.h"

namespace ascend::test {
namespace {

using Dims = std::vector<std::int64_t>;

constexpr std::size_t kAnyInput = ~std::size_t{0};
constexpr auto kNotCompiled = static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_BATCH_SIZE_INVALID);
constexpr auto kBadLength = static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_INPUT_LENGTH_INVALID);
constexpr auto kBadAddress = static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_INPUT_ADDR_INVALID);

class ModelGear : public AclTest {
  protected:
    static void compile_with(const char* json) {
        ASSERT_EQ(ascend_sim_set_compile_options(json), ACL_SUCCESS) << ascend_sim_error();
    }
    /// Simulated time of one execution.
    static std::uint64_t latency(const LoadedSets& model) {
        const std::uint64_t start = ascend_sim_clock_ps();
        EXPECT_EQ(model.execute(), ACL_SUCCESS) << aclGetRecentErrMsg();
        return ascend_sim_clock_ps() - start;
    }
};

TEST_F(ModelGear, OfBatchesIsDescribed) {
    compile_with(R"({"dynamic_batch": [1, 4, 8]})");
    const LoadedSets model(small_model());
    ASSERT_EQ(aclmdlGetNumInputs(model.desc()), 2u);
    EXPECT_STREQ(aclmdlGetInputNameByIndex(model.desc(), 1), "ascend_mbatch_shape_data");
    EXPECT_EQ(model.input_index(ACL_DYNAMIC_TENSOR_NAME), 1u);
    EXPECT_EQ(model.input_dims(0), (Dims{-1, 32}));
    EXPECT_EQ(aclmdlGetInputSizeByIndex(model.desc(), 0), 8u * 32 * 4) << "the largest gear";
    EXPECT_EQ(model.output_dims(0), (Dims{8, 64}));
    EXPECT_EQ(aclmdlGetOutputSizeByIndex(model.desc(), 0), 8u * 64 * 4);
    aclmdlBatch batch;
    ASSERT_EQ(aclmdlGetDynamicBatch(model.desc(), &batch), ACL_SUCCESS);
    ASSERT_EQ(batch.batchCount, 3u);
    EXPECT_EQ(batch.batch[0], 1u);
    EXPECT_EQ(batch.batch[2], 8u);
    aclmdlHW sizes;
    ASSERT_EQ(aclmdlGetDynamicHW(model.desc(), kAnyInput, &sizes), ACL_SUCCESS);
    EXPECT_EQ(sizes.hwCount, 0u);
    aclmdlIODimsRange range;
    ASSERT_EQ(aclmdlGetInputDimsRange(model.desc(), 0, &range), ACL_SUCCESS);
    EXPECT_EQ(range.range[0][0], 1);
    EXPECT_EQ(range.range[0][1], 8);
}

TEST_F(ModelGear, MustBeChosenBeforeAnExecution) {
    compile_with(R"({"dynamic_batch": [1, 4]})");
    const LoadedSets model(small_model());
    EXPECT_EQ(model.execute(), kNotCompiled);
    ASSERT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 1, 4), ACL_SUCCESS);
    EXPECT_EQ(model.execute(), ACL_SUCCESS);
    std::memset(model.input(1), 7, 4);
    EXPECT_EQ(model.execute(), kNotCompiled) << "device memory holds the choice";
}

TEST_F(ModelGear, ThatWasNotCompiledIsRefused) {
    compile_with(R"({"dynamic_batch": [1, 4]})");
    const LoadedSets model(small_model());
    EXPECT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 1, 2), kNotCompiled);
    EXPECT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 1, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetDynamicBatchSize(model.id(), nullptr, 1, 4), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 2, 4), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 0, 4), ACL_ERROR_INVALID_PARAM)
        << "that is the network's own input";
    EXPECT_EQ(aclmdlSetDynamicBatchSize(999, model.inputs(), 1, 4),
              static_cast<aclError>(ACL_ERROR_GE_EXEC_MODEL_ID_INVALID));
    EXPECT_EQ(aclmdlSetDynamicHWSize(model.id(), model.inputs(), 1, 4, 4), kNotCompiled);
    aclmdlIODims dims{};
    EXPECT_EQ(aclmdlSetInputDynamicDims(model.id(), model.inputs(), 1, &dims), kNotCompiled);
}

TEST_F(ModelGear, NeedsRoomInDeviceMemory) {
    compile_with(R"({"dynamic_batch": [1, 4]})");
    const LoadedSets model(small_model());
    aclDataBuffer* buffer = aclmdlGetDatasetBuffer(model.inputs(), 1);
    void* const memory = aclGetDataBufferAddr(buffer);
    ASSERT_EQ(aclUpdateDataBuffer(buffer, memory, 3), ACL_SUCCESS);
    EXPECT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 1, 4), kBadLength);
    std::int32_t host = 0;
    ASSERT_EQ(aclUpdateDataBuffer(buffer, &host, sizeof host), ACL_SUCCESS);
    EXPECT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 1, 4), kBadAddress);
    ASSERT_EQ(aclUpdateDataBuffer(buffer, nullptr, sizeof host), ACL_SUCCESS);
    EXPECT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 1, 4), ACL_ERROR_INVALID_PARAM);
    ASSERT_EQ(aclUpdateDataBuffer(buffer, memory, sizeof host), ACL_SUCCESS);
}

TEST_F(ModelGear, SaysWhatItsOutputsAre) {
    compile_with(R"({"dynamic_batch": [1, 4]})");
    const LoadedSets model(small_model());
    EXPECT_EQ(model.current_output_dims(0), (Dims{4, 64})) << "nothing chosen: the largest";
    ASSERT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 1, 1), ACL_SUCCESS);
    EXPECT_EQ(model.current_output_dims(0), (Dims{1, 64}));
    std::memset(model.output(0), 0x7f, 4 * 64 * 4);
    ASSERT_EQ(model.execute(), ACL_SUCCESS);
    const auto* bytes = static_cast<const char*>(model.output(0));
    EXPECT_EQ(bytes[64 * 4 - 1], 0);
    EXPECT_EQ(bytes[64 * 4], 0x7f) << "only the gear's part of the output is written";
}

TEST_F(ModelGear, HasItsOwnLatency) {
    compile_with(R"({"dynamic_image": [[32, 32], [512, 512]]})");
    const LoadedSets model(image_model());
    EXPECT_EQ(model.input_dims(0), (Dims{1, 3, -1, -1}));
    const std::size_t gear = model.input_index(ACL_DYNAMIC_TENSOR_NAME);
    aclmdlHW sizes;
    ASSERT_EQ(aclmdlGetDynamicHW(model.desc(), kAnyInput, &sizes), ACL_SUCCESS);
    ASSERT_EQ(sizes.hwCount, 2u);
    EXPECT_EQ(sizes.hw[1][0], 512u);
    ASSERT_EQ(aclmdlSetDynamicHWSize(model.id(), model.inputs(), gear, 32, 32), ACL_SUCCESS);
    latency(model);
    const std::uint64_t small = latency(model);
    ASSERT_EQ(aclmdlSetDynamicHWSize(model.id(), model.inputs(), gear, 512, 512), ACL_SUCCESS);
    latency(model);
    const std::uint64_t large = latency(model);
    EXPECT_GT(large, small + 20'000'000) << "256 times the pixels";
    EXPECT_EQ(model.current_output_dims(0), (Dims{1, 8, 512, 512}));
    EXPECT_EQ(aclmdlSetDynamicHWSize(model.id(), model.inputs(), gear, 512, 32), kNotCompiled);
    EXPECT_EQ(aclmdlSetDynamicHWSize(model.id(), model.inputs(), gear, 0, 32),
              ACL_ERROR_INVALID_PARAM);
}

TEST_F(ModelGear, IsAsFastAsAModelOfThatShape) {
    compile_with(R"({"dynamic_batch": [1, 4]})");
    const LoadedSets gears(small_model());
    ASSERT_EQ(aclmdlSetDynamicBatchSize(gears.id(), gears.inputs(), 1, 4), ACL_SUCCESS);
    latency(gears);
    compile_with(R"({"batch": 4})");
    const LoadedSets fixed(small_model());
    latency(fixed);
    EXPECT_EQ(latency(gears), latency(fixed));
}

TEST_F(ModelGear, OfDimensionsCountsAllInputs) {
    compile_with(R"({"input_shapes": {"x": [-1, 3, -1, 64]}, "dynamic_dims": [[1, 32], [2, 64]]})");
    const LoadedSets model(image_model());
    std::size_t count = 0;
    ASSERT_EQ(aclmdlGetInputDynamicGearCount(model.desc(), kAnyInput, &count), ACL_SUCCESS);
    ASSERT_EQ(count, 2u);
    std::vector<aclmdlIODims> gears(count);
    EXPECT_EQ(aclmdlGetInputDynamicDims(model.desc(), kAnyInput, gears.data(), 1),
              ACL_ERROR_INVALID_PARAM);
    ASSERT_EQ(aclmdlGetInputDynamicDims(model.desc(), kAnyInput, gears.data(), count), ACL_SUCCESS);
    EXPECT_EQ(dims_of(gears[0]), (Dims{1, 3, 32, 64}));
    EXPECT_EQ(dims_of(gears[1]), (Dims{2, 3, 64, 64}));
    const std::size_t index = model.input_index(ACL_DYNAMIC_TENSOR_NAME);
    EXPECT_EQ(model.input_dims(index), (Dims{2}));
    ASSERT_EQ(aclmdlSetInputDynamicDims(model.id(), model.inputs(), index, &gears[1]), ACL_SUCCESS);
    EXPECT_EQ(model.execute(), ACL_SUCCESS);
    EXPECT_EQ(model.current_output_dims(0), (Dims{2, 8, 64, 64}));
    gears[0].dims[1] = 4;
    EXPECT_EQ(aclmdlSetInputDynamicDims(model.id(), model.inputs(), index, &gears[0]), kBadLength);
    gears[0].dims[1] = 3;
    gears[0].dims[0] = 2;
    EXPECT_EQ(aclmdlSetInputDynamicDims(model.id(), model.inputs(), index, &gears[0]),
              kNotCompiled);
    gears[0].dimCount = 3;
    EXPECT_EQ(aclmdlSetInputDynamicDims(model.id(), model.inputs(), index, &gears[0]), kBadLength);
    EXPECT_EQ(aclmdlSetInputDynamicDims(model.id(), model.inputs(), index, nullptr),
              ACL_ERROR_INVALID_PARAM);
}

TEST_F(ModelGear, OfOneModelIdExecuteOneAtATime) {
    compile_with(R"({"dynamic_batch": [1, 4]})");
    const LoadedSets model(small_model());
    aclrtStream first = nullptr, second = nullptr;
    ASSERT_EQ(aclrtCreateStream(&first), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateStream(&second), ACL_SUCCESS);
    ASSERT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 1, 1), ACL_SUCCESS);
    ASSERT_EQ(aclmdlExecuteAsync(model.id(), model.inputs(), model.outputs(), first), ACL_SUCCESS);
    ASSERT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 1, 4), ACL_SUCCESS);
    ASSERT_EQ(aclmdlExecuteAsync(model.id(), model.inputs(), model.outputs(), second), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(first), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(second), ACL_ERROR_RT_TS_ERROR) << "gears share work memory";
}

TEST_F(ModelGear, OptionsAreChecked) {
    const auto refused = [](const char* json) {
        EXPECT_NE(ascend_sim_set_compile_options(json), ACL_SUCCESS) << json;
    };
    refused(R"({"dynamic_batch": []})");
    refused(R"({"dynamic_batch": [1, 1]})");
    refused(R"({"dynamic_batch": [0]})");
    refused(R"({"dynamic_batch": [1], "dynamic_image": [[1, 1]]})");
    refused(R"({"dynamic_image": [[1]]})");
    refused(R"({"dynamic_dims": [[1], [1, 2]]})");
    std::uint32_t model = 0;
    const std::string bytes = small_model();
    const auto bad_shape = static_cast<aclError>(ACL_ERROR_GE_SHAPE_INVALID);
    compile_with(R"({"dynamic_image": [[8, 8]]})");
    EXPECT_EQ(aclmdlLoadFromMem(bytes.data(), bytes.size(), &model), bad_shape);
    compile_with(R"({"input_shapes": {"x": [4, 32]}, "dynamic_batch": [1]})");
    EXPECT_EQ(aclmdlLoadFromMem(bytes.data(), bytes.size(), &model), bad_shape);
    compile_with(R"({"dynamic_dims": [[1, 2]]})");
    EXPECT_EQ(aclmdlLoadFromMem(bytes.data(), bytes.size(), &model), bad_shape);
}

TEST_F(ModelGear, IsNamedBesideTheModelOrInTheEnvironment) {
    const TemporaryFile model_file(".onnx", small_model());
    aclmdlDesc* desc = aclmdlCreateDesc();
    aclmdlBatch batch;
    ASSERT_EQ(setenv("ASCEND_SIM_COMPILE", R"({"dynamic_batch": [2, 3, 5]})", 1), 0);
    ASSERT_EQ(aclmdlGetDescFromFile(desc, model_file.path().c_str()), ACL_SUCCESS);
    ASSERT_EQ(aclmdlGetDynamicBatch(desc, &batch), ACL_SUCCESS);
    EXPECT_EQ(batch.batchCount, 3u);
    {
        const std::string beside = model_file.path() + ".json";
        FILE* file = fopen(beside.c_str(), "w");
        ASSERT_NE(file, nullptr);
        fputs(R"({"dynamic_batch": [7]})", file);
        fclose(file);
        ASSERT_EQ(aclmdlGetDescFromFile(desc, model_file.path().c_str()), ACL_SUCCESS);
        ASSERT_EQ(aclmdlGetDynamicBatch(desc, &batch), ACL_SUCCESS);
        EXPECT_EQ(batch.batchCount, 1u);
        EXPECT_EQ(batch.batch[0], 7u);
        remove(beside.c_str());
    }
    unsetenv("ASCEND_SIM_COMPILE");
    aclmdlDestroyDesc(desc);
}

}  // namespace
}  // namespace ascend::test
