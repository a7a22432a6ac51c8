// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "runtime/validate/profile_row.h"

namespace ascend::validate {
namespace {

/// [batch, m, k] x [batch, k, n], transposes told from the extents.
OperatorOrReason matmul(const ProfileRow& row) {
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
OperatorOrReason conv_2d(const ProfileRow& row) {
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

/// Q, K and V as [batch, heads, length, dim] or [batch, length, heads, dim] cannot be told apart in
/// a profile: only the former is read.
OperatorOrReason attention_score(const ProfileRow& row) {
    const Shape &q = row.inputs.at(0).shape, &k = row.inputs.at(1).shape;
    if (q.size() != 4 || k.size() != 4) return "FlashAttentionScore: only four axes are read";
    const TensorShape query{{q[0], q[2], q[1], q[3]}, row.inputs[0].type};
    const TensorShape key{{k[0], k[2], k[1], k[3]}, row.inputs[1].type};
    return OperatorShape(attention(query, key, false));
}

}  // namespace

const std::map<std::string, ProfileFunction>& cube_profiles() {
    static const std::map<std::string, ProfileFunction> kFunctions = {
        {"MatMul", matmul},      {"MatMulV2", matmul}, {"MatMulV3", matmul},
        {"BatchMatMul", matmul}, {"Conv2D", conv_2d},  {"FlashAttentionScore", attention_score},
    };
    return kFunctions;
}

}  // namespace ascend::validate
