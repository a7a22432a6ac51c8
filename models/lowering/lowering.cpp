// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/lowering.h"

#include "models/lowering/ragged_rows.h"
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
    KernelKind kind;

    sim::KernelPlan operator()(const MatmulOp& op) const {
        const MatmulOp one = merged(op);
        if (kind == KernelKind::kCompiled) return plan_matmul(one, choose_tiling(one, soc), soc);
        return with_setup(plan_matmul(one, choose_free_tiling(one, soc), soc));
    }
    sim::KernelPlan operator()(const ConvolutionOp& op) const {
        return with_setup(plan_convolution(op, soc, kind));
    }
    /// The model compiler has no attention of its own: it takes the library's.
    sim::KernelPlan operator()(const AttentionOp& op) const {
        sim::KernelPlan plan = plan_attention(op, soc);
        add_setup(plan, kind == KernelKind::kCompiled ? KernelKind::kLibrary : kind, soc);
        return plan;
    }
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

  private:
    sim::KernelPlan with_setup(sim::KernelPlan plan) const {
        add_setup(plan, kind, soc);
        return plan;
    }
};

}  // namespace

std::shared_ptr<const sim::KernelPlan> lower(const OperatorShape& op, const std::string& type,
                                             const sim::SocSpec& soc, KernelKind kind) {
    sim::KernelPlan plan = kind == KernelKind::kCompiled
                               ? std::visit(Lowering{soc, kind}, op)
                               : std::visit(Lowering{seen_by(kind, soc), kind}, op);
    slow_ragged_rows(plan, op, soc);
    plan.type = type;
    return std::make_shared<const sim::KernelPlan>(std::move(plan));
}

}  // namespace ascend::models
