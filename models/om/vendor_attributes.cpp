// SPDX-License-Identifier: Apache-2.0
#include "models/om/vendor_attributes.h"

#include <string>
#include <vector>

#include "models/fusion/layout.h"

namespace ascend::models::om {

namespace {

using Numbers = std::vector<std::int64_t>;

void set_nchw(Attributes& to) { to.set("data_format", std::string("NCHW")); }

struct Writer {
    Attributes& to;

    void operator()(const MatmulOp& op) const {
        const bool batched = op.batch > 1;
        to.set(batched ? "adj_x1" : "transpose_x1", op.transpose_a);
        to.set(batched ? "adj_x2" : "transpose_x2", op.transpose_b);
    }
    void operator()(const ConvolutionOp& op) const {
        to.set("strides", Numbers{1, 1, op.stride_h, op.stride_w});
        to.set("dilations", Numbers{1, 1, op.dilation_h, op.dilation_w});
        to.set("pads", Numbers{op.pad_top, op.pad_bottom, op.pad_left, op.pad_right});
        to.set("groups", op.groups);
        set_nchw(to);
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
    }
    void operator()(const PoolOp& op) const {
        to.set("ksize", Numbers{1, 1, op.kernel_h, op.kernel_w});
        to.set("strides", Numbers{1, 1, op.stride_h, op.stride_w});
        set_nchw(to);
    }
    void operator()(const ResizeOp&) const {}
    void operator()(const TransposeOp& op) const { to.set("perm", op.permutation); }
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
