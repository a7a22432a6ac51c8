// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/kernel_kind.h"

#include <gtest/gtest.h>

#include "models/lowering/lowering.h"
#include "sim/kernel/kernel_plan.h"
#include "sim/kernel/play_block.h"
#include "sim/soc/soc_loader.h"

namespace ascend::models {
namespace {

/// A load and nothing else.
sim::KernelPlan one_load(sim::CoreType core) {
    sim::KernelPlan plan;
    plan.core_type = core;
    plan.buffer_depths = {1};
    plan.operands = {{sim::OperandRole::kInput, 0, Bytes(512)}};
    sim::Step load;
    load.pipe = sim::Pipe::kMte2;
    load.writes = 1;
    load.access = sim::GmAccess{0, sim::GmPath::kGmToL1, false, Bytes(512), 1};
    plan.programs.push_back({{{sim::Acquire{1}}, {load}, {sim::Release{1}}}});
    plan.groups.push_back({0, 1});
    return plan;
}

std::int64_t cycles(const sim::KernelPlan& plan, const sim::SocSpec& soc) {
    const sim::MemoryView memory = sim::memory_view(soc, soc.ai_core, 1);
    return sim::play_block(plan, plan.programs[0], soc.ai_core, memory).total.count();
}

TEST(KernelKind, SetupComesBeforeTheFirstLoad) {
    const auto soc = sim::load_soc("Ascend910B2", {"ai_core.written.library_setup_us=2"});
    const sim::KernelPlan bare = one_load(sim::CoreType::kAiCore);
    sim::KernelPlan library = bare;
    add_setup(library, KernelKind::kLibrary, *soc);
    EXPECT_EQ(cycles(library, *soc), cycles(bare, *soc) + 3600);
}

TEST(KernelKind, EachKindHasItsOwnSetup) {
    const auto soc = sim::load_soc(
        "Ascend910B2", {"ai_core.written.setup_us=1", "ai_core.written.library_setup_us=2",
                        "ai_core.written.mix_setup_us=3"});
    const auto setup = [&](KernelKind kind, sim::CoreType core) {
        sim::KernelPlan plan = one_load(core);
        const std::int64_t bare = cycles(plan, *soc);
        add_setup(plan, kind, *soc);
        return cycles(plan, *soc) - bare;
    };
    EXPECT_EQ(setup(KernelKind::kCompiled, sim::CoreType::kAiCore), 0);
    EXPECT_EQ(setup(KernelKind::kWritten, sim::CoreType::kMix), 1800);
    EXPECT_EQ(setup(KernelKind::kLibrary, sim::CoreType::kAiCore), 3600);
    EXPECT_EQ(setup(KernelKind::kLibrary, sim::CoreType::kMix), 5400);
    EXPECT_EQ(setup(KernelKind::kLibrary, sim::CoreType::kVectorCore), 0);
}

TEST(KernelKind, OnlyWrittenKernelsSeeTheirOwnRates) {
    const auto soc = sim::load_soc("Ascend910B2");
    EXPECT_EQ(seen_by(KernelKind::kCompiled, *soc).ai_core.cube.step_cycles,
              soc->ai_core.cube.step_cycles);
    EXPECT_EQ(seen_by(KernelKind::kWritten, *soc).ai_core.cube.step_cycles,
              soc->ai_core.written.step_cycles);
    EXPECT_EQ(seen_by(KernelKind::kLibrary, *soc).ai_core.l1_to_l0b.bytes_per_cycle,
              soc->ai_core.written.l1_to_l0b_bytes_per_cycle);
}

TEST(KernelKind, WithoutDataWrittenKernelsAreAsCompiledOnes) {
    const auto soc = sim::load_soc("Ascend310P3");
    const sim::CoreSpec seen = seen_by(KernelKind::kLibrary, *soc).ai_core;
    EXPECT_EQ(seen.cube.step_cycles, soc->ai_core.cube.step_cycles);
    EXPECT_EQ(seen.l1_to_l0a.bytes_per_cycle, soc->ai_core.l1_to_l0a.bytes_per_cycle);
}

TEST(KernelKind, WrittenProductsAreFasterThanCompiledOnesWhenLarge) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulOp op;
    op.m = op.n = op.k = 4096;
    const auto slowest = [&](KernelKind kind) {
        const auto plan = lower(op, "MatMulV2", *soc, kind);
        const sim::MemoryView memory = sim::memory_view(*soc, soc->ai_core, plan->block_dim());
        std::int64_t most = 0;
        for (const sim::BlockProgram& program : plan->programs)
            most =
                std::max(most, sim::play_block(*plan, program, soc->ai_core, memory).total.count());
        return most;
    };
    EXPECT_LT(slowest(KernelKind::kWritten), slowest(KernelKind::kCompiled));
}

}  // namespace
}  // namespace ascend::models
