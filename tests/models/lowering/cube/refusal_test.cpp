// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "models/lowering/lowering.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

/// The refusal of lower(), as "code: message".
Error refusal(const OperatorShape& op, const char* soc) {
    try {
        lower(op, "Operator", *sim::load_soc(soc));
    } catch (const Error& error) {
        return error;
    }
    return Error(ErrorCode::kIo, "not refused");
}

bool says(const Error& error, const char* text) {
    return std::string(error.what()).find(text) != std::string::npos;
}

MatmulOp matmul(DataType type) {
    MatmulOp op;
    op.m = op.n = op.k = 64;
    op.a_type = op.b_type = type;
    return op;
}

TEST(Refusal, NamesSocAndTypeThatItsCubeLacks) {
    const Error fp32 = refusal(matmul(DataType::kFloat), "Ascend310P3");
    EXPECT_EQ(fp32.code(), ErrorCode::kUnsupported);
    EXPECT_TRUE(says(fp32, "Ascend310P3") && says(fp32, "FLOAT")) << fp32.what();
    EXPECT_EQ(refusal(matmul(DataType::kBf16), "Ascend910A").code(), ErrorCode::kUnsupported);
    EXPECT_EQ(refusal(matmul(DataType::kInt32), "Ascend910B2").code(), ErrorCode::kUnsupported);
    AttentionOp attention;
    attention.q_length = attention.kv_length = attention.head_dim = attention.value_dim = 64;
    attention.type = DataType::kBf16;
    EXPECT_EQ(refusal(attention, "Ascend310P3").code(), ErrorCode::kUnsupported);
    attention.type = DataType::kFloat16;
    EXPECT_EQ(refusal(attention, "Ascend310P3").code(), ErrorCode::kIo);
}

TEST(Refusal, AcceptsTypesThatTheCubeHas) {
    for (const DataType type : {DataType::kFloat16, DataType::kBf16, DataType::kFloat,
                                DataType::kInt8, DataType::kUint8}) {
        EXPECT_EQ(refusal(matmul(type), "Ascend910B2").code(), ErrorCode::kIo) << name_of(type);
    }
}

TEST(Refusal, AcceptsAConvolutionInHf32WhereTheCubeHasIt) {
    ConvolutionOp op;
    op.c_in = op.c_out = 64;
    op.h_in = op.w_in = op.h_out = op.w_out = 28;
    op.type = op.out_type = DataType::kFloat;
    op.hf32 = true;
    EXPECT_EQ(refusal(op, "Ascend910B2").code(), ErrorCode::kIo);
    EXPECT_EQ(refusal(op, "Ascend310P3").code(), ErrorCode::kUnsupported);
}

TEST(Refusal, OperandsOfDifferentTypes) {
    MatmulOp op = matmul(DataType::kInt8);
    op.b_type = DataType::kFloat16;
    const Error error = refusal(op, "Ascend910B2");
    EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
    EXPECT_TRUE(says(error, "FLOAT16") && says(error, "INT8")) << error.what();
}

TEST(Refusal, ExtentsThatAreNotPositive) {
    for (std::int64_t MatmulOp::*extent :
         {&MatmulOp::batch, &MatmulOp::m, &MatmulOp::n, &MatmulOp::k}) {
        MatmulOp op = matmul(DataType::kFloat16);
        op.*extent = 0;
        EXPECT_EQ(refusal(op, "Ascend310P3").code(), ErrorCode::kInvalidArgument);
        op.*extent = -5;
        EXPECT_TRUE(says(refusal(op, "Ascend310P3"), "-5"));
    }
    ConvolutionOp convolution;
    EXPECT_EQ(refusal(convolution, "Ascend310P3").code(), ErrorCode::kInvalidArgument);
    EXPECT_EQ(refusal(AttentionOp{}, "Ascend310P3").code(), ErrorCode::kInvalidArgument);
}

TEST(Refusal, GroupsThatDoNotDivideTheChannels) {
    ConvolutionOp op;
    op.c_in = 10;
    op.c_out = 9;
    op.h_in = op.w_in = op.h_out = op.w_out = 8;
    op.groups = 3;
    const Error error = refusal(op, "Ascend310P3");
    EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument);
    EXPECT_TRUE(says(error, "3 groups")) << error.what();
}

TEST(Refusal, SmallChannelOfManyChannels) {
    ConvolutionOp op;
    op.c_in = 5;
    op.c_out = 16;
    op.h_in = op.w_in = op.h_out = op.w_out = 8;
    op.small_channel = true;
    EXPECT_EQ(refusal(op, "Ascend310P3").code(), ErrorCode::kInvalidArgument);
}

TEST(Refusal, AiCpuOperatorsHaveNoPlan) {
    EXPECT_EQ(refusal(AiCpuOp{}, "Ascend310P3").code(), ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace ascend::models
