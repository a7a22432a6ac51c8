// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/data_type.h"

/// The operators that a device executes, after fusion: what models/fusion produces and
/// models/lowering turns into kernel plans. Extents are logical (unpadded); kernels pad to
/// fractals. Operands of a kernel follow the order that each struct documents.
namespace ascend::models {

/// How a tensor lies in global memory.
enum class Layout : std::uint8_t {
    kNd,         ///< row-major, as its shape says
    kNc1hwc0,    ///< N, C1 = ceil(C/C0), H, W, C0; C0 = 32 B
    kFractalNz,  ///< ..., N1, M1, 16, C0 of a matrix [M, N]
    kFractalZ,   ///< convolution weights
};

/// One vector instruction of an element-wise chain, applied to every element.
enum class VectorOp : std::uint8_t {
    kCopy,
    kCast,
    kAbs,
    kNeg,
    kRelu,
    kClip,
    kAdd,
    kSub,
    kMul,
    kDiv,
    kMax,
    kMin,
    kMulAdd,
    kReciprocal,
    kExp,
    kLog,
    kSqrt,
    kRsqrt,
    kErf,
    kTanh,
    kSigmoid,
    kPow,
    kSin,
    kCos,
    kFloor,
    kRound,
    kSign,
    kCompare,
    kSelect,
    kLogical,
    kMod,
};

struct VectorStep {
    VectorOp op = VectorOp::kCopy;
    DataType type = DataType::kFloat16;  ///< type it computes in
    bool scalar = false;                 ///< the second operand is one number
};

/// What a cube kernel does to its result before storing it: on FIXPIPE where that can (bias, relu,
/// cast), else on the vector unit.
struct Epilogue {
    std::vector<VectorStep> steps;
    bool residual =
        false;  ///< one step adds a second tensor of the output's shape (one more input)
};

/// C[b] = A[b] x B[b] (+ bias). Inputs: A, B, bias?, residual?. Output: C.
struct MatmulOp {
    std::int64_t batch = 1, m = 0, n = 0, k = 0;
    bool transpose_a = false, transpose_b = false;
    bool b_shared = false;  ///< one B for the whole batch
    DataType a_type = DataType::kFloat16, b_type = DataType::kFloat16, c_type = DataType::kFloat16;
    Layout a_layout = Layout::kNd, b_layout = Layout::kNd, c_layout = Layout::kNd;
    bool bias = false;
    bool hf32 = false;
    Epilogue epilogue;
};

/// 2-D convolution on NC1HWC0 (1-D: h = 1). Inputs: X, W, bias?, residual?. Output: Y.
struct ConvolutionOp {
    std::int64_t batch = 1, c_in = 0, h_in = 0, w_in = 0, c_out = 0, h_out = 0, w_out = 0;
    std::int64_t kernel_h = 1, kernel_w = 1, stride_h = 1, stride_w = 1, dilation_h = 1,
                 dilation_w = 1;
    std::int64_t pad_top = 0, pad_left = 0, pad_bottom = 0, pad_right = 0;
    std::int64_t groups = 1;
    bool transposed = false;     ///< h_in is the small side; a gradient-of-input kernel
    bool small_channel = false;  ///< C0 of 4 for the first convolution
    bool aipp = false;           ///< X is uint8, converted on load
    DataType type = DataType::kFloat16;
    DataType out_type = DataType::kFloat16;
    bool bias = false;
    bool hf32 = false;
    Epilogue epilogue;
};

/// softmax(Q K^T * scale + mask) V as one kernel. Inputs: Q, K, V, mask?. Output: O.
struct AttentionOp {
    std::int64_t batch = 1, heads = 1, kv_heads = 1, q_length = 0, kv_length = 0, head_dim = 0,
                 value_dim = 0;
    bool mask = false, causal = false;
    bool full_mask = false;  ///< the mask is [batch, q_length, kv_length], not [batch, kv_length]
    DataType type = DataType::kFloat16;
};

/// An operand of an element-wise chain that is smaller than the result is broadcast over it.
struct ElementwiseInput {
    std::int64_t elements = 0;
    DataType type = DataType::kFloat16;
    bool inner_broadcast = false;  ///< broadcast along the last axis (one value a row)
};

/// Element-wise chain over `elements`. Inputs and outputs in order.
struct ElementwiseOp {
    std::int64_t elements = 0;
    std::int64_t inner =
        0;  ///< length of the last axis (rows of a broadcast); 0: unknown, taken as elements
    std::vector<ElementwiseInput> inputs;
    std::vector<DataType> outputs;
    std::vector<VectorStep> steps;
    bool gated = false;  ///< the inputs are halves of one tensor, one of which gates the other
                         ///< (SwiGLU): a kernel of its own
};

enum class ReduceKind : std::uint8_t { kSum, kMean, kMax, kMin, kProd, kL2, kArgMax };

/// Reduces [outer, reduced, inner] over the middle. Input: X. Output: [outer, inner].
struct ReduceOp {
    ReduceKind kind = ReduceKind::kSum;
    std::int64_t outer = 1, reduced = 1, inner = 1;
    DataType type = DataType::kFloat16;
    std::vector<VectorStep> steps;  ///< element-wise steps fused in front
};

/// Softmax over the middle axis of [outer, axis, inner]. Input: X. Output: like X.
struct SoftmaxOp {
    std::int64_t outer = 1, axis = 1, inner = 1;
    DataType type = DataType::kFloat16;
    bool log = false;
};

enum class NormKind : std::uint8_t { kLayerNorm, kRmsNorm, kGroupNorm, kInstanceNorm, kBatchNorm };

/// Normalises rows of `columns` elements, `rows` of them. Inputs: X, (residual)?, gamma?, beta?.
/// Output: Y, (sum)?. kBatchNorm: scale and shift per channel with given statistics (inference),
/// rows = N * C1, columns = H * W * C0.
struct NormOp {
    NormKind kind = NormKind::kLayerNorm;
    std::int64_t rows = 1, columns = 1;
    DataType type = DataType::kFloat16;
    bool gamma = true, beta = true;
    bool residual = false;          ///< adds a second tensor first and writes the sum too
    std::vector<VectorStep> steps;  ///< fused behind (relu)
};

enum class PoolKind : std::uint8_t { kMax, kAverage };

/// Pooling on NC1HWC0. Input: X. Output: Y. Global: kernel = whole image.
struct PoolOp {
    PoolKind kind = PoolKind::kMax;
    std::int64_t batch = 1, channels = 0, h_in = 0, w_in = 0, h_out = 0, w_out = 0;
    std::int64_t kernel_h = 1, kernel_w = 1, stride_h = 1, stride_w = 1;
    DataType type = DataType::kFloat16;
};

/// Resize of an image on NC1HWC0 (kNd: NCHW). Input: X. Output: Y.
struct ResizeOp {
    std::int64_t batch = 1, channels = 0, h_in = 0, w_in = 0, h_out = 0, w_out = 0;
    bool linear = false;  ///< bilinear; otherwise nearest neighbour
    bool cubic = false;
    DataType type = DataType::kFloat16;
    Layout layout = Layout::kNc1hwc0;
};

/// Permutes axes of a row-major tensor. Input: X. Output: Y.
struct TransposeOp {
    std::vector<std::int64_t> shape,
        permutation;  ///< of the input; output axis i is input axis permutation[i]
    DataType type = DataType::kFloat16;
};

/// Changes layout (and type on the way). Input: X. Output: Y.
struct TransDataOp {
    Layout from = Layout::kNd, to = Layout::kNc1hwc0;
    std::vector<std::int64_t> shape;  ///< logical shape, NCHW for images
    DataType from_type = DataType::kFloat, to_type = DataType::kFloat16;
};

/// Copies contiguous rows: slice, concat, split, pad, expand, tile, depth-to-space pieces. Inputs
/// and outputs in order; each piece is `rows` rows of `row_bytes` from one input to one output.
struct CopyPiece {
    std::uint32_t input = 0, output = 0;
    std::int64_t rows = 1;
    std::int64_t row_bytes = 0;
    bool strided_read = false, strided_write = false;  ///< rows do not follow each other in memory
};
struct CopyOp {
    std::vector<CopyPiece> pieces;  ///< an input index beyond the inputs means fill (pad value)
    std::uint32_t inputs = 1, outputs = 1;
    DataType type = DataType::kFloat16;
};

/// Rows picked by index. Inputs: table, indices. Output: rows.
struct GatherOp {
    std::int64_t picks = 0;  ///< number of rows read
    std::int64_t row_bytes = 0;
    std::int64_t table_bytes = 0;
    DataType index_type = DataType::kInt64;
    bool scatter = false;    ///< writes rows instead (inputs: data, indices, updates)
    std::int64_t lines = 0;  ///< of 128 B, among which neighbouring picks choose; 0: all
};

/// Sort or select along the last axis. Input: X. Outputs: values, indices.
struct TopKOp {
    std::int64_t rows = 1, columns = 1, k = 1;
    DataType type = DataType::kFloat16;
};

/// Runs on the AI CPU (NonZero, string and other rare operators). Inputs and outputs as the node's.
struct AiCpuOp {
    std::int64_t bytes = 0;  ///< read and written
};

using OperatorShape =
    std::variant<MatmulOp, ConvolutionOp, AttentionOp, ElementwiseOp, ReduceOp, SoftmaxOp, NormOp,
                 PoolOp, ResizeOp, TransposeOp, TransDataOp, CopyOp, GatherOp, TopKOp, AiCpuOp>;

}  // namespace ascend::models
