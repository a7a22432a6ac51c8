// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/aipp.h"

#include <gtest/gtest.h>

#include "tests/runtime/acl/small_model.h"
#include "traces/error.h"

namespace ascend::test {
namespace {

void expect_error(const std::string& content, ErrorCode code, const std::string& part) {
    const TemporaryFile file(".cfg", content);
    try {
        cli::check_aipp_file(file.path());
        ADD_FAILURE() << "accepted: " << content;
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        const std::string text = error.what();
        EXPECT_NE(text.find(part), std::string::npos) << text;
        EXPECT_EQ(text.find('\n'), std::string::npos) << text;
    }
}

TEST(Aipp, ReadsWhatAtcReads) {
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
    EXPECT_NO_THROW(cli::check_aipp_file(file.path()));
}

TEST(Aipp, RefusesWhatIsMalformed) {
    expect_error("aipp_op { aipp_mode: static", ErrorCode::kMalformed, "line 1");
    expect_error("aipp_op {\n aipp_mode: static\n frobnicate: 1 }", ErrorCode::kMalformed,
                 "line 3");
    expect_error("aipp_op { aipp_mode: 7 }", ErrorCode::kMalformed, "aipp_mode");
    expect_error("aipp_op { input_format: RGB888_U8 }", ErrorCode::kMalformed, "aipp_mode");
    expect_error("", ErrorCode::kMalformed, "no aipp_op");
    expect_error("aipp_op { aipp_mode: dynamic }", ErrorCode::kUnsupported, "dynamic");
    EXPECT_THROW(cli::check_aipp_file("/no/such/file"), Error);
}

}  // namespace
}  // namespace ascend::test
