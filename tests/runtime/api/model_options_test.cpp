// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "tests/runtime/acl/acl_fixture.h"
#include "tests/runtime/acl/small_model.h"

namespace ascend::test {
namespace {

class ModelOptions : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(aclmdlLoadFromMem(bytes_.data(), bytes_.size(), &model_), ACL_SUCCESS);
        ASSERT_EQ(aclmdlGetDesc(desc_, model_), ACL_SUCCESS);
        fill(inputs_, aclmdlGetInputSizeByIndex(desc_, 0));
        fill(outputs_, aclmdlGetOutputSizeByIndex(desc_, 0));
    }
    void TearDown() override {
        for (aclmdlDataset* set : {inputs_, outputs_}) {
            aclDestroyDataBuffer(aclmdlGetDatasetBuffer(set, 0));
            aclmdlDestroyDataset(set);
        }
        aclmdlDestroyDesc(desc_);
        AclTest::TearDown();
    }
    static void fill(aclmdlDataset* set, std::size_t size) {
        void* memory = nullptr;
        ASSERT_EQ(aclrtMalloc(&memory, size, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
        ASSERT_EQ(aclmdlAddDatasetBuffer(set, aclCreateDataBuffer(memory, size)), ACL_SUCCESS);
    }
    aclError limit(aclmdlExecConfigHandle* handle, aclmdlExecConfigAttr attr, std::int32_t ms) {
        return aclmdlSetExecConfigOpt(handle, attr, &ms, sizeof ms);
    }
    const std::string bytes_ = small_model();
    std::uint32_t model_ = 0;
    aclmdlDesc* desc_ = aclmdlCreateDesc();
    aclmdlDataset *inputs_ = aclmdlCreateDataset(), *outputs_ = aclmdlCreateDataset();
};

TEST_F(ModelOptions, ExecutionLimitsAreChecked) {
    aclmdlExecConfigHandle* handle = aclmdlCreateExecConfigHandle();
    EXPECT_EQ(limit(handle, ACL_MDL_STREAM_SYNC_TIMEOUT, -1), ACL_SUCCESS);
    EXPECT_EQ(limit(handle, ACL_MDL_EVENT_SYNC_TIMEOUT, 5), ACL_SUCCESS);
    EXPECT_EQ(limit(handle, ACL_MDL_STREAM_SYNC_TIMEOUT, -2), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(limit(handle, ACL_MDL_WORK_SIZET, 5), ACL_ERROR_INVALID_PARAM);
    const std::int64_t wide = 5;
    EXPECT_EQ(aclmdlSetExecConfigOpt(handle, ACL_MDL_STREAM_SYNC_TIMEOUT, &wide, sizeof wide),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlDestroyExecConfigHandle(handle), ACL_SUCCESS);
    EXPECT_EQ(aclmdlDestroyExecConfigHandle(nullptr), ACL_ERROR_INVALID_PARAM);
}

TEST_F(ModelOptions, AnExecutionWithinItsLimitSucceeds) {
    aclmdlExecConfigHandle* handle = aclmdlCreateExecConfigHandle();
    EXPECT_EQ(aclmdlExecuteV2(model_, inputs_, outputs_, nullptr, nullptr),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlExecuteV2(model_, inputs_, outputs_, nullptr, handle), ACL_SUCCESS);
    ASSERT_EQ(limit(handle, ACL_MDL_STREAM_SYNC_TIMEOUT, 1000), ACL_SUCCESS);
    EXPECT_EQ(aclmdlExecuteV2(model_, inputs_, outputs_, nullptr, handle), ACL_SUCCESS);
    aclmdlDestroyExecConfigHandle(handle);
}

TEST_F(ModelOptions, TheStreamIsSynchronisedWithTheSameLimit) {
    BlockedStream blocked;
    aclmdlExecConfigHandle* handle = aclmdlCreateExecConfigHandle();
    ASSERT_EQ(limit(handle, ACL_MDL_STREAM_SYNC_TIMEOUT, 10), ACL_SUCCESS);
    EXPECT_EQ(aclmdlExecuteV2(model_, inputs_, outputs_, blocked.stream(), handle),
              ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    aclmdlDestroyExecConfigHandle(handle);
}

TEST_F(ModelOptions, TheQueuedFormNeedsAStream) {
    aclrtStream stream = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    aclmdlExecConfigHandle* handle = aclmdlCreateExecConfigHandle();
    EXPECT_EQ(aclmdlExecuteAsyncV2(model_, inputs_, outputs_, nullptr, handle),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlExecuteAsyncV2(model_, inputs_, outputs_, stream, handle), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_SUCCESS);
    aclmdlDestroyExecConfigHandle(handle);
}

TEST_F(ModelOptions, TwoExecutionsAtOnceFailAtTheSynchronise) {
    aclrtStream first = nullptr, second = nullptr;
    ASSERT_EQ(aclrtCreateStream(&first), ACL_SUCCESS);
    ASSERT_EQ(aclrtCreateStream(&second), ACL_SUCCESS);
    ASSERT_EQ(aclmdlExecuteAsync(model_, inputs_, outputs_, first), ACL_SUCCESS);
    ASSERT_EQ(aclmdlExecuteAsync(model_, inputs_, outputs_, second), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(first), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(second), ACL_ERROR_RT_TS_ERROR);
}

TEST_F(ModelOptions, LoadConfigurationIsCheckedByAttribute) {
    aclmdlConfigHandle* handle = aclmdlCreateConfigHandle();
    const std::size_t from_memory = ACL_MDL_LOAD_FROM_MEM, size = bytes_.size(), bad = 7;
    const void* address = bytes_.data();
    std::uint32_t model = 0;
    const auto set = [&](aclmdlConfigAttr attr, const void* value, std::size_t bytes) {
        return aclmdlSetConfigOpt(handle, attr, value, bytes);
    };
    EXPECT_EQ(aclmdlLoadWithConfig(handle, &model), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(set(ACL_MDL_LOAD_TYPE_SIZET, &bad, 8), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(set(ACL_MDL_LOAD_TYPE_SIZET, &from_memory, 4), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(set(ACL_MDL_LOAD_TYPE_SIZET, &from_memory, 8), ACL_SUCCESS);
    EXPECT_EQ(aclmdlLoadWithConfig(handle, &model), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(set(ACL_MDL_MEM_ADDR_PTR, &address, 8), ACL_SUCCESS);
    EXPECT_EQ(set(ACL_MDL_MEM_SIZET, &size, 8), ACL_SUCCESS);
    EXPECT_EQ(aclmdlLoadWithConfig(handle, &model), ACL_SUCCESS);
    EXPECT_EQ(aclmdlUnload(model), ACL_SUCCESS);
    EXPECT_EQ(set(ACL_MDL_FIFO_PTR, &address, 8), ACL_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_EQ(set(enum_of<aclmdlConfigAttr>(99), &address, 8), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlDestroyConfigHandle(handle), ACL_SUCCESS);
}

TEST_F(ModelOptions, AModelOfOneShapeHasNoGears) {
    aclmdlBatch batch{5, {}};
    aclmdlHW sizes{5, {}};
    std::size_t gears = 5;
    EXPECT_EQ(aclmdlGetDynamicBatch(desc_, &batch), ACL_SUCCESS);
    EXPECT_EQ(batch.batchCount, 0u);
    EXPECT_EQ(aclmdlGetDynamicHW(desc_, 0, &sizes), ACL_SUCCESS);
    EXPECT_EQ(sizes.hwCount, 0u);
    EXPECT_EQ(aclmdlGetInputDynamicGearCount(desc_, ~std::size_t{0}, &gears), ACL_SUCCESS);
    EXPECT_EQ(gears, 0u);
    EXPECT_EQ(aclmdlGetInputDynamicGearCount(desc_, 7, &gears), ACL_ERROR_INVALID_PARAM);
    const auto not_compiled = static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_BATCH_SIZE_INVALID);
    EXPECT_EQ(aclmdlSetDynamicBatchSize(model_, inputs_, 0, 4), not_compiled);
    EXPECT_EQ(aclmdlSetDynamicBatchSize(model_, inputs_, 0, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetDynamicHWSize(model_, inputs_, 0, 4, 4), not_compiled);
    EXPECT_EQ(aclmdlSetDynamicBatchSize(99, inputs_, 0, 4),
              static_cast<aclError>(ACL_ERROR_GE_EXEC_MODEL_ID_INVALID));
}

TEST_F(ModelOptions, RangesAndNamesOfTensors) {
    aclmdlIODimsRange range{};
    EXPECT_EQ(aclmdlGetInputDimsRange(desc_, 0, &range), ACL_SUCCESS);
    EXPECT_EQ(range.rangeCount, 2u);
    EXPECT_EQ(range.range[1][0], 32);
    EXPECT_EQ(range.range[1][1], 32);
    EXPECT_EQ(aclmdlGetInputDimsRange(desc_, 1, &range), ACL_ERROR_INVALID_PARAM);
    EXPECT_STREQ(aclmdlGetTensorRealName(desc_, "x"), "x");
    EXPECT_EQ(aclmdlGetTensorRealName(desc_, "nobody"), nullptr);
}

TEST_F(ModelOptions, AFileIsDescribedWithoutLoadingIt) {
    const TemporaryFile file(".onnx", bytes_);
    aclmdlDesc* desc = aclmdlCreateDesc();
    aclmdlExeOMDesc parts{};
    EXPECT_EQ(aclmdlGetDescFromFile(desc, file.path().c_str()), ACL_SUCCESS);
    EXPECT_EQ(aclmdlGetNumInputs(desc), 1u);
    EXPECT_EQ(aclmdlGetDescFromMem(desc, bytes_.data(), bytes_.size()), ACL_SUCCESS);
    EXPECT_EQ(aclmdlGetNumOutputs(desc), 1u);
    EXPECT_EQ(aclmdlGetDescFromFile(desc, "/no/such/file"),
              static_cast<aclError>(ACL_ERROR_GE_EXEC_MODEL_PATH_INVALID));
    EXPECT_EQ(aclmdlQueryExeOMDesc(file.path().c_str(), &parts), ACL_SUCCESS);
    EXPECT_GT(parts.weightSize, 0u);
    aclmdlDestroyDesc(desc);
}

TEST_F(ModelOptions, AippIsRefusedWhereThereIsNone) {
    aclmdlAIPP* aipp = aclmdlCreateAIPP(2);
    aclmdlInputAippType type = ACL_DYNAMIC_AIPP_NODE;
    std::size_t attached = 0, bytes = 0;
    aclAippInfo* info = new aclAippInfo;
    EXPECT_EQ(aclmdlGetAippType(model_, 0, &type, &attached), ACL_SUCCESS);
    EXPECT_EQ(type, ACL_DATA_WITHOUT_AIPP);
    EXPECT_EQ(attached, ACL_INVALID_NODE_INDEX);
    EXPECT_EQ(aclmdlGetFirstAippInfo(model_, 0, info), ACL_ERROR_NOT_STATIC_AIPP);
    EXPECT_EQ(aclmdlSetInputAIPP(model_, inputs_, 0, aipp),
              static_cast<aclError>(ACL_ERROR_GE_AIPP_NOT_EXIST));
    EXPECT_EQ(aclmdlGetAippDataSize(2, &bytes), ACL_SUCCESS);
    EXPECT_EQ(bytes, 64u + 2 * 96);
    EXPECT_EQ(aclmdlDestroyAIPP(aipp), ACL_SUCCESS);
    delete info;
}

TEST_F(ModelOptions, AippSettingsAreChecked) {
    EXPECT_EQ(aclmdlCreateAIPP(0), nullptr);
    aclmdlAIPP* aipp = aclmdlCreateAIPP(1);
    EXPECT_EQ(aclmdlSetAIPPInputFormat(aipp, ACL_YUV420SP_U8), ACL_SUCCESS);
    EXPECT_EQ(aclmdlSetAIPPInputFormat(aipp, ACL_RAW10), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetAIPPSrcImageSize(aipp, 224, 224), ACL_SUCCESS);
    EXPECT_EQ(aclmdlSetAIPPSrcImageSize(aipp, 0, 224), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetAIPPRbuvSwapSwitch(aipp, 2), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetAIPPAxSwapSwitch(aipp, 1), ACL_SUCCESS);
    EXPECT_EQ(aclmdlSetAIPPCropParams(aipp, 1, 0, 0, 8, 8, 0), ACL_SUCCESS);
    EXPECT_EQ(aclmdlSetAIPPCropParams(aipp, 1, 0, 0, 8, 8, 1), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetAIPPPaddingParams(aipp, 1, 1, 1, -1, 1, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetAIPPDtcPixelMean(aipp, 1, 2, 3, 4, 0), ACL_SUCCESS);
    EXPECT_EQ(aclmdlSetAIPPDtcPixelMin(aipp, 1, 2, 3, 4, 0), ACL_SUCCESS);
    EXPECT_EQ(aclmdlSetAIPPPixelVarReci(nullptr, 1, 2, 3, 4, 0), ACL_ERROR_INVALID_PARAM);
    aclmdlDestroyAIPP(aipp);
}

TEST_F(ModelOptions, NoBundleIsKnown) {
    std::size_t count = 0;
    std::uint32_t model = 0;
    EXPECT_EQ(aclmdlBundleGetModelNum(1, &count), ACL_ERROR_INVALID_BUNDLE_MODEL_ID);
    EXPECT_EQ(aclmdlBundleGetModelId(1, 0, &model), ACL_ERROR_INVALID_BUNDLE_MODEL_ID);
    EXPECT_EQ(aclmdlBundleUnload(1), ACL_ERROR_INVALID_BUNDLE_MODEL_ID);
}

}  // namespace
}  // namespace ascend::test
