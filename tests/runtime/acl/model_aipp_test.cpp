// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <memory>

#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"
#include "tests/runtime/acl/model_sets.h"
#include "tests/runtime/acl/small_model.h"

namespace ascend::test {
namespace {

using Dims = std::vector<std::int64_t>;

constexpr auto kNoAipp = static_cast<aclError>(ACL_ERROR_GE_AIPP_NOT_EXIST);

class ModelAipp : public AclTest {
  protected:
    /// Compile options with this AIPP configuration and these other keys.
    void compile_with(const std::string& aipp, const std::string& more) {
        file_ = std::make_unique<TemporaryFile>(".cfg", aipp);
        const std::string json = R"({"aipp": ")" + file_->path() + "\"" + more + "}";
        ASSERT_EQ(ascend_sim_set_compile_options(json.c_str()), ACL_SUCCESS) << ascend_sim_error();
    }
    static constexpr const char* kShape = R"(, "input_shapes": {"x": [2, 3, 64, 48]})";
    std::unique_ptr<TemporaryFile> file_;
};

class DynamicAipp : public ModelAipp {
  protected:
    void SetUp() override {
        ModelAipp::SetUp();
        compile_with("aipp_op { aipp_mode: dynamic max_src_image_size: 20000 }", kShape);
    }
    void TearDown() override {
        aclmdlDestroyAIPP(aipp_);
        ModelAipp::TearDown();
    }
    /// Valid parameters for two images.
    void describe_images() {
        ASSERT_EQ(aclmdlSetAIPPInputFormat(aipp_, ACL_RGB888_U8), ACL_SUCCESS);
        ASSERT_EQ(aclmdlSetAIPPSrcImageSize(aipp_, 48, 64), ACL_SUCCESS);
    }
    aclmdlAIPP* aipp_ = aclmdlCreateAIPP(2);
};

TEST_F(ModelAipp, StaticTakesBytesOfTheSourceImage) {
    compile_with(R"(aipp_op {
        aipp_mode: static input_format: YUV420SP_U8
        src_image_size_w: 80 src_image_size_h: 100
        crop: true load_start_pos_w: 16 load_start_pos_h: 8 crop_size_w: 48 crop_size_h: 64
        csc_switch: true matrix_r1c2: -88 input_bias_1: 128
        mean_chn_0: 104 var_reci_chn_1: 0.25 })",
                 kShape);
    const LoadedSets model(image_model());
    ASSERT_EQ(aclmdlGetNumInputs(model.desc()), 1u);
    EXPECT_EQ(aclmdlGetInputDataType(model.desc(), 0), ACL_UINT8);
    EXPECT_EQ(aclmdlGetInputFormat(model.desc(), 0), ACL_FORMAT_NHWC);
    EXPECT_EQ(aclmdlGetInputSizeByIndex(model.desc(), 0), 2u * 100 * 80 * 3 / 2);
    EXPECT_EQ(model.input_dims(0), (Dims{2, 100, 80, 3}));
    aclmdlIODims network;
    ASSERT_EQ(aclmdlGetInputDimsV2(model.desc(), 0, &network), ACL_SUCCESS);
    EXPECT_EQ(dims_of(network), (Dims{2, 3, 64, 48}));
    aclmdlInputAippType type;
    std::size_t attached = 0;
    ASSERT_EQ(aclmdlGetAippType(model.id(), 0, &type, &attached), ACL_SUCCESS);
    EXPECT_EQ(type, ACL_DATA_WITH_STATIC_AIPP);
    EXPECT_EQ(attached, ACL_INVALID_NODE_INDEX);
    const auto info = std::make_unique<aclAippInfo>();
    ASSERT_EQ(aclmdlGetFirstAippInfo(model.id(), 0, info.get()), ACL_SUCCESS);
    EXPECT_EQ(info->inputFormat, ACL_YUV420SP_U8);
    EXPECT_EQ(info->srcImageSizeW, 80);
    EXPECT_EQ(info->loadStartPosH, 8);
    EXPECT_EQ(info->cropSwitch, 1);
    EXPECT_EQ(info->resizeSwitch, 0);
    EXPECT_EQ(info->matrixR1C2, -88);
    EXPECT_EQ(info->inputBias1, 128);
    EXPECT_EQ(info->meanChn0, 104);
    EXPECT_EQ(info->varReciChn0, 1.0F);
    EXPECT_EQ(info->varReciChn1, 0.25F);
    ASSERT_EQ(info->shapeCount, 1u);
    EXPECT_EQ(dims_of(info->outDims[0].srcDims), (Dims{2, 100, 80, 3}));
    EXPECT_EQ(info->outDims[0].srcSize, 24000u);
    EXPECT_EQ(dims_of(info->outDims[0].aippOutdims), (Dims{2, 3, 64, 48}));
    EXPECT_EQ(model.execute(), ACL_SUCCESS);
    aclmdlAIPP* aipp = aclmdlCreateAIPP(1);
    EXPECT_EQ(aclmdlSetAIPPByInputIndex(model.id(), model.inputs(), 0, aipp),
              static_cast<aclError>(ACL_ERROR_GE_AIPP_MODE_INVALID));
    EXPECT_EQ(aclmdlSetInputAIPP(model.id(), model.inputs(), 0, aipp), kNoAipp);
    aclmdlDestroyAIPP(aipp);
}

TEST_F(ModelAipp, StaticGrowsWithTheGearsBatch) {
    compile_with("aipp_op { aipp_mode: static input_format: RGB888_U8 }",
                 R"(, "input_shapes": {"x": [-1, 3, 64, 48]}, "dynamic_batch": [1, 4])");
    const LoadedSets model(image_model());
    EXPECT_EQ(model.input_dims(0), (Dims{-1, 64, 48, 3}));
    EXPECT_EQ(aclmdlGetInputSizeByIndex(model.desc(), 0), 4u * 64 * 48 * 3);
    const auto info = std::make_unique<aclAippInfo>();
    ASSERT_EQ(aclmdlGetFirstAippInfo(model.id(), 0, info.get()), ACL_SUCCESS);
    ASSERT_EQ(info->shapeCount, 2u);
    EXPECT_EQ(info->outDims[0].srcSize, 64u * 48 * 3);
    EXPECT_EQ(info->outDims[1].srcSize, 4u * 64 * 48 * 3);
    ASSERT_EQ(aclmdlSetDynamicBatchSize(model.id(), model.inputs(), 1, 4), ACL_SUCCESS);
    EXPECT_EQ(model.execute(), ACL_SUCCESS);
}

TEST_F(ModelAipp, ThatDoesNotFitTheNetworkIsRefused) {
    const std::string bytes = image_model();
    const auto refused = [&](const char* aipp, const std::string& more) {
        compile_with(aipp, more);
        std::uint32_t model = 0;
        EXPECT_EQ(aclmdlLoadFromMem(bytes.data(), bytes.size(), &model),
                  static_cast<aclError>(ACL_ERROR_GE_SHAPE_INVALID))
            << aipp;
    };
    refused("aipp_op { aipp_mode: static input_format: RGB888_U8 src_image_size_w: 49 }", kShape);
    refused(
        "aipp_op { aipp_mode: static input_format: RGB888_U8 crop: true load_start_pos_w: 1 "
        "crop_size_w: 48 }",
        kShape);
    refused(
        "aipp_op { aipp_mode: static input_format: YUV420SP_U8 src_image_size_w: 47 padding: "
        "true left_padding_size: 1 }",
        kShape);
    refused("aipp_op { aipp_mode: static input_format: RGB888_U8 related_input_rank: 3 }", kShape);
    refused("aipp_op { aipp_mode: static input_format: RGB888_U8 }",
            R"(, "dynamic_image": [[8, 8], [16, 16]])");
}

TEST_F(DynamicAipp, HasAnInputForItsParameters) {
    const LoadedSets model(image_model());
    ASSERT_EQ(aclmdlGetNumInputs(model.desc()), 2u);
    EXPECT_EQ(model.input_index(ACL_DYNAMIC_AIPP_NAME), 1u);
    EXPECT_EQ(aclmdlGetInputSizeByIndex(model.desc(), 0), 20000u);
    std::size_t bytes = 0, attached = 0;
    ASSERT_EQ(aclmdlGetAippDataSize(2, &bytes), ACL_SUCCESS);
    EXPECT_EQ(aclmdlGetInputSizeByIndex(model.desc(), 1), bytes);
    aclmdlInputAippType type;
    ASSERT_EQ(aclmdlGetAippType(model.id(), 0, &type, &attached), ACL_SUCCESS);
    EXPECT_EQ(type, ACL_DATA_WITH_DYNAMIC_AIPP);
    EXPECT_EQ(attached, 1u);
    ASSERT_EQ(aclmdlGetAippType(model.id(), 1, &type, &attached), ACL_SUCCESS);
    EXPECT_EQ(type, ACL_DYNAMIC_AIPP_NODE);
    EXPECT_EQ(aclmdlGetAippType(model.id(), 2, &type, &attached), ACL_ERROR_INVALID_PARAM);
    const auto info = std::make_unique<aclAippInfo>();
    EXPECT_EQ(aclmdlGetFirstAippInfo(model.id(), 0, info.get()), ACL_ERROR_NOT_STATIC_AIPP);
}

TEST_F(DynamicAipp, MustBeSetBeforeAnExecution) {
    const LoadedSets model(image_model());
    describe_images();
    EXPECT_EQ(model.execute(), static_cast<aclError>(ACL_ERROR_GE_AIPP_BATCH_EMPTY));
    ASSERT_EQ(aclmdlSetInputAIPP(model.id(), model.inputs(), 1, aipp_), ACL_SUCCESS);
    EXPECT_EQ(model.execute(), ACL_SUCCESS) << aclGetRecentErrMsg();
    EXPECT_EQ(static_cast<const std::uint8_t*>(model.input(1))[0], ACL_RGB888_U8);
    EXPECT_EQ(static_cast<const std::uint8_t*>(model.input(1))[4], 2) << "images";
    std::memset(model.input(1), 0, 64);
    ASSERT_EQ(aclmdlSetAIPPByInputIndex(model.id(), model.inputs(), 0, aipp_), ACL_SUCCESS);
    EXPECT_EQ(model.execute(), ACL_SUCCESS);
}

TEST_F(DynamicAipp, ParametersAreChecked) {
    const LoadedSets model(image_model());
    const auto set = [&] { return aclmdlSetInputAIPP(model.id(), model.inputs(), 1, aipp_); };
    EXPECT_EQ(set(), ACL_ERROR_INVALID_PARAM) << "no format";
    ASSERT_EQ(aclmdlSetAIPPInputFormat(aipp_, ACL_RGB888_U8), ACL_SUCCESS);
    EXPECT_EQ(set(), ACL_ERROR_INVALID_PARAM) << "no size";
    ASSERT_EQ(aclmdlSetAIPPSrcImageSize(aipp_, 100, 100), ACL_SUCCESS);
    EXPECT_EQ(set(), ACL_ERROR_INVALID_PARAM) << "more than max_src_image_size";
    describe_images();
    EXPECT_EQ(set(), ACL_SUCCESS);
    EXPECT_EQ(aclmdlSetInputAIPP(model.id(), model.inputs(), 0, aipp_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetInputAIPP(model.id(), model.inputs(), 2, aipp_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetInputAIPP(model.id(), nullptr, 1, aipp_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetInputAIPP(model.id(), model.inputs(), 1, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlSetInputAIPP(999, model.inputs(), 1, aipp_),
              static_cast<aclError>(ACL_ERROR_GE_EXEC_MODEL_ID_INVALID));
    EXPECT_EQ(aclmdlSetAIPPByInputIndex(model.id(), model.inputs(), 1, aipp_), kNoAipp);
    aclmdlAIPP* three = aclmdlCreateAIPP(3);
    aclmdlSetAIPPInputFormat(three, ACL_YUV400_U8);
    aclmdlSetAIPPSrcImageSize(three, 48, 64);
    EXPECT_EQ(aclmdlSetInputAIPP(model.id(), model.inputs(), 1, three), ACL_ERROR_INVALID_PARAM)
        << "the model takes two images";
    aclmdlDestroyAIPP(three);
}

}  // namespace
}  // namespace ascend::test
