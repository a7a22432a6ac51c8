// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/lowering.h"

#include "traces/error.h"

namespace ascend::models {
namespace {

/// Rows of a batch that follow each other and share B are one tall matrix.
MatmulOp merged(MatmulOp op) {
    const bool rows = op.a_layout == Layout::kNd && op.c_layout == Layout::kNd && !op.transpose_a;
    if (!op.b_shared || !rows) return op;
    op.m *= op.batch;
    op.batch = 1;
    op.b_shared = false;
    return op;
}

struct Lowering {
    const sim::SocSpec& soc;

    sim::KernelPlan operator()(const MatmulOp& op) const {
        const MatmulOp one = merged(op);
        return plan_matmul(one, choose_tiling(one, soc), soc);
    }
    sim::KernelPlan operator()(const ConvolutionOp& op) const { return plan_convolution(op, soc); }
    sim::KernelPlan operator()(const AttentionOp& op) const { return plan_attention(op, soc); }
    sim::KernelPlan operator()(const ElementwiseOp& op) const { return plan_elementwise(op, soc); }
    sim::KernelPlan operator()(const ReduceOp& op) const { return plan_reduce(op, soc); }
    sim::KernelPlan operator()(const SoftmaxOp& op) const { return plan_softmax(op, soc); }
    sim::KernelPlan operator()(const NormOp& op) const { return plan_norm(op, soc); }
    sim::KernelPlan operator()(const PoolOp& op) const { return plan_pool(op, soc); }
    sim::KernelPlan operator()(const ResizeOp& op) const { return plan_resize(op, soc); }
    sim::KernelPlan operator()(const TransposeOp& op) const { return plan_transpose(op, soc); }
    sim::KernelPlan operator()(const TransDataOp& op) const { return plan_trans_data(op, soc); }
    sim::KernelPlan operator()(const CopyOp& op) const { return plan_copy(op, soc); }
    sim::KernelPlan operator()(const GatherOp& op) const { return plan_gather(op, soc); }
    sim::KernelPlan operator()(const TopKOp& op) const { return plan_top_k(op, soc); }
    sim::KernelPlan operator()(const AiCpuOp&) const {
        throw Error(ErrorCode::kUnsupported,
                    "an AI CPU operator has no kernel plan: it is a task of its own kind");
    }
};

}  // namespace

std::shared_ptr<const sim::KernelPlan> lower(const OperatorShape& op, const std::string& type,
                                             const sim::SocSpec& soc) {
    sim::KernelPlan plan = std::visit(Lowering{soc}, op);
    plan.type = type;
    return std::make_shared<const sim::KernelPlan>(std::move(plan));
}

}  // namespace ascend::models
