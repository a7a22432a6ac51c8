// SPDX-License-Identifier: Apache-2.0
#include "models/om/vendor_attributes.h"

#include <string>
#include <vector>

#include "models/fusion/layout.h"

namespace ascend::models::om {

namespace {

using Numbers = std::vector<std::int64_t>;

void set_nchw(Attributes& to) {
    to.set("data_format", std::string("NCHW"));
}

/// The vendor's function of one step.
std::string type_of(VectorOp op) {
    switch (op) {
        case VectorOp::kCopy:
            return "OnesLike";
        case VectorOp::kCast:
            return "Cast";
        case VectorOp::kAbs:
            return "Abs";
        case VectorOp::kNeg:
            return "Neg";
        case VectorOp::kRelu:
            return "Relu";
        case VectorOp::kClip:
            return "ClipByValue";
        case VectorOp::kAdd:
            return "Add";
        case VectorOp::kSub:
            return "Sub";
        case VectorOp::kMul:
            return "Mul";
        case VectorOp::kDiv:
            return "RealDiv";
        case VectorOp::kMax:
            return "Maximum";
        case VectorOp::kMin:
            return "Minimum";
        case VectorOp::kMulAdd:
            return "FusedMulAdd";
        case VectorOp::kReciprocal:
            return "Reciprocal";
        case VectorOp::kExp:
            return "Exp";
        case VectorOp::kLog:
            return "Log";
        case VectorOp::kSqrt:
            return "Sqrt";
        case VectorOp::kRsqrt:
            return "Rsqrt";
        case VectorOp::kErf:
            return "Erf";
        case VectorOp::kTanh:
            return "Tanh";
        case VectorOp::kSigmoid:
            return "Sigmoid";
        case VectorOp::kPow:
            return "Pow";
        case VectorOp::kSin:
            return "Sin";
        case VectorOp::kCos:
            return "Cos";
        case VectorOp::kFloor:
            return "Floor";
        case VectorOp::kRound:
            return "Round";
        case VectorOp::kSign:
            return "Sign";
        case VectorOp::kCompare:
            return "Equal";
        case VectorOp::kSelect:
            return "Select";
        case VectorOp::kLogical:
            return "LogicalAnd";
        case VectorOp::kMod:
            return "FloorMod";
    }
    return "Identity";
}

/// The functions that a kernel executes, `first` in front of its steps.
void set_chain(std::vector<std::string> first, const std::vector<VectorStep>& steps,
               Attributes& to) {
    for (const VectorStep& step : steps) first.push_back(type_of(step.op));
    if (!first.empty()) to.set("_datadump_original_op_types", std::move(first));
}

struct Writer {
    Attributes& to;

    void operator()(const MatmulOp& op) const {
        const bool batched = op.batch > 1;
        to.set(batched ? "adj_x1" : "transpose_x1", op.transpose_a);
        to.set(batched ? "adj_x2" : "transpose_x2", op.transpose_b);
        set_chain({}, op.epilogue.steps, to);
    }
    void operator()(const ConvolutionOp& op) const {
        to.set("strides", Numbers{1, 1, op.stride_h, op.stride_w});
        to.set("dilations", Numbers{1, 1, op.dilation_h, op.dilation_w});
        to.set("pads", Numbers{op.pad_top, op.pad_bottom, op.pad_left, op.pad_right});
        to.set("groups", op.groups);
        set_nchw(to);
        set_chain({}, op.epilogue.steps, to);
    }
    void operator()(const AttentionOp& op) const {
        to.set("num_heads", op.heads);
        to.set("num_key_value_heads", op.kv_heads);
    }
    void operator()(const ElementwiseOp&) const {}
    void operator()(const ReduceOp&) const {}
    void operator()(const SoftmaxOp& op) const {
        if (op.inner == 1) to.set("axes", Numbers{-1});
    }
    void operator()(const NormOp& op) const {
        if (op.kind == NormKind::kLayerNorm) to.set("begin_norm_axis", std::int64_t{-1});
        if (op.kind == NormKind::kBatchNorm) set_chain({"BNInferenceD"}, op.steps, to);
    }
    void operator()(const PoolOp& op) const {
        to.set("ksize", Numbers{1, 1, op.kernel_h, op.kernel_w});
        to.set("strides", Numbers{1, 1, op.stride_h, op.stride_w});
        set_nchw(to);
    }
    void operator()(const ResizeOp&) const {}
    void operator()(const TransposeOp& op) const {
        to.set("perm", op.permutation);
        to.set("shape", op.shape);
        to.set("transpose_first", false);
    }
    void operator()(const TransDataOp& op) const {
        to.set("src_format", std::string(name_of(op.from)));
        to.set("dst_format", std::string(name_of(op.to)));
    }
    void operator()(const CopyOp&) const {}
    void operator()(const GatherOp&) const {}
    void operator()(const TopKOp& op) const { to.set("k", op.k); }
    void operator()(const AiCpuOp&) const {}
};

}  // namespace

void add_vendor_attributes(const OperatorShape& shape, Attributes& to) {
    std::visit(Writer{to}, shape);
}

}  // namespace ascend::models::om
