// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <stdexcept>

#include "runtime/validate/benchmark_case.h"

namespace ascend::validate {
namespace {

using models::VectorOp;

AxisSplit axis_of(const BenchmarkCase& row, std::int64_t axis) {
    const auto split = split_axis(row.input(0).shape, axis);
    if (!split) throw std::out_of_range("dim is outside the shape");
    return *split;
}

OperatorShape softmax(const BenchmarkCase& row) {
    const AxisSplit split = axis_of(row, row.integer("dim"));
    return models::SoftmaxOp{split.outer, split.axis, split.inner, row.input(0).type, false};
}

OperatorShape arg_max(const BenchmarkCase& row) {
    const AxisSplit split = axis_of(row, row.integer("dim"));
    return models::ReduceOp{models::ReduceKind::kArgMax, split.outer, split.axis, split.inner,
                            row.input(0).type,           {}};
}

OperatorShape rms_norm(const BenchmarkCase& row) {
    const TensorShape& x = row.input(0);
    models::NormOp op;
    op.kind = models::NormKind::kRmsNorm;
    op.columns = x.shape.back();
    op.rows = count(x.shape) / op.columns;
    op.type = x.type;
    op.beta = false;
    return op;
}

OperatorShape group_norm(const BenchmarkCase& row) {
    const TensorShape& x = row.input(0);
    models::NormOp op;
    op.kind = models::NormKind::kGroupNorm;
    op.rows = x.shape.at(0) * row.integer("num_groups");
    op.columns = count(x.shape) / op.rows;
    op.type = x.type;
    return op;
}

OperatorShape unary(const BenchmarkCase& row, std::vector<models::VectorStep> steps) {
    const TensorShape& x = row.input(0);
    return elementwise({x}, x.shape, x.type, std::move(steps));
}

OperatorShape gelu(const BenchmarkCase& row) {
    return unary(row, gelu_steps(row.input(0).type, row.text("approximate") == "tanh"));
}

OperatorShape sigmoid(const BenchmarkCase& row) {
    return unary(row, sigmoid_steps(row.input(0).type));
}

/// base^(scale * x + shift), base -1 meaning e: one pass with the factors that are not neutral.
OperatorShape exponential(const BenchmarkCase& row) {
    const DataType type = row.input(0).type, t = compute_type(type);
    std::vector<models::VectorStep> steps;
    const bool natural = row.number("base") == -1.0;
    if (!natural || row.number("scale") != 1.0) steps.push_back(step(VectorOp::kMul, t, true));
    if (row.number("shift") != 0.0) steps.push_back(step(VectorOp::kAdd, t, true));
    steps.push_back(step(VectorOp::kExp, t));
    return unary(row, with_casts(type, std::move(steps)));
}

OperatorShape swi_glu(const BenchmarkCase& row) {
    TensorShape half = row.input(0);
    const AxisSplit split = axis_of(row, row.integer("dim"));
    half.shape = {split.outer, split.axis / 2 * split.inner};
    models::ElementwiseOp op =
        elementwise({half, half}, half.shape, half.type, swi_glu_steps(half.type));
    op.gated = true;
    return op;
}

/// Rows are scaled by their largest magnitude instead of by their mean square, rounded and
/// narrowed: as much work as an RMS norm without weights.
OperatorShape dynamic_quant(const BenchmarkCase& row) {
    const TensorShape& x = row.input(0);
    models::NormOp op;
    op.kind = models::NormKind::kRmsNorm;
    op.columns = x.shape.back();
    op.rows = count(x.shape) / op.columns;
    op.type = x.type;
    op.gamma = op.beta = false;
    op.steps = {step(VectorOp::kRound, DataType::kFloat), step(VectorOp::kCast, DataType::kFloat16),
                step(VectorOp::kCast, DataType::kInt8)};
    return op;
}

OperatorShape maximum(const BenchmarkCase& row) {
    const TensorShape &a = row.input(0), &b = row.input(1);
    const Shape& larger = count(a.shape) >= count(b.shape) ? a.shape : b.shape;
    const DataType t = compute_type(a.type);
    return elementwise({a, b}, larger, a.type, with_casts(a.type, {step(VectorOp::kMax, t)}));
}

OperatorShape rotary(const BenchmarkCase& row) {
    TensorShape both = row.input(0);
    both.shape = {count(row.input(0).shape) / both.shape.back() +
                      count(row.input(1).shape) / both.shape.back(),
                  both.shape.back()};
    return elementwise({both, row.input(2), row.input(3)}, both.shape, both.type,
                       rotary_steps(both.type));
}

OperatorShape transpose(const BenchmarkCase& row) {
    const TensorShape& x = row.input(0);
    return models::TransposeOp{x.shape, row.integers("perm"), x.type};
}

/// Picks single elements along an axis.
OperatorShape gather(const BenchmarkCase& row) {
    const TensorShape &table = row.input(0), &index = row.input(1);
    models::GatherOp op;
    op.picks = count(index.shape);
    op.row_bytes = bytes_of(table.type, 1).count();
    op.table_bytes = bytes_of(table.type, count(table.shape)).count();
    op.index_type = index.type;
    constexpr std::int64_t kLine = 128;
    const AxisSplit split = axis_of(row, row.integer("dim"));
    op.lines = split.inner == 1 ? ceil_div(split.axis * op.row_bytes, kLine) : split.axis;
    return op;
}

/// Rows are read whole, and one element in `stride` is kept.
OperatorShape strided_rows(const Shape& result, std::int64_t stride, DataType type) {
    const TensorShape read{{count(result) * stride}, type};
    return elementwise({read}, result, type, {step(VectorOp::kCopy, type)});
}

OperatorShape strided_slice(const BenchmarkCase& row) {
    const TensorShape& x = row.input(0);
    const auto begin = row.integers("begin"), end = row.integers("end");
    const auto strides = row.integers("strides");
    Shape result;
    for (std::size_t i = 0; i < x.shape.size(); ++i) {
        const std::int64_t extent = x.shape[i];
        const auto place = [extent](std::int64_t at) { return at < 0 ? at + extent : at; };
        const bool whole_end = (row.mask("end_mask") >> i & 1) != 0;
        const std::int64_t last = whole_end ? extent : std::min(place(end.at(i)), extent);
        const std::int64_t span = last - place(begin.at(i));
        result.push_back(ceil_div(span, strides.at(i)));
    }
    if (strides.back() > 1) return strided_rows(result, strides.back(), x.type);
    models::CopyPiece piece;
    piece.rows = count(result) / result.back();
    piece.row_bytes = bytes_of(x.type, result.back()).count();
    piece.strided_read = true;
    models::CopyOp op;
    op.pieces = {piece};
    op.type = x.type;
    return op;
}

OperatorShape resize_bilinear(const BenchmarkCase& row) {
    const TensorShape& x = row.input(0);
    const auto size = row.integers("output_size");
    models::ResizeOp op;
    op.batch = x.shape.at(0);
    op.channels = x.shape.at(1);
    op.h_in = x.shape.at(2);
    op.w_in = x.shape.at(3);
    op.h_out = size.at(0);
    op.w_out = size.at(1);
    op.linear = true;
    op.layout = models::Layout::kNd;
    op.type = x.type;
    return op;
}

}  // namespace

const std::map<std::string, BenchmarkFunction>& vector_benchmarks() {
    static const std::map<std::string, BenchmarkFunction> kFunctions = {
        {"softmax", softmax},
        {"arg_max", arg_max},
        {"rms_norm", rms_norm},
        {"group_norm", group_norm},
        {"gelu", gelu},
        {"sigmoid", sigmoid},
        {"exp", exponential},
        {"swi_glu", swi_glu},
        {"dynamic_quant", dynamic_quant},
        {"maximum", maximum},
        {"apply_rotary_pos_emb", rotary},
        {"transpose", transpose},
        {"gather", gather},
        {"strided_slice", strided_slice},
        {"resize_bilinear", resize_bilinear},
    };
    return kFunctions;
}

}  // namespace ascend::validate
