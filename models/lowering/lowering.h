// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/lowering/kernel_kind.h"
#include "models/lowering/operator.h"
#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models {

/// How the vendor's tuner split one matmul (measured/matmul_910b2.csv): block counts and tile
/// extents in elements.
struct MatmulTiling {
    std::int64_t block_batch = 1, block_m = 1, block_n = 1, block_k = 1;  ///< cores along each axis
    std::int64_t
        k_al1 = 0,
        k_bl1 = 0;  ///< K held in L1 per buffer of A and B; 0: the core's whole slice stays there
    std::int64_t m_l0 = 0, k_l0 = 0, n_l0 = 0;  ///< L0 tile; 0: the whole slice
    bool double_al1 = false, double_bl1 = false, double_al0 = true, double_bl0 = true,
         double_cl0 = false;
    bool b_stays_in_l0b = false;  ///< the core's whole slice of B is moved to L0B once
};

/// The tiling that a compiled matmul comes with: equal cuts as the vendor's tuner finds them.
MatmulTiling choose_tiling(const MatmulOp& op, const sim::SocSpec& soc);

/// The fastest tiling by our estimate, with blocks and tiles of any size, as kernels that are
/// written by hand cut.
MatmulTiling choose_free_tiling(const MatmulOp& op, const sim::SocSpec& soc);

/// Kernel plan of a matmul with a given tiling. Throws Error{kInvalidArgument} when a tile does not
/// fit a buffer.
sim::KernelPlan plan_matmul(const MatmulOp& op, const MatmulTiling& tiling,
                            const sim::SocSpec& soc);
/// A library kernel finds its image and weights in NCHW, all others in fractal layouts.
sim::KernelPlan plan_convolution(const ConvolutionOp& op, const sim::SocSpec& soc,
                                 KernelKind kind = KernelKind::kCompiled);
sim::KernelPlan plan_attention(const AttentionOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_elementwise(const ElementwiseOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_reduce(const ReduceOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_softmax(const SoftmaxOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_norm(const NormOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_pool(const PoolOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_resize(const ResizeOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_transpose(const TransposeOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_trans_data(const TransDataOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_copy(const CopyOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_gather(const GatherOp& op, const sim::SocSpec& soc);
sim::KernelPlan plan_top_k(const TopKOp& op, const sim::SocSpec& soc);

/// The plan of any operator but AiCpuOp (that is a task of its own kind). Sets plan.type to `type`.
/// Throws Error{kInvalidArgument} for an extent <= 0 and Error{kUnsupported} for a type the SoC
/// cannot compute.
std::shared_ptr<const sim::KernelPlan> lower(const OperatorShape& op, const std::string& type,
                                             const sim::SocSpec& soc,
                                             KernelKind kind = KernelKind::kCompiled);

}  // namespace ascend::models
