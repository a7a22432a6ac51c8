// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <stdexcept>

#include "runtime/validate/benchmark_case.h"

namespace ascend::validate {
namespace {

using models::VectorOp;

/// [.., m, k] x [k, n], or a product for each entry of the leading axes of both.
models::MatmulOp matmul(const BenchmarkCase& row, DataType result) {
    const TensorShape &a = row.input(0), &b = row.input(1);
    models::MatmulOp op;
    op.k = a.shape.back();
    op.n = b.shape.back();
    op.batch = count(b.shape) / (op.k * op.n);
    op.m = count(a.shape) / op.k / op.batch;
    op.a_type = a.type;
    op.b_type = b.type;
    op.c_type = result;
    return op;
}

OperatorShape gemm(const BenchmarkCase& row) {
    return matmul(row, row.input(0).type);
}

/// FIXPIPE multiplies by the scale of a column on the way to fp16. Scales of rows and results in
/// bf16 need the vector cores.
OperatorShape quant_matmul(const BenchmarkCase& row) {
    models::MatmulOp op = matmul(row, parse_type(row.text("output_dtype")).value());
    constexpr std::size_t kPerTokenScale = 4, kBias = 5;
    op.bias = row.has(kBias);
    if (row.has(kPerTokenScale) || op.c_type == DataType::kBf16)
        op.epilogue.steps.push_back(step(VectorOp::kMul, DataType::kFloat));
    if (row.has(kPerTokenScale))
        op.epilogue.steps.push_back(step(VectorOp::kMul, DataType::kFloat));
    return op;
}

/// The weight crosses memory as int8 and is widened by the vector cores.
OperatorShape weight_quant_batch_matmul(const BenchmarkCase& row) {
    return matmul(row, row.input(0).type);
}

/// Groups of rows, each with a weight of its own; taken as equally long.
OperatorShape grouped_matmul(const BenchmarkCase& row) {
    const TensorShape &x = row.input(0), &weight = row.input(1);
    const bool transposed = row.flag("transpose_weight");
    models::MatmulOp op;
    op.batch = weight.shape.at(0);
    op.k = x.shape.back();
    op.m = ceil_div(count(x.shape) / op.k, op.batch);
    op.n = weight.shape.at(transposed ? 1 : 2);
    op.transpose_b = transposed;
    op.a_type = op.c_type = x.type;
    op.b_type = weight.type;
    op.bias = row.has(2);
    return op;
}

/// Extents of the output from input, kernel, pads, strides and dilations.
void close(models::ConvolutionOp& op) {
    const std::int64_t h = op.h_in + op.pad_top + op.pad_bottom;
    const std::int64_t w = op.w_in + op.pad_left + op.pad_right;
    op.h_out = (h - op.dilation_h * (op.kernel_h - 1) - 1) / op.stride_h + 1;
    op.w_out = (w - op.dilation_w * (op.kernel_w - 1) - 1) / op.stride_w + 1;
}

models::ConvolutionOp image_of(const BenchmarkCase& row) {
    const TensorShape& x = row.input(0);
    models::ConvolutionOp op;
    op.batch = x.shape.at(0);
    op.c_in = x.shape.at(1);
    op.h_in = x.shape.at(2);
    op.w_in = x.shape.at(3);
    op.type = op.out_type = x.type;
    op.bias = row.has(2);
    op.hf32 = x.type == DataType::kFloat;
    return op;
}

OperatorShape conv_2d(const BenchmarkCase& row) {
    models::ConvolutionOp op = image_of(row);
    const Shape& weight = row.input(1).shape;
    const auto strides = row.integers("strides"), pads = row.integers("pads");
    const auto dilations = row.integers("dilations");
    op.c_out = weight.at(0);
    op.groups = op.c_in / weight.at(1);
    op.kernel_h = weight.at(2);
    op.kernel_w = weight.at(3);
    op.stride_h = strides.at(0);
    op.stride_w = strides.at(1);
    op.pad_top = pads.at(0);
    op.pad_bottom = pads.at(1);
    op.pad_left = pads.at(2);
    op.pad_right = pads.at(3);
    op.dilation_h = dilations.at(0);
    op.dilation_w = dilations.at(1);
    close(op);
    return op;
}

OperatorShape depthwise_conv_2d(const BenchmarkCase& row) {
    models::ConvolutionOp op = image_of(row);
    const auto kernel = row.integers("kernelSize"), strides = row.integers("stride");
    const auto padding = row.integers("padding"), dilations = row.integers("dilation");
    op.c_out = op.c_in;
    op.groups = row.integer("groups");
    op.kernel_h = kernel.at(0);
    op.kernel_w = kernel.at(1);
    op.stride_h = strides.at(0);
    op.stride_w = strides.at(1);
    op.pad_top = op.pad_bottom = padding.at(0);
    op.pad_left = op.pad_right = padding.at(1);
    op.dilation_h = dilations.at(0);
    op.dilation_w = dilations.at(1);
    close(op);
    return op;
}

OperatorShape fused_attention(const BenchmarkCase& row) {
    if (row.input(0).shape.size() != 4 || row.input(1).shape.size() != 4)
        throw std::out_of_range("attention needs four axes");
    return attention(row.input(0), row.input(1), row.flag("is_causal"));
}

}  // namespace

const std::map<std::string, BenchmarkFunction>& cube_benchmarks() {
    static const std::map<std::string, BenchmarkFunction> kFunctions = {
        {"gemm", gemm},
        {"quant_matmul", quant_matmul},
        {"weight_quant_batch_matmul", weight_quant_batch_matmul},
        {"grouped_matmul", grouped_matmul},
        {"conv_2d", conv_2d},
        {"depthwise_conv_2d", depthwise_conv_2d},
        {"flash_attention", fused_attention},
        {"mha", fused_attention},
        {"gqa", fused_attention},
    };
    return kFunctions;
}

}  // namespace ascend::validate
