// SPDX-License-Identifier: Apache-2.0
#include "tests/models/lowering/cube/cube_plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/kernel/cycles.h"
#include "sim/soc/soc_loader.h"

namespace ascend::models::testing {
namespace {

sim::MemoryView warm_memory(const sim::KernelPlan& plan, const sim::SocSpec& soc) {
    const auto active = std::min<std::int64_t>(plan.block_dim(), soc.ai_core.count);
    return sim::memory_view(soc, soc.ai_core, active);
}

}  // namespace

std::vector<std::string> all_socs() {
    return sim::soc_names();
}

Bytes moved(const sim::KernelPlan& plan, std::size_t operand) {
    Bytes sum;
    for (const sim::BlockGroup& group : plan.groups) {
        sum += sim::program_traffic(plan, plan.programs[group.program])[operand] * group.blocks;
    }
    return sum;
}

Bytes output_bytes(const sim::KernelPlan& plan) {
    Bytes sum;
    for (std::size_t i = 0; i < plan.operands.size(); ++i) {
        if (plan.operands[i].role == sim::OperandRole::kOutput) sum += moved(plan, i);
    }
    return sum;
}

sim::BlockTiming slowest(const sim::KernelPlan& plan, const sim::SocSpec& soc) {
    sim::BlockTiming slow;
    for (const sim::BlockGroup& group : plan.groups) {
        const auto timing = sim::play_block(plan, plan.programs[group.program], soc.ai_core,
                                            warm_memory(plan, soc));
        if (timing.total > slow.total) slow = timing;
    }
    return slow;
}

std::int64_t busy(const sim::KernelPlan& plan, const sim::SocSpec& soc, sim::Pipe pipe) {
    std::int64_t sum = 0;
    for (const sim::BlockGroup& group : plan.groups) {
        const auto timing = sim::play_block(plan, plan.programs[group.program], soc.ai_core,
                                            warm_memory(plan, soc));
        sum += timing.busy[static_cast<std::size_t>(pipe)].count() * group.blocks;
    }
    return sum;
}

void expect_sound(const sim::KernelPlan& plan, const sim::SocSpec& soc, DataType type) {
    ASSERT_NO_THROW(sim::validate(plan)) << soc.name;
    EXPECT_GE(plan.block_dim(), 1U);
    EXPECT_LE(plan.block_dim(), static_cast<std::uint32_t>(soc.ai_core.count)) << soc.name;
    const sim::CubeSpec& cube = soc.ai_core.cube;
    const std::int64_t multiplies_a_cycle = cube.m * cube.n * cube.k_bytes * 8 / bits_of(type);
    EXPECT_GE(2 * busy(plan, soc, sim::Pipe::kCube) * multiplies_a_cycle, plan.flops) << soc.name;
    std::int64_t blocks = 0;
    for (const sim::BlockGroup& group : plan.groups) blocks += group.blocks;
    EXPECT_EQ(blocks, plan.block_dim());
    EXPECT_LE(plan.groups.size(), 16U);
    EXPECT_GT(slowest(plan, soc).total, Cycles(0));
}

}  // namespace ascend::models::testing
