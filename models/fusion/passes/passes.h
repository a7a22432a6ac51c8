// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/fusion/work_graph.h"

/// Rewrites of the graph, in the order in which fuse() applies them. Each leaves a valid graph.
///
/// Composite node types that they make (inputs in this order; kNoTensor where absent):
///   "Elementwise"     steps over operands that broadcast; scalars are inside the steps
///   "MatMul"          A, B, bias?, residual?; attributes transA, transB
///   "Conv", "ConvTranspose"  X, W, bias?, residual?; pads, also merged ones, in "pads"
///   "LayerNorm", "RmsNorm"   X, gamma?, beta?, residual?; attribute axis (first normalised one)
///   "Softmax"         X; attributes axis, log, coerced (opset < 13: everything behind axis)
///   "Attention"       Q, K, V, mask?
///   "RotaryMul"       X, cos, sin
///   "ChannelShuffle"  X; attribute groups
///   "ConfusionTranspose"  X; attributes seen (shape), perm of it, splits (reshape comes first)
namespace ascend::models {

/// Constants, and whatever only constants feed, become weights; their nodes go.
void fold_constants(WorkGraph& graph);
/// Identity, Dropout in inference, casts between equal device types, one-operand Concat and Sum,
/// Pad by zero, 1x1 pooling, Resize to the same size and Expand to the same shape go.
void remove_identities(WorkGraph& graph);
void remove_dead_nodes(WorkGraph& graph);

/// ONNX's own softmax and norms get the composites' names and attributes. Always runs.
void adopt_composites(WorkGraph& graph);
/// Integer and quantized matmuls and convolutions get the composites' operands. Always runs.
void normalize_quantized(WorkGraph& graph);
/// A two-operand Einsum becomes a matmul between the transposes and views that it needs. Always
/// runs; equations that are no product of matrices stay (and are refused).
void decompose_einsum(WorkGraph& graph);
/// LSTM, GRU and RNN become one matmul for the inputs of all steps, and per step a matmul and
/// gates.
void decompose_recurrent(WorkGraph& graph);
/// x * 0.5 * (1 + erf(x / sqrt 2)) and the tanh form become "Gelu".
void recompose_gelu(WorkGraph& graph);
/// x * sigmoid(x), x * relu6(x + 3) / 6 and x * tanh(softplus(x)) become "Silu", "HardSwish",
/// "Mish".
void recompose_activations(WorkGraph& graph);
/// Mean, difference, square, mean, root, quotient become "LayerNorm"; without the mean "RmsNorm".
void recompose_norms(WorkGraph& graph);
/// exp(x - max(x)) / sum becomes "Softmax".
void recompose_softmax(WorkGraph& graph);
/// Both public forms of rotary position embedding (pairs interleaved, halves rotated) become
/// "RotaryMul".
void recompose_rotary(WorkGraph& graph);
/// Reshape, Transpose of the channel groups, Reshape becomes "ChannelShuffle".
void recompose_channel_shuffle(WorkGraph& graph);

/// Views of views become one, views without effect go, and a transpose that moves only axes of one
/// element becomes a view.
void simplify_views(WorkGraph& graph);
/// Gemm becomes MatMul; a transpose of the last two axes moves into the matmul's flags.
void normalize_matmuls(WorkGraph& graph);
/// Pad by zeros moves into the convolution or pooling behind it.
void merge_pads(WorkGraph& graph);
/// A batch norm, a scale or a shift per channel behind a convolution moves into its weights and
/// bias; a shift per column behind a matmul into its bias.
void fold_scales(WorkGraph& graph);
/// Q K^T, scale, mask, softmax and the product with V become one flash attention, where the cube
/// and vector cores are separate.
void fuse_attention(WorkGraph& graph);

/// Every element-wise ONNX operator becomes "Elementwise" with the vendor's type. Always runs.
void lower_elementwise(WorkGraph& graph);
/// Activations and a residual sum move behind the convolution or matmul that feeds them.
void fuse_epilogues(WorkGraph& graph);
/// A sum of two equal shapes moves in front of the norm that reads it (AddLayerNorm, AddRmsNorm);
/// an activation moves behind a batch norm.
void fuse_norm_neighbours(WorkGraph& graph);
/// A one-operand element-wise node moves in front of the reduction that reads it.
void fuse_reduce_fronts(WorkGraph& graph);
/// Element-wise nodes that follow one another become one.
void fuse_elementwise_chains(WorkGraph& graph);
/// A matmul writes its heads where the transpose behind it would put them (NZ layouts only); what
/// is left of reshape and transpose of heads becomes "ConfusionTranspose".
void fuse_head_transposes(WorkGraph& graph);

}  // namespace ascend::models
