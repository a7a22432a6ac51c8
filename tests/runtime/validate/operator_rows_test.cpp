// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/operator_rows.h"

#include <gtest/gtest.h>

#include "traces/error.h"

namespace ascend::test {
namespace {

using validate::CsvTable;
using validate::OperatorOrReason;
using validate::OperatorShape;

OperatorOrReason benchmark(const std::string& op, const std::string& shapes,
                           const std::string& types, const std::string& attributes) {
    const auto quoted = [](std::string text) {
        for (std::size_t i = 0; (i = text.find('"', i)) != std::string::npos; i += 2)
            text.insert(i, 1, '"');
        return '"' + text + '"';
    };
    const CsvTable table =
        CsvTable::parse("op,input_shapes,dtypes,attrs\n" + op + ',' + quoted(shapes) + ',' +
                            quoted(types) + ',' + quoted(attributes) + '\n',
                        "t.csv");
    return validate::operator_of_benchmark(table, table.rows()[0]);
}

/// The kernels of a row that was measured on 910B2.
validate::OperatorChain chain(const std::string& op, const std::string& shapes,
                              const std::string& attributes, const std::string& soc) {
    const CsvTable table =
        CsvTable::parse("soc,op,input_shapes,dtypes,attrs\n" + soc + ',' + op + ",\"" + shapes +
                            "\",\"[\"\"float32\"\"]\",\"" + attributes + "\"\n",
                        "t.csv");
    const OperatorOrReason read = validate::operator_of_benchmark(table, table.rows()[0]);
    const auto* kernels = std::get_if<validate::OperatorChain>(&read);
    return kernels != nullptr ? *kernels : validate::OperatorChain{};
}

OperatorOrReason profile(const std::string& op, const std::string& in, const std::string& in_types,
                         const std::string& out, const std::string& out_types) {
    const CsvTable table = CsvTable::parse(
        "op_type,input_shapes,input_dtypes,input_formats,output_shapes,output_dtypes,"
        "output_formats\n" +
            op + ",\"" + in + "\"," + in_types + ",ND,\"" + out + "\"," + out_types + ",ND\n",
        "t.csv");
    return validate::operator_of_profile(table, table.rows()[0]);
}

template <class Op>
const Op& get(const OperatorOrReason& result) {
    return std::get<Op>(std::get<OperatorShape>(result));
}

TEST(BenchmarkRow, AMatmulHasItsExtents) {
    const auto result =
        benchmark("gemm", "[[4, 2, 64], [64, 96]]", R"(["float16", "float16"])", "{}");
    const auto& op = get<models::MatmulOp>(result);
    EXPECT_EQ(op.m, 8);
    EXPECT_EQ(op.n, 96);
    EXPECT_EQ(op.k, 64);
}

TEST(BenchmarkRow, AConvolutionsOutputFollowsFromItsInput) {
    const auto result =
        benchmark("conv_2d", "[[8, 512, 64, 64], [256, 512, 3, 3], [256]]",
                  R"(["float16", "float16", "float16"])",
                  R"({"strides": [2, 2], "pads": [1, 1, 1, 1], "dilations": [1, 1]})");
    const auto& op = get<models::ConvolutionOp>(result);
    EXPECT_EQ(op.h_out, 32);
    EXPECT_EQ(op.c_out, 256);
    EXPECT_EQ(op.groups, 1);
    EXPECT_TRUE(op.bias);
}

TEST(BenchmarkRow, SharedHeadsAreCounted) {
    const auto result =
        benchmark("gqa", "[[4, 256, 64, 128], [4, 512, 8, 128], [4, 512, 8, 128]]",
                  R"(["bfloat16", "bfloat16", "bfloat16"])", R"({"is_causal": true})");
    const auto& op = get<models::AttentionOp>(result);
    EXPECT_EQ(op.heads, 64);
    EXPECT_EQ(op.kv_heads, 8);
    EXPECT_EQ(op.q_length, 256);
    EXPECT_EQ(op.kv_length, 512);
    EXPECT_TRUE(op.causal);
}

TEST(BenchmarkRow, NegativeAxesCountFromTheEnd) {
    const auto result = benchmark("softmax", "[[2, 3, 5]]", R"(["float32"])", R"({"dim": -2})");
    const auto& op = get<models::SoftmaxOp>(result);
    EXPECT_EQ(op.outer, 2);
    EXPECT_EQ(op.axis, 3);
    EXPECT_EQ(op.inner, 5);
}

TEST(BenchmarkRow, CompositesOf910BAreChains) {
    const auto exponential = [](const char* base, const char* scale, const char* shift,
                                const char* soc) {
        return chain("exp", "[[8, 16]]",
                     std::string(R"({""base"": )") + base + R"(, ""scale"": )" + scale +
                         R"(, ""shift"": )" + shift + "}",
                     soc)
            .size();
    };
    EXPECT_EQ(exponential("-1.0", "1.0", "0.0", "Ascend910B2"), 1u);
    EXPECT_EQ(exponential("-1.0", "2.0", "0.0", "Ascend910B2"), 2u);
    EXPECT_EQ(exponential("10.0", "2.0", "0.5", "Ascend910B2"), 4u);
    EXPECT_EQ(exponential("10.0", "2.0", "0.5", "Ascend950PR"), 0u);
    const auto softmax = [](const char* dim) {
        return chain("softmax", "[[2, 3, 5]]", std::string(R"({""dim"": )") + dim + "}",
                     "Ascend910B2");
    };
    EXPECT_EQ(softmax("-1").size(), 0u);
    ASSERT_EQ(softmax("1").size(), 3u);
    EXPECT_EQ(std::get<models::TransposeOp>(softmax("1")[0]).shape,
              (std::vector<std::int64_t>{2, 3, 5}));
    EXPECT_EQ(std::get<models::SoftmaxOp>(softmax("1")[1]).outer, 10);
    EXPECT_EQ(std::get<models::TransposeOp>(softmax("1")[2]).shape,
              (std::vector<std::int64_t>{2, 5, 3}));
}

TEST(BenchmarkRow, AStrideAlongTheLastAxisReadsRowsWhole) {
    const auto result = benchmark("strided_slice", "[[8, 12]]", R"(["float32"])",
                                  R"({"begin": [0, 0], "end": [8, 12], "strides": [2, 3]})");
    const auto& op = get<models::ElementwiseOp>(result);
    EXPECT_EQ(op.elements, 4 * 4);
    EXPECT_EQ(op.inputs.at(0).elements, 4 * 12);
}

TEST(BenchmarkRow, AGatherSaysAmongHowManyLinesItPicks) {
    const auto lines = [](const char* dim) {
        const auto result =
            benchmark("gather", "[[2049, 513], [1024, 513]]", R"(["float32", "int64"])",
                      std::string(R"({"dim": )") + dim + "}");
        return get<models::GatherOp>(result).lines;
    };
    EXPECT_EQ(lines("0"), 2049);
    EXPECT_EQ(lines("1"), 17);
}

TEST(BenchmarkRow, DynamicQuantisationNarrowsItsRows) {
    const auto result = benchmark("dynamic_quant", "[[8, 512]]", R"(["float16"])", "{}");
    const auto& op = get<models::NormOp>(result);
    EXPECT_EQ(op.rows, 8);
    EXPECT_EQ(op.steps.back().type, DataType::kInt8);
}

TEST(BenchmarkRow, SlicesCountTheirRows) {
    const auto result = benchmark("strided_slice", "[[8, 10]]", R"(["float32"])",
                                  R"({"begin": [0, 2], "end": [-1, 8], "strides": [2, 1]})");
    const auto& op = get<models::CopyOp>(result);
    EXPECT_EQ(op.pieces.at(0).rows, 4);
    EXPECT_EQ(op.pieces.at(0).row_bytes, 24);
}

TEST(BenchmarkRow, WhatHasNoCounterpartSaysWhy) {
    EXPECT_NE(std::get<std::string>(benchmark("frobnicate", "x", "x", "x")).find("frobnicate"),
              std::string::npos);
    EXPECT_NE(std::get<std::string>(benchmark("sigmoid", "[[4]]", R"(["float8"])", "{}"))
                  .find("data type"),
              std::string::npos);
}

TEST(BenchmarkRow, MalformedCellsAreErrors) {
    EXPECT_THROW(benchmark("gemm", "[[4, 4]", R"(["float16"])", "{}"), Error);
    EXPECT_THROW(benchmark("gemm", "[[4, 4]]", R"(["float16"])", "{}"), Error);
    EXPECT_THROW(benchmark("softmax", "[[4]]", R"(["float16"])", R"({"dim": 3})"), Error);
    EXPECT_THROW(benchmark("softmax", "[[4]]", R"(["float16"])", "{}"), Error);
}

TEST(ProfileRow, TransposesOfAMatmulAreTold) {
    const auto result =
        profile("MatMulV3", "8192,1536;8192,4096", "DT_BF16;DT_BF16", "1536,4096", "DT_BF16");
    const auto& op = get<models::MatmulOp>(result);
    EXPECT_EQ(op.m, 1536);
    EXPECT_EQ(op.n, 4096);
    EXPECT_EQ(op.k, 8192);
    EXPECT_TRUE(op.transpose_a);
    EXPECT_FALSE(op.transpose_b);
}

TEST(ProfileRow, ScalarsHaveAnEmptyShape) {
    const auto result = profile("RealDiv", "1000;", "FLOAT16;FLOAT16", "1000", "FLOAT16");
    const auto& op = get<models::ElementwiseOp>(result);
    EXPECT_EQ(op.elements, 1000);
    EXPECT_EQ(op.inputs.at(1).elements, 1);
}

TEST(ProfileRow, APermutationFollowsFromTheShapes) {
    const auto result =
        profile("Transpose", "4,1024,12288;3", "FLOAT16;INT32", "1024,4,12288", "FLOAT16");
    EXPECT_EQ(get<models::TransposeOp>(result).permutation, (std::vector<std::int64_t>{1, 0, 2}));
}

TEST(ProfileRow, ReducedAxesFollowFromTheShapes) {
    const auto last = profile("ReduceSumD", "4,8,100", "FLOAT", "4,8", "FLOAT");
    EXPECT_EQ(get<models::ReduceOp>(last).outer, 32);
    EXPECT_EQ(get<models::ReduceOp>(last).reduced, 100);
    const auto first = profile("ReduceSumD", "100,8", "FLOAT", "8", "FLOAT");
    EXPECT_EQ(get<models::ReduceOp>(first).reduced, 100);
    EXPECT_EQ(get<models::ReduceOp>(first).inner, 8);
}

TEST(ProfileRow, MalformedCellsAreErrors) {
    EXPECT_THROW(profile("Add", "4,x;4", "FLOAT;FLOAT", "4", "FLOAT"), Error);
    EXPECT_THROW(profile("Add", "4;4", "FLOAT", "4", "FLOAT"), Error);
    EXPECT_THROW(profile("Add", "4", "FLOAT", "4", "FLOAT"), Error);
}

}  // namespace
}  // namespace ascend::test
