// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/lowering/operator.h"

/// Names of every field of operator.h, once, for reading and for writing: describe(archive, shape)
/// calls archive(name, field) for each. The structured bindings stop compiling when a struct gets a
/// field that is not listed here, so that none is ever lost.
namespace ascend::models::om {

template <class Archive>
void describe(Archive& a, VectorStep& step) {
    auto& [op, type, scalar] = step;
    a("op", op), a("type", type), a("scalar", scalar);
}

template <class Archive>
void describe(Archive& a, Epilogue& epilogue) {
    auto& [steps, residual] = epilogue;
    a("steps", steps), a("residual", residual);
}

template <class Archive>
void describe(Archive& a, MatmulOp& shape) {
    auto& [batch, m, n, k, transpose_a, transpose_b, b_shared, a_type, b_type, c_type, a_layout,
           b_layout, c_layout, bias, hf32, epilogue] = shape;
    a("batch", batch), a("m", m), a("n", n), a("k", k), a("transpose_a", transpose_a),
        a("transpose_b", transpose_b), a("b_shared", b_shared), a("a_type", a_type),
        a("b_type", b_type), a("c_type", c_type), a("a_layout", a_layout), a("b_layout", b_layout),
        a("c_layout", c_layout), a("bias", bias), a("hf32", hf32), a("epilogue", epilogue);
}

template <class Archive>
void describe(Archive& a, ConvolutionOp& shape) {
    auto& [batch, c_in, h_in, w_in, c_out, h_out, w_out, kernel_h, kernel_w, stride_h, stride_w,
           dilation_h, dilation_w, pad_top, pad_left, pad_bottom, pad_right, groups, transposed,
           small_channel, aipp, type, out_type, bias, hf32, epilogue] = shape;
    a("batch", batch), a("c_in", c_in), a("h_in", h_in), a("w_in", w_in), a("c_out", c_out),
        a("h_out", h_out), a("w_out", w_out), a("kernel_h", kernel_h), a("kernel_w", kernel_w),
        a("stride_h", stride_h), a("stride_w", stride_w), a("dilation_h", dilation_h),
        a("dilation_w", dilation_w), a("pad_top", pad_top), a("pad_left", pad_left),
        a("pad_bottom", pad_bottom), a("pad_right", pad_right), a("groups", groups),
        a("transposed", transposed), a("small_channel", small_channel), a("aipp", aipp),
        a("type", type), a("out_type", out_type), a("bias", bias), a("hf32", hf32),
        a("epilogue", epilogue);
}

template <class Archive>
void describe(Archive& a, AttentionOp& shape) {
    auto& [batch, heads, kv_heads, q_length, kv_length, head_dim, value_dim, mask, causal,
           full_mask, type] = shape;
    a("batch", batch), a("heads", heads), a("kv_heads", kv_heads), a("q_length", q_length),
        a("kv_length", kv_length), a("head_dim", head_dim), a("value_dim", value_dim),
        a("mask", mask), a("causal", causal), a("full_mask", full_mask), a("type", type);
}

template <class Archive>
void describe(Archive& a, ElementwiseInput& input) {
    auto& [elements, type, inner_broadcast] = input;
    a("elements", elements), a("type", type), a("inner_broadcast", inner_broadcast);
}

template <class Archive>
void describe(Archive& a, ElementwiseOp& shape) {
    auto& [elements, inner, inputs, outputs, steps, gated] = shape;
    a("elements", elements), a("inner", inner), a("inputs", inputs), a("outputs", outputs),
        a("steps", steps), a("gated", gated);
}

template <class Archive>
void describe(Archive& a, ReduceOp& shape) {
    auto& [kind, outer, reduced, inner, type, steps] = shape;
    a("kind", kind), a("outer", outer), a("reduced", reduced), a("inner", inner), a("type", type),
        a("steps", steps);
}

template <class Archive>
void describe(Archive& a, SoftmaxOp& shape) {
    auto& [outer, axis, inner, type, log] = shape;
    a("outer", outer), a("axis", axis), a("inner", inner), a("type", type), a("log", log);
}

template <class Archive>
void describe(Archive& a, NormOp& shape) {
    auto& [kind, rows, columns, type, gamma, beta, residual, steps] = shape;
    a("kind", kind), a("rows", rows), a("columns", columns), a("type", type), a("gamma", gamma),
        a("beta", beta), a("residual", residual), a("steps", steps);
}

template <class Archive>
void describe(Archive& a, PoolOp& shape) {
    auto& [kind, batch, channels, h_in, w_in, h_out, w_out, kernel_h, kernel_w, stride_h, stride_w,
           type] = shape;
    a("kind", kind), a("batch", batch), a("channels", channels), a("h_in", h_in), a("w_in", w_in),
        a("h_out", h_out), a("w_out", w_out), a("kernel_h", kernel_h), a("kernel_w", kernel_w),
        a("stride_h", stride_h), a("stride_w", stride_w), a("type", type);
}

template <class Archive>
void describe(Archive& a, ResizeOp& shape) {
    auto& [batch, channels, h_in, w_in, h_out, w_out, linear, cubic, type, layout] = shape;
    a("batch", batch), a("channels", channels), a("h_in", h_in), a("w_in", w_in), a("h_out", h_out),
        a("w_out", w_out), a("linear", linear), a("cubic", cubic), a("type", type),
        a("layout", layout);
}

template <class Archive>
void describe(Archive& a, TransposeOp& shape) {
    auto& [extents, permutation, type] = shape;
    a("shape", extents), a("permutation", permutation), a("type", type);
}

template <class Archive>
void describe(Archive& a, TransDataOp& shape) {
    auto& [from, to, extents, from_type, to_type] = shape;
    a("from", from), a("to", to), a("shape", extents), a("from_type", from_type),
        a("to_type", to_type);
}

template <class Archive>
void describe(Archive& a, CopyPiece& piece) {
    auto& [input, output, rows, row_bytes, strided_read, strided_write] = piece;
    a("input", input), a("output", output), a("rows", rows), a("row_bytes", row_bytes),
        a("strided_read", strided_read), a("strided_write", strided_write);
}

template <class Archive>
void describe(Archive& a, CopyOp& shape) {
    auto& [pieces, inputs, outputs, type] = shape;
    a("pieces", pieces), a("inputs", inputs), a("outputs", outputs), a("type", type);
}

template <class Archive>
void describe(Archive& a, GatherOp& shape) {
    auto& [picks, row_bytes, table_bytes, index_type, scatter, lines] = shape;
    a("picks", picks), a("row_bytes", row_bytes), a("table_bytes", table_bytes),
        a("index_type", index_type), a("scatter", scatter), a("lines", lines);
}

template <class Archive>
void describe(Archive& a, TopKOp& shape) {
    auto& [rows, columns, k, type] = shape;
    a("rows", rows), a("columns", columns), a("k", k), a("type", type);
}

template <class Archive>
void describe(Archive& a, AiCpuOp& shape) {
    auto& [bytes] = shape;
    a("bytes", bytes);
}

}  // namespace ascend::models::om
