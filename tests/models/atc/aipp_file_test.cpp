// SPDX-License-Identifier: Apache-2.0
#include "models/atc/aipp_file.h"

#include <gtest/gtest.h>

#include "tests/runtime/acl/small_model.h"
#include "traces/error.h"

namespace ascend::test {
namespace {

void expect_error(const std::string& content, ErrorCode code, const std::string& part) {
    const TemporaryFile file(".cfg", content);
    try {
        models::read_aipp_file(file.path());
        ADD_FAILURE() << "accepted: " << content;
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        const std::string text = error.what();
        EXPECT_NE(text.find(part), std::string::npos) << text;
        EXPECT_EQ(text.find('\n'), std::string::npos) << text;
    }
}

TEST(AippFile, ReadsWhatAtcReads) {
    const TemporaryFile file(".cfg", R"(aipp_op {
    aipp_mode: static
    related_input_rank: 0
    input_format: YUV420SP_U8
    src_image_size_w: 224
    csc_switch: true
    matrix_r0c0: 256
    mean_chn_0: 104
    var_reci_chn_0: 0.017
})");
    const auto all = models::read_aipp_file(file.path());
    ASSERT_EQ(all.size(), 1u);
    const models::Aipp& aipp = all[0];
    EXPECT_FALSE(aipp.dynamic);
    EXPECT_EQ(aipp.format, models::AippFormat::kYuv420sp);
    EXPECT_EQ(aipp.source_width, 224);
    EXPECT_EQ(aipp.source_height, 0);
    EXPECT_TRUE(aipp.csc);
    EXPECT_EQ(aipp.matrix[0], 256);
    EXPECT_EQ(aipp.mean[0], 104);
    EXPECT_EQ(aipp.reciprocal[0], 0.017F);
    EXPECT_EQ(aipp.reciprocal[1], 1.0F);
}

TEST(AippFile, ReadsDynamicAipp) {
    const TemporaryFile file(".cfg", R"(
aipp_op { aipp_mode: dynamic related_input_rank: 1 max_src_image_size: 752640 }
aipp_op { aipp_mode: static input_format: YUV400_U8 })");
    const auto all = models::read_aipp_file(file.path());
    ASSERT_EQ(all.size(), 2u);
    EXPECT_TRUE(all[0].dynamic);
    EXPECT_EQ(all[0].input, 1u);
    EXPECT_EQ(all[0].max_source_bytes, 752640);
    EXPECT_EQ(all[1].format, models::AippFormat::kYuv400);
}

TEST(AippFile, RefusesWhatIsMalformed) {
    expect_error("aipp_op { aipp_mode: static", ErrorCode::kMalformed, "line 1");
    expect_error("aipp_op {\n aipp_mode: static\n frobnicate: 1 }", ErrorCode::kMalformed,
                 "line 3");
    expect_error("aipp_op { aipp_mode: 7 }", ErrorCode::kMalformed, "aipp_mode");
    expect_error("aipp_op { input_format: RGB888_U8 }", ErrorCode::kMalformed, "aipp_mode");
    expect_error("", ErrorCode::kMalformed, "no aipp_op");
    expect_error("aipp_op { aipp_mode: dynamic }", ErrorCode::kMalformed, "max_src_image_size");
    expect_error("aipp_op { aipp_mode: static }", ErrorCode::kMalformed, "input_format");
    const std::string one = "aipp_op { aipp_mode: static input_format: RGB888_U8 }\n";
    expect_error(one + one, ErrorCode::kMalformed, "two aipp_op");
    EXPECT_THROW(models::read_aipp_file("/no/such/file"), Error);
}

}  // namespace
}  // namespace ascend::test
