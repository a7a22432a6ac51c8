// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>
#include <variant>

#include "runtime/validate/benchmark_case.h"

namespace ascend::validate {
namespace {

using models::VectorOp;

/// One kernel for each factor that is not neutral, and one for the power.
OperatorChain exponential(const BenchmarkCase& row) {
    const TensorShape& x = row.input(0);
    const DataType t = compute_type(x.type);
    const auto kernel = [&](VectorOp op, bool scalar) -> OperatorShape {
        return elementwise({x}, x.shape, x.type, with_casts(x.type, {step(op, t, scalar)}));
    };
    OperatorChain chain;
    if (row.number("scale") != 1.0) chain.push_back(kernel(VectorOp::kMul, true));
    if (row.number("shift") != 0.0) chain.push_back(kernel(VectorOp::kAdd, true));
    const bool natural = row.number("base") == -1.0;
    if (!natural) chain.push_back(kernel(VectorOp::kMul, true));
    chain.push_back(kernel(VectorOp::kExp, false));
    return chain;
}

/// [outer, axis, inner] to [outer, inner, axis] or back.
OperatorShape swap_last(std::int64_t outer, std::int64_t a, std::int64_t b, DataType type) {
    return models::TransposeOp{{outer, a, b}, {0, 2, 1}, type};
}

/// Along an axis that is not the last one: the axis is brought to the end first.
OperatorChain along_inner_axis(const BenchmarkCase& row, bool keeps_shape) {
    const TensorShape& x = row.input(0);
    const auto split = split_axis(x.shape, row.integer("dim"));
    if (!split) throw std::out_of_range("dim is outside the shape");
    if (split->inner == 1) return {};
    OperatorChain chain = {swap_last(split->outer, split->axis, split->inner, x.type)};
    const std::int64_t rows = split->outer * split->inner;
    if (!keeps_shape) {
        chain.push_back(
            models::ReduceOp{models::ReduceKind::kArgMax, rows, split->axis, 1, x.type, {}});
        return chain;
    }
    chain.push_back(models::SoftmaxOp{rows, split->axis, 1, x.type, false});
    chain.push_back(swap_last(split->outer, split->inner, split->axis, x.type));
    return chain;
}

/// A convolution of images and weights in NCHW: its kernel works on fractal layouts.
OperatorChain with_layouts(const OperatorShape& convolution) {
    using models::Layout;
    const auto& op = std::get<models::ConvolutionOp>(convolution);
    return {
        models::TransDataOp{
            Layout::kNd, Layout::kNc1hwc0, {op.batch, op.c_in, op.h_in, op.w_in}, op.type, op.type},
        models::TransDataOp{Layout::kNd,
                            Layout::kFractalZ,
                            {op.c_out, op.c_in / op.groups, op.kernel_h, op.kernel_w},
                            op.type,
                            op.type},
        op,
        models::TransDataOp{Layout::kNc1hwc0,
                            Layout::kNd,
                            {op.batch, op.c_out, op.h_out, op.w_out},
                            op.out_type,
                            op.out_type}};
}

}  // namespace

OperatorChain composite_benchmark(const std::string& name, const BenchmarkCase& row) {
    // The library of 910B has no kernel of its own for these.
    if (row.soc.find("910B") == std::string::npos) return {};
    if (name == "exp") return exponential(row);
    if (name == "softmax") return along_inner_axis(row, true);
    if (name == "arg_max") return along_inner_axis(row, false);
    if (name == "conv_2d" || name == "depthwise_conv_2d")
        return with_layouts(cube_benchmarks().at(name)(row));
    return {};
}

}  // namespace ascend::validate
