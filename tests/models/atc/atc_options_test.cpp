// SPDX-License-Identifier: Apache-2.0
#include "models/atc/atc_options.h"

#include <gtest/gtest.h>

#include "models/atc/option_text.h"
#include "traces/error.h"

namespace ascend::models::atc {
namespace {

using Words = std::vector<std::string>;

AtcOptions parse(Words more) {
    Words words = {"--model=n.onnx", "--framework=5", "--output=out/n",
                   "--soc_version=Ascend310P3"};
    words.insert(words.end(), more.begin(), more.end());
    return parse_atc_options(words);
}

ErrorCode refusal(const Words& more) {
    try {
        parse(more);
    } catch (const Error& error) {
        EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << error.what();
        return error.code();
    }
    ADD_FAILURE() << "accepted: " << more.front();
    return ErrorCode::kIo;
}

TEST(AtcOptions, ComeWithOneDashOrTwoAndInOneWordOrTwo) {
    const AtcOptions options = parse_atc_options(
        {"-model", "n.onnx", "--framework=5", "-output=x", "--soc_version", "Ascend310B4"});
    EXPECT_EQ(options.model, "n.onnx");
    EXPECT_EQ(options.output, "x");
    EXPECT_EQ(options.soc, "Ascend310B4");
    EXPECT_EQ(options.command_line,
              "atc -model n.onnx --framework=5 -output=x --soc_version Ascend310B4");
}

TEST(AtcOptions, GiveShapesAndGears) {
    const AtcOptions options = parse({"--input_shape=b:-1,5;a:1,-1", "--dynamic_dims=1,2;3,4"});
    EXPECT_EQ(options.request.shapes.inputs.at("b"), (Shape{-1, 5}));
    EXPECT_EQ(options.request.gears.kind, GearKind::kDims);
    EXPECT_EQ(options.request.gears.values[1], (Shape{3, 4}));
    EXPECT_EQ(options.request.gears.input_order, (Words{"b", "a"}));
    EXPECT_EQ(parse({"--dynamic_batch_size=1,8"}).request.gears.values[1], (Shape{8}));
    EXPECT_EQ(parse({"--dynamic_image_size=4,8;2,2"}).request.gears.kind, GearKind::kImage);
}

TEST(AtcOptions, ChoosePrecision) {
    EXPECT_EQ(parse({}).request.options.precision, Precision::kFp16);
    EXPECT_EQ(parse({"--precision_mode=must_keep_origin_dtype"}).request.options.precision,
              Precision::kFp32);
    EXPECT_EQ(parse({"--precision_mode_v2=mixed_float16"}).request.options.precision,
              Precision::kMixed);
    EXPECT_EQ(refusal({"--precision_mode=mixed_bfloat16"}), ErrorCode::kUnsupported);
    EXPECT_EQ(refusal({"--precision_mode=fp16", "--precision_mode_v2=fp16"}), ErrorCode::kUsage);
    EXPECT_TRUE(parse({"--enable_small_channel=1"}).request.options.small_channel);
}

TEST(AtcOptions, ThatChangeNothingAreTaken) {
    EXPECT_NO_THROW(parse({"--log=error", "--op_select_implmode=high_precision"}));
}

TEST(AtcOptions, AreRefusedWhenWrong) {
    EXPECT_EQ(refusal({"--frobnicate=1"}), ErrorCode::kUsage);
    EXPECT_EQ(refusal({"--log"}), ErrorCode::kUsage);
    EXPECT_EQ(refusal({"word"}), ErrorCode::kUsage);
    EXPECT_EQ(refusal({"--model=again.onnx"}), ErrorCode::kUsage);
    EXPECT_EQ(refusal({"--mode=1"}), ErrorCode::kUnsupported);
    EXPECT_EQ(refusal({"--out_nodes=a:0"}), ErrorCode::kUnsupported);
    EXPECT_EQ(refusal({"--input_shape=x:-1,3"}), ErrorCode::kUnsupported);
    EXPECT_EQ(refusal({"--input_shape=x:1~8,3"}), ErrorCode::kUnsupported);
    EXPECT_EQ(refusal({"--input_shape=x"}), ErrorCode::kUsage);
    EXPECT_EQ(refusal({"--input_shape=x:1,a"}), ErrorCode::kUsage);
    EXPECT_EQ(refusal({"--input_shape=x:1;x:2"}), ErrorCode::kUsage);
    EXPECT_EQ(refusal({"--dynamic_batch_size=1,,2"}), ErrorCode::kUsage);
    EXPECT_EQ(refusal({"--dynamic_batch_size=1", "--dynamic_dims=1"}), ErrorCode::kUsage);
    EXPECT_EQ(refusal({"--dynamic_batch_size=0"}), ErrorCode::kInvalidArgument);
    EXPECT_EQ(refusal({"--insert_op_conf=/no/such/file"}), ErrorCode::kNotFound);
    EXPECT_THROW(parse_atc_options({"--model=n.onnx", "--framework=5", "--output=o"}), Error);
    EXPECT_THROW(parse_atc_options({"--model=n.pb", "--framework=3", "--output=o"}), Error);
}

TEST(OptionText, AllowsSpacesAndAFinalSeparator) {
    const auto shapes = parse_input_shape("x: 1, 3 ; y:2;");
    ASSERT_EQ(shapes.size(), 2u);
    EXPECT_EQ(shapes[0].shape, (Shape{1, 3}));
    EXPECT_EQ(shapes[1].name, "y");
}

}  // namespace
}  // namespace ascend::models::atc
