// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "models/lowering/lowering.h"
#include "models/lowering/vector/image_rows.h"
#include "models/lowering/vector/instruction_cost.h"

namespace ascend::models {
namespace {

using namespace vector_kernels;
using sim::VectorClass;

/// One instruction combines a window position with a row of the result (strided blocks of C0), over
/// kernel_h * kernel_w positions; or, for large windows, kernel_h rows first and then kernel_w
/// columns of their results. A core with a path from L1 to UB can have load3d bring each window
/// position as one tile without gaps, which one instruction combines. source: facts 4.2
class PoolCost {
  public:
    PoolCost(const PoolOp& op, const sim::CoreSpec& core)
        : op_(op), cost_(core), load3d_(core.l1_to_ub) {}

    Cycles operator()(std::int64_t rows, std::int64_t width) const {
        const std::int64_t out = width * c0_of(op_.type);
        const std::int64_t in = width * std::min(op_.stride_w, op_.kernel_w) * c0_of(op_.type);
        const Cycles direct = op_.kernel_h * op_.kernel_w * combine(out);
        const Cycles separated = op_.kernel_h * combine(in) + op_.kernel_w * combine(out);
        const Cycles scale = op_.kind == PoolKind::kAverage
                                 ? cost_.instruction(VectorClass::kUnary, op_.type, rows * out)
                                 : Cycles(0);
        const Cycles strided = rows * std::min(direct, separated);
        return std::min(strided, by_load3d(rows * out).value_or(strided)) + scale;
    }

  private:
    /// The loads of one position overlap with the combination of the one before.
    std::optional<Cycles> by_load3d(std::int64_t elements) const {
        if (load3d_.bytes_per_cycle <= 0) return std::nullopt;
        const Cycles load = sim::path_cycles(load3d_, bytes_of(op_.type, elements));
        return op_.kernel_h * op_.kernel_w * std::max(load, combine(elements));
    }

    Cycles combine(std::int64_t elements) const {
        return cost_.instruction(VectorClass::kBinary, op_.type, elements);
    }

    const PoolOp& op_;
    InstructionCost cost_;
    sim::PathSpec load3d_;
};

void check(const PoolOp& op) {
    require_positive("pooling", "batch", op.batch);
    require_positive("pooling", "channels", op.channels);
    require_positive("pooling", "input height", op.h_in);
    require_positive("pooling", "input width", op.w_in);
    require_positive("pooling", "output height", op.h_out);
    require_positive("pooling", "output width", op.w_out);
    require_positive("pooling", "kernel height", op.kernel_h);
    require_positive("pooling", "kernel width", op.kernel_w);
    require_positive("pooling", "stride height", op.stride_h);
    require_positive("pooling", "stride width", op.stride_w);
    require_size("pooling", op.type, {op.batch, op.channels, op.h_in, op.w_in});
    require_size("pooling", op.type, {op.batch, op.channels, op.h_out, op.w_out});
}

bool is_global(const PoolOp& op) {
    return op.h_out == 1 && op.w_out == 1 && op.kernel_h >= op.h_in && op.kernel_w >= op.w_in;
}

/// Every result as the reduction of its own window of C0 blocks: for a window of the whole image,
/// or one too large for a tile of rows.
sim::KernelPlan plan_windows(const PoolOp& op, const sim::SocSpec& soc) {
    const std::int64_t planes = plane_count(op.batch, op.channels, op.type);
    ReduceOp reduce;
    reduce.kind = op.kind == PoolKind::kMax ? ReduceKind::kMax : ReduceKind::kMean;
    reduce.outer = planes * op.h_out * op.w_out;
    reduce.reduced = std::min(op.kernel_h, op.h_in) * std::min(op.kernel_w, op.w_in);
    reduce.inner = c0_of(op.type);
    reduce.type = op.type;
    sim::KernelPlan plan = plan_reduce(reduce, soc);
    const Bytes image(planes * op.h_in * op.w_in * kUbBlock);
    plan.operands[0].bytes = std::min(plan.operands[0].bytes, image);
    return plan;
}

ImageRows image_rows(const PoolOp& op, const sim::CoreSpec& core) {
    ImageRows image;
    image.planes = plane_count(op.batch, op.channels, op.type);
    image.h_out = op.h_out;
    image.w_out = op.w_out;
    image.in_row_bytes = op.w_in * kUbBlock;
    image.out_row_bytes = op.w_out * kUbBlock;
    image.halo_bytes = std::max<std::int64_t>(op.kernel_w - op.stride_w, 0) * kUbBlock;
    image.temporary_rows = 1;
    image.input_rows = [&op](std::int64_t rows) {
        return std::min(op.h_in, (rows - 1) * op.stride_h + std::max(op.kernel_h, op.stride_h));
    };
    image.cycles = PoolCost(op, core);
    return image;
}

}  // namespace

sim::KernelPlan plan_pool(const PoolOp& op, const sim::SocSpec& soc) {
    check(op);
    const ImageRows image = image_rows(op, sim::vector_core_of(soc));
    if (is_global(op) || !fits_ub(image, soc)) return plan_windows(op, soc);
    const std::int64_t outputs = op.batch * op.channels * op.h_out * op.w_out;
    return plan_image_rows(image, soc, outputs * op.kernel_h * op.kernel_w);
}

}  // namespace ascend::models
