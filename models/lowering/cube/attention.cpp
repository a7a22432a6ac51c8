// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "models/lowering/cube/attention_block.h"
#include "models/lowering/cube/attention_tiling.h"
#include "models/lowering/cube/tile_source.h"
#include "models/lowering/lowering.h"

namespace ascend::models {
namespace cube {
namespace {

std::vector<sim::Operand> attention_operands(const AttentionOp& op) {
    using sim::OperandRole;
    const std::int64_t rows = op.batch * op.heads * op.q_length;
    const std::int64_t keys = op.batch * op.kv_heads * op.kv_length;
    std::vector<sim::Operand> operands = {
        {OperandRole::kInput, 0, bytes_of(op.type, rows * op.head_dim)},
        {OperandRole::kInput, 1, bytes_of(op.type, keys * op.head_dim)},
        {OperandRole::kInput, 2, bytes_of(op.type, keys * op.value_dim)}};
    if (op.mask) {
        const std::int64_t mask_rows = op.batch * (op.full_mask ? op.q_length : 1);
        operands.push_back({OperandRole::kInput, 3, bytes_of(op.type, mask_rows * op.kv_length)});
        // A causal kernel skips the part of the mask that it knows.
        operands.back().partial = op.causal;
    }
    operands.push_back({OperandRole::kOutput, 0, bytes_of(op.type, rows * op.value_dim)});
    return operands;
}

/// Scores and products of the steps in flight, for every block.
sim::Operand attention_workspace(const AttentionOp& op, const AttentionTiling& t,
                                 std::int64_t blocks) {
    const std::int64_t values = t.row_tile * (t.ahead * t.kv_tile + 2 * op.value_dim);
    return {sim::OperandRole::kWorkspace, 0, Bytes(values * kAccumulatorBytes * blocks)};
}

std::int64_t attention_flops(const AttentionOp& op) {
    const std::int64_t multiplies =
        op.batch * op.heads * op.q_length * op.kv_length * (op.head_dim + op.value_dim);
    return op.causal ? multiplies : 2 * multiplies;
}

}  // namespace
}  // namespace cube

sim::KernelPlan plan_attention(const AttentionOp& op, const sim::SocSpec& soc) {
    const cube::AttentionTiling t = cube::choose_attention_tiling(op, soc);
    const cube::AttentionBlock block(op, t, soc);
    sim::KernelPlan plan;
    plan.type = "FlashAttentionScore";
    plan.core_type = soc.split ? sim::CoreType::kMix : sim::CoreType::kAiCore;
    plan.buffer_depths = cube::AttentionBlock::buffer_depths();
    plan.operands = cube::attention_operands(op);
    plan.flops = cube::attention_flops(op);
    const std::int64_t head_slice = ceil_div(t.heads, t.head_blocks);
    const std::int64_t row_slice =
        ceil_div(ceil_div(t.rows, t.row_tile), t.row_blocks) * t.row_tile;
    for (const auto& [heads, head_blocks] : cube::cut(t.heads, head_slice)) {
        for (const auto& [rows, row_blocks] : cube::cut(t.rows, row_slice)) {
            plan.groups.push_back({static_cast<std::uint32_t>(plan.programs.size()),
                                   static_cast<std::uint32_t>(head_blocks * row_blocks)});
            plan.programs.push_back(block.program(heads, rows));
        }
    }
    if (cube::meets_in_gm(soc)) {
        plan.operands.push_back(cube::attention_workspace(op, t, plan.block_dim()));
    }
    return plan;
}

}  // namespace ascend::models
