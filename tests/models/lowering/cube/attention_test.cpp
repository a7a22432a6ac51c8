// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "models/lowering/cube/attention_tiling.h"
#include "models/lowering/lowering.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/lowering/cube/cube_plan.h"

namespace ascend::models {
namespace {

using testing::expect_sound;
using testing::moved;

AttentionOp attention(std::int64_t batch, std::int64_t heads, std::int64_t length,
                      std::int64_t dim) {
    AttentionOp op;
    op.batch = batch;
    op.heads = op.kv_heads = heads;
    op.q_length = op.kv_length = length;
    op.head_dim = op.value_dim = dim;
    return op;
}

std::vector<AttentionOp> shapes() {
    std::vector<AttentionOp> ops = {attention(1, 12, 128, 64),  attention(8, 12, 197, 64),
                                    attention(1, 32, 512, 128), attention(1, 1, 4096, 128),
                                    attention(2, 3, 77, 40),    attention(1, 8, 1, 64)};
    ops.push_back(attention(4, 32, 1, 128));  // decode with grouped heads
    ops.back().kv_heads = 4;
    ops.back().kv_length = 2000;
    ops.push_back(attention(1, 12, 512, 64));
    ops.back().causal = true;
    ops.back().mask = true;
    ops.push_back(attention(2, 12, 128, 64));
    ops.back().mask = true;
    ops.push_back(attention(2, 12, 300, 64));
    ops.back().mask = ops.back().full_mask = true;
    ops.push_back(attention(1, 4, 256, 192));
    ops.back().value_dim = 128;
    return ops;
}

TEST(PlanAttention, IsSoundOnEverySoc) {
    for (const std::string& name : testing::all_socs()) {
        const auto soc = sim::load_soc(name);
        for (const AttentionOp& op : shapes()) {
            SCOPED_TRACE(::testing::Message() << name << " " << op.heads << " x " << op.q_length);
            expect_sound(plan_attention(op, *soc), *soc, op.type);
        }
    }
}

TEST(PlanAttention, StoresTheOutputOnce) {
    for (const char* name : {"Ascend310P3", "Ascend910B2"}) {
        const auto soc = sim::load_soc(name);
        for (const AttentionOp& op : shapes()) {
            EXPECT_EQ(testing::output_bytes(plan_attention(op, *soc)),
                      Bytes(2 * op.batch * op.heads * op.q_length * op.value_dim));
        }
    }
}

TEST(PlanAttention, LoadsKeysForEachTileOfRows) {
    const auto soc = sim::load_soc("Ascend910B2");
    const AttentionOp op = attention(1, 2, 1024, 128);
    const auto tiling = cube::choose_attention_tiling(op, *soc);
    const sim::KernelPlan plan = plan_attention(op, *soc);
    const std::int64_t tiles = ceil_div(1024, tiling.row_tile);
    EXPECT_EQ(moved(plan, 0), plan.operands[0].bytes);
    EXPECT_EQ(moved(plan, 1), plan.operands[1].bytes * tiles);
}

TEST(PlanAttention, CausalDoesAboutHalfTheWork) {
    const auto soc = sim::load_soc("Ascend910B2");
    AttentionOp op = attention(1, 24, 4096, 128);
    const auto full = testing::busy(plan_attention(op, *soc), *soc, sim::Pipe::kCube);
    op.causal = true;
    const auto half = testing::busy(plan_attention(op, *soc), *soc, sim::Pipe::kCube);
    EXPECT_LT(half, full * 6 / 10);
    EXPECT_GE(half, full / 2);
}

TEST(PlanAttention, HeadsThatShareKeysAreStackedWhenTheyHaveFewRows) {
    const auto soc = sim::load_soc("Ascend910B2");
    AttentionOp op = attention(1, 32, 1, 128);
    op.kv_heads = 4;
    op.kv_length = 4096;
    const sim::KernelPlan plan = plan_attention(op, *soc);
    EXPECT_EQ(plan.block_dim(), 4U);
    EXPECT_EQ(moved(plan, 1), Bytes(2 * 4 * 4096 * 128));
}

TEST(PlanAttention, MixesCoresOnlyOnASplitChip) {
    const AttentionOp op = attention(1, 12, 128, 64);
    EXPECT_EQ(plan_attention(op, *sim::load_soc("Ascend910B2")).core_type, sim::CoreType::kMix);
    const sim::KernelPlan plan = plan_attention(op, *sim::load_soc("Ascend310P3"));
    EXPECT_EQ(plan.core_type, sim::CoreType::kAiCore);
    EXPECT_EQ(plan.operands.size(), 4U);  // no workspace
}

TEST(PlanAttention, LongerSequencesCostMore) {
    for (const char* name : {"Ascend310P3", "Ascend910B2"}) {
        const auto soc = sim::load_soc(name);
        Cycles before;
        for (const std::int64_t length : {64, 128, 512, 1024, 4096}) {
            const auto now =
                testing::slowest(plan_attention(attention(1, 8, length, 64), *soc), *soc).total;
            EXPECT_GE(now, before) << name << " " << length;
            before = now;
        }
    }
}

}  // namespace
}  // namespace ascend::models
