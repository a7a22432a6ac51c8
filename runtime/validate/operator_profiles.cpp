// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "runtime/validate/operator_rows.h"

namespace ascend::validate {
namespace {

using models::Layout;
using models::VectorOp;

/// A row of a profile: tensors with their formats; scalars have an empty shape.
struct Profile {
    std::vector<TensorShape> inputs, outputs;
    std::vector<std::string> input_formats, output_formats;
};

using Function = OperatorOrReason (*)(const Profile& row);

template <VectorOp kOp>
OperatorOrReason binary(const Profile& row) {
    const TensorShape& result = row.outputs.at(0);
    const DataType type = row.inputs.at(0).type;
    const bool scalar = count(row.inputs.at(1).shape) == 1;
    return OperatorShape(elementwise({row.inputs[0], row.inputs[1]}, result.shape, result.type,
                                     with_casts(type, {step(kOp, compute_type(type), scalar)})));
}

template <VectorOp kOp>
OperatorOrReason unary(const Profile& row) {
    const TensorShape& x = row.inputs.at(0);
    const TensorShape& result = row.outputs.at(0);
    return OperatorShape(elementwise({x}, result.shape, result.type,
                                     with_casts(x.type, {step(kOp, compute_type(x.type))})));
}

OperatorOrReason cast(const Profile& row) {
    const TensorShape& result = row.outputs.at(0);
    return OperatorShape(elementwise({row.inputs.at(0)}, result.shape, result.type,
                                     {step(VectorOp::kCast, row.inputs[0].type)}));
}

OperatorOrReason fill(const Profile& row) {
    const TensorShape& result = row.outputs.at(0);
    return OperatorShape(
        elementwise({}, result.shape, result.type, {step(VectorOp::kCopy, result.type)}));
}

OperatorOrReason copy(const Profile& row) {
    const TensorShape& x = row.inputs.at(0);
    return OperatorShape(elementwise({x}, row.outputs.at(0).shape, row.outputs[0].type,
                                     {step(VectorOp::kCopy, x.type)}));
}

/// Output axis i is input axis result[i]; axes of equal length keep their order.
std::vector<std::int64_t> infer_permutation(const Shape& from, const Shape& to) {
    std::vector<std::int64_t> permutation;
    std::vector<bool> used(from.size());
    for (const std::int64_t extent : to)
        for (std::size_t axis = 0; axis < from.size(); ++axis)
            if (!used[axis] && from[axis] == extent) {
                used[axis] = true;
                permutation.push_back(static_cast<std::int64_t>(axis));
                break;
            }
    return permutation;
}

OperatorOrReason transpose(const Profile& row) {
    const TensorShape& x = row.inputs.at(0);
    const auto permutation = infer_permutation(x.shape, row.outputs.at(0).shape);
    if (permutation.size() != x.shape.size()) return "Transpose: the shapes give no permutation";
    return OperatorShape(models::TransposeOp{x.shape, permutation, x.type});
}

std::optional<Layout> layout_of(const std::string& format) {
    if (format.rfind("NC1HWC0", 0) == 0) return Layout::kNc1hwc0;
    if (format.rfind("FRACTAL_Z", 0) == 0) return Layout::kFractalZ;
    if (format.rfind("FRACTAL_NZ", 0) == 0) return Layout::kFractalNz;
    if (format == "NCHW" || format == "ND" || format == "FORMAT_ND") return Layout::kNd;
    return std::nullopt;
}

OperatorOrReason trans_data(const Profile& row) {
    const auto from = layout_of(row.input_formats.at(0)), to = layout_of(row.output_formats.at(0));
    const bool plain_in = from == Layout::kNd, plain_out = to == Layout::kNd;
    if (!from || !to || plain_in == plain_out)
        return fmt::format("TransData: {} to {} is not modelled", row.input_formats[0],
                           row.output_formats[0]);
    const Shape& logical = (plain_in ? row.inputs : row.outputs).at(0).shape;
    return OperatorShape(
        models::TransDataOp{*from, *to, logical, row.inputs.at(0).type, row.outputs.at(0).type});
}

/// The axes of the input that the output lacks, from the last one: a trailing run is reduced in
/// rows, a leading one in columns. Other axes count as outer ones: they cost what they move.
OperatorOrReason reduce(const Profile& row) {
    const Shape& from = row.inputs.at(0).shape;
    std::vector<bool> kept(from.size());
    std::size_t next = 0;
    const Shape& to = row.outputs.at(0).shape;
    for (std::size_t axis = 0; axis < from.size() && next < to.size(); ++axis)
        if (from[axis] == to[next]) kept[axis] = true, ++next;
    if (next != to.size()) return "ReduceSum: the shapes give no axes";
    std::size_t last = from.size();
    while (last > 0 && kept[last - 1]) --last;
    std::size_t first = last;
    while (first > 0 && !kept[first - 1]) --first;
    if (first == last) return "ReduceSum: no axis is reduced";
    return OperatorShape(models::ReduceOp{models::ReduceKind::kSum,
                                          product(from, 0, first),
                                          product(from, first, last),
                                          product(from, last, from.size()),
                                          row.inputs[0].type,
                                          {}});
}

OperatorOrReason norm(const Profile& row, models::NormKind kind) {
    const TensorShape &x = row.inputs.at(0), &gamma = row.inputs.at(1);
    models::NormOp op;
    op.kind = kind;
    op.columns = count(gamma.shape);
    op.rows = count(x.shape) / op.columns;
    op.type = x.type;
    op.beta = kind == models::NormKind::kLayerNorm;
    return OperatorShape(op);
}

OperatorOrReason rms_norm(const Profile& row) {
    return norm(row, models::NormKind::kRmsNorm);
}

OperatorOrReason layer_norm(const Profile& row) {
    return norm(row, models::NormKind::kLayerNorm);
}

OperatorOrReason softmax(const Profile& row, bool log) {
    const TensorShape& x = row.inputs.at(0);
    const std::int64_t axis = x.shape.at(x.shape.size() - 1);
    return OperatorShape(models::SoftmaxOp{count(x.shape) / axis, axis, 1, x.type, log});
}

OperatorOrReason plain_softmax(const Profile& row) {
    return softmax(row, false);
}

OperatorOrReason log_softmax(const Profile& row) {
    return softmax(row, true);
}

OperatorOrReason arg_max(const Profile& row) {
    const TensorShape& x = row.inputs.at(0);
    const std::int64_t axis = x.shape.at(x.shape.size() - 1);
    return OperatorShape(
        models::ReduceOp{models::ReduceKind::kArgMax, count(x.shape) / axis, axis, 1, x.type, {}});
}

OperatorOrReason concat(const Profile& row) {
    const std::int64_t rows = product(row.outputs.at(0).shape, 0, 1) > 0
                                  ? count(row.outputs[0].shape) / row.outputs[0].shape.back()
                                  : 1;
    models::CopyOp op;
    op.inputs = static_cast<std::uint32_t>(row.inputs.size());
    op.type = row.outputs[0].type;
    for (std::uint32_t i = 0; i < op.inputs; ++i) {
        const TensorShape& x = row.inputs[i];
        models::CopyPiece piece;
        piece.input = i;
        piece.rows = rows;
        piece.row_bytes = bytes_of(x.type, count(x.shape)).count() / rows;
        piece.strided_write = rows > 1;
        op.pieces.push_back(piece);
    }
    return OperatorShape(op);
}

OperatorOrReason slice(const Profile& row) {
    const TensorShape &x = row.inputs.at(0), &y = row.outputs.at(0);
    models::CopyPiece piece;
    piece.row_bytes = bytes_of(y.type, y.shape.at(y.shape.size() - 1)).count();
    piece.rows = count(y.shape) / y.shape.back();
    piece.strided_read = y.shape.back() != x.shape.back();
    models::CopyOp op;
    op.pieces = {piece};
    op.type = y.type;
    return OperatorShape(op);
}

/// [batch, m, k] x [batch, k, n], transposes told from the extents.
OperatorOrReason matmul(const Profile& row) {
    const Shape &a = row.inputs.at(0).shape, &b = row.inputs.at(1).shape;
    const Shape& c = row.outputs.at(0).shape;
    const std::size_t rank = c.size();
    if (rank < 2 || a.size() != rank || b.size() != rank) return "MatMul: ranks differ";
    models::MatmulOp op;
    op.batch = product(c, 0, rank - 2);
    op.m = c[rank - 2];
    op.n = c[rank - 1];
    op.transpose_a = a[rank - 2] != op.m;
    op.k = op.transpose_a ? a[rank - 2] : a[rank - 1];
    op.transpose_b = b[rank - 1] != op.n || (b[rank - 2] == op.n && b[rank - 2] != op.k);
    op.a_type = row.inputs[0].type;
    op.b_type = row.inputs[1].type;
    op.c_type = row.outputs[0].type;
    op.bias = row.inputs.size() > 2 && !row.inputs[2].shape.empty();
    return OperatorShape(op);
}

/// X [N, C1, H, W, C0], W [C1 * Kh * Kw, N1, 16, C0], Y as X: the kernel is square, padding what
/// makes the extents fit.
OperatorOrReason conv_2d(const Profile& row) {
    const Shape &x = row.inputs.at(0).shape, &w = row.inputs.at(1).shape;
    const Shape& y = row.outputs.at(0).shape;
    if (x.size() != 5 || w.size() != 4 || y.size() != 5) return "Conv2D: formats are not read";
    models::ConvolutionOp op;
    op.batch = x[0];
    op.c_in = x[1] * x[4];
    op.h_in = x[2];
    op.w_in = x[3];
    op.c_out = y[1] * y[4];
    op.h_out = y[2];
    op.w_out = y[3];
    const std::int64_t window = w[0] / x[1];
    while (op.kernel_h * op.kernel_h < window) ++op.kernel_h;
    op.kernel_w = op.kernel_h;
    op.stride_h = (op.h_in + op.h_out - 1) / op.h_out;
    op.stride_w = (op.w_in + op.w_out - 1) / op.w_out;
    if (op.kernel_h > op.stride_h * 2) op.stride_h = op.stride_w = op.h_in / op.h_out;
    const std::int64_t pad_h = (op.h_out - 1) * op.stride_h + op.kernel_h - op.h_in;
    const std::int64_t pad_w = (op.w_out - 1) * op.stride_w + op.kernel_w - op.w_in;
    op.pad_top = std::max<std::int64_t>(pad_h, 0) / 2;
    op.pad_bottom = std::max<std::int64_t>(pad_h, 0) - op.pad_top;
    op.pad_left = std::max<std::int64_t>(pad_w, 0) / 2;
    op.pad_right = std::max<std::int64_t>(pad_w, 0) - op.pad_left;
    op.type = row.inputs[0].type;
    op.out_type = row.outputs[0].type;
    op.bias = row.inputs.size() > 2;
    op.hf32 = op.type == DataType::kFloat;
    return OperatorShape(op);
}

/// X [N, C1, H, W, C0]; the window is taken as the smallest odd one that covers the stride.
OperatorOrReason max_pool(const Profile& row) {
    const Shape &x = row.inputs.at(0).shape, &y = row.outputs.at(0).shape;
    if (x.size() != 5 || y.size() != 5) return "MaxPool: formats are not read";
    models::PoolOp op;
    op.batch = x[0];
    op.channels = x[1] * x[4];
    op.h_in = x[2];
    op.w_in = x[3];
    op.h_out = y[2];
    op.w_out = y[3];
    op.stride_h = x[2] / y[2];
    op.stride_w = x[3] / y[3];
    op.kernel_h = op.stride_h + 1;
    op.kernel_w = op.stride_w + 1;
    op.type = row.inputs[0].type;
    return OperatorShape(op);
}

/// Q, K and V as [batch, heads, length, dim] or [batch, length, heads, dim] cannot be told apart in
/// a profile: only the former is read.
OperatorOrReason attention_score(const Profile& row) {
    const Shape &q = row.inputs.at(0).shape, &k = row.inputs.at(1).shape;
    if (q.size() != 4 || k.size() != 4) return "FlashAttentionScore: only four axes are read";
    const TensorShape query{{q[0], q[2], q[1], q[3]}, row.inputs[0].type};
    const TensorShape key{{k[0], k[2], k[1], k[3]}, row.inputs[1].type};
    return OperatorShape(attention(query, key, false));
}

OperatorOrReason rotary(const Profile& row) {
    const TensorShape& x = row.inputs.at(0);
    return OperatorShape(elementwise({x, row.inputs.at(1), row.inputs.at(2)}, x.shape, x.type,
                                     rotary_steps(x.type)));
}

OperatorOrReason top_k(const Profile& row) {
    const TensorShape &x = row.inputs.at(0), &y = row.outputs.at(0);
    const std::int64_t columns = x.shape.empty() ? 1 : x.shape.back();
    return OperatorShape(models::TopKOp{count(x.shape) / columns, columns,
                                        y.shape.empty() ? 1 : y.shape.back(), x.type});
}

const std::map<std::string, Function>& functions() {
    static const std::map<std::string, Function> kFunctions = {
        {"Add", binary<VectorOp::kAdd>},
        {"Sub", binary<VectorOp::kSub>},
        {"Mul", binary<VectorOp::kMul>},
        {"RealDiv", binary<VectorOp::kDiv>},
        {"Maximum", binary<VectorOp::kMax>},
        {"Less", binary<VectorOp::kCompare>},
        {"Equal", binary<VectorOp::kCompare>},
        {"NotEqual", binary<VectorOp::kCompare>},
        {"LogicalOr", binary<VectorOp::kLogical>},
        {"LogicalNot", unary<VectorOp::kLogical>},
        {"Relu", unary<VectorOp::kRelu>},
        {"Exp", unary<VectorOp::kExp>},
        {"Sin", unary<VectorOp::kSin>},
        {"Cos", unary<VectorOp::kCos>},
        {"Reciprocal", unary<VectorOp::kReciprocal>},
        {"Cast", cast},
        {"ZerosLike", fill},
        {"OnesLike", fill},
        {"Fill", fill},
        {"TensorMove", copy},
        {"BroadcastTo", copy},
        {"Transpose", transpose},
        {"TransData", trans_data},
        {"ReduceSum", reduce},
        {"ReduceSumD", reduce},
        {"RmsNorm", rms_norm},
        {"LayerNormV3", layer_norm},
        {"SoftmaxV2", plain_softmax},
        {"LogSoftmaxV2", log_softmax},
        {"ArgMaxWithValue", arg_max},
        {"ConcatD", concat},
        {"Slice", slice},
        {"MatMul", matmul},
        {"MatMulV2", matmul},
        {"MatMulV3", matmul},
        {"BatchMatMul", matmul},
        {"Conv2D", conv_2d},
        {"MaxPool", max_pool},
        {"MaxPoolV3", max_pool},
        {"MaxPoolWithArgmaxV1", max_pool},
        {"FlashAttentionScore", attention_score},
        {"RotaryPositionEmbedding", rotary},
        {"TopKV2", top_k},
        {"Sort", top_k},
    };
    return kFunctions;
}

/// The tensors of one side, or nullopt when a type is one that we do not have.
std::optional<std::vector<TensorShape>> read_side(const CsvTable& table, const CsvRow& row,
                                                  const char* shapes, const char* types) {
    const auto extents = parse_shapes(table.text(row, shapes));
    if (!extents)
        table.refuse(row, fmt::format("{} is \"{}\": expected extents by comma, tensors "
                                      "by semicolon",
                                      shapes, table.text(row, shapes)));
    const std::vector<std::string> names = split(table.text(row, types), ';');
    if (names.size() != extents->size())
        table.refuse(row, fmt::format("{} has {} tensors, {} has {}", shapes, extents->size(),
                                      types, names.size()));
    std::vector<TensorShape> tensors;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto type = parse_type(names[i]);
        if (!type) return std::nullopt;
        tensors.push_back({(*extents)[i], *type});
    }
    return tensors;
}

}  // namespace

OperatorOrReason operator_of_profile(const CsvTable& table, const CsvRow& row) {
    const std::string& name = table.text(row, "op_type");
    const auto function = functions().find(name);
    if (function == functions().end()) return fmt::format("operator {} has no counterpart", name);
    auto inputs = read_side(table, row, "input_shapes", "input_dtypes");
    auto outputs = read_side(table, row, "output_shapes", "output_dtypes");
    if (!inputs || !outputs) return fmt::format("operator {}: a data type is not modelled", name);
    try {
        return function->second({std::move(*inputs), std::move(*outputs),
                                 split(table.text(row, "input_formats"), ';'),
                                 split(table.text(row, "output_formats"), ';')});
    } catch (const std::out_of_range&) {
        table.refuse(row, fmt::format("shapes do not make a {}", name));
    }
}

}  // namespace ascend::validate
