// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <numeric>

#include "sim/kernel/play_block.h"
#include "tests/models/lowering/vector/plan_examples.h"
#include "tests/models/lowering/vector/plan_inspection.h"

namespace ascend::models::testing {
namespace {

/// Calls `check` with every example planned for every SoC.
template <class Check>
void for_every_plan(const Check& check) {
    const std::vector<PlanExample> examples = plan_examples();
    for (const auto& soc : shipped_socs()) {
        for (const PlanExample& example : examples) {
            SCOPED_TRACE(soc->name + ": " + example.name);
            check(example.plan(*soc), *soc);
        }
    }
}

TEST(EveryVectorPlan, IsValid) {
    for_every_plan([](const sim::KernelPlan& plan, const sim::SocSpec&) {
        EXPECT_NO_THROW(sim::validate(plan));
    });
}

TEST(EveryVectorPlan, RunsOnAtMostTheVectorCoresInAFewGroups) {
    for_every_plan([](const sim::KernelPlan& plan, const sim::SocSpec& soc) {
        EXPECT_EQ(plan.core_type, soc.split ? sim::CoreType::kVectorCore : sim::CoreType::kAiCore);
        EXPECT_GE(plan.block_dim(), 1U);
        EXPECT_LE(plan.block_dim(), sim::vector_core_of(soc).count);
        EXPECT_LE(plan.groups.size(), 3U);
        for (const sim::BlockGroup& group : plan.groups) EXPECT_GE(group.blocks, 1U);
    });
}

TEST(EveryVectorPlan, KeepsItsTilesInUb) {
    for_every_plan([](const sim::KernelPlan& plan, const sim::SocSpec& soc) {
        EXPECT_LE(ub_bytes(plan), sim::vector_core_of(soc).ub.count());
    });
}

TEST(EveryVectorPlan, MovesEachInputAndOutputAtLeastOnce) {
    for_every_plan([](const sim::KernelPlan& plan, const sim::SocSpec&) {
        for (std::size_t i = 0; i < plan.operands.size(); ++i) {
            if (plan.operands[i].role == sim::OperandRole::kWorkspace) continue;
            EXPECT_GE(moved_bytes(plan, i), plan.operands[i].bytes.count()) << "operand " << i;
        }
    });
}

TEST(EveryVectorPlan, StoresEachOutputOnceButForWholeTiles) {
    // A scatter stores its rows over the copied data; a residual norm may store its sum early.
    for_every_plan([](const sim::KernelPlan& plan, const sim::SocSpec&) {
        for (std::size_t i = 0; i < plan.operands.size(); ++i) {
            const sim::Operand& operand = plan.operands[i];
            if (operand.role != sim::OperandRole::kOutput || plan.operands.size() > 3) continue;
            const std::int64_t slack =
                operand.bytes.count() / 20 + 64 * std::int64_t{plan.block_dim()};
            EXPECT_LE(moved_bytes(plan, i), operand.bytes.count() + slack) << "operand " << i;
        }
    });
}

TEST(EveryVectorPlan, NumbersItsOperandsByRole) {
    for_every_plan([](const sim::KernelPlan& plan, const sim::SocSpec&) {
        std::uint32_t next[3] = {0, 0, 0};
        for (const sim::Operand& operand : plan.operands) {
            EXPECT_EQ(operand.index, next[static_cast<std::size_t>(operand.role)]++);
        }
    });
}

TEST(EveryVectorPlan, TakesTimeOnEverySoc) {
    for_every_plan([](const sim::KernelPlan& plan, const sim::SocSpec& soc) {
        EXPECT_GT(kernel_cycles(plan, soc), start_cycles(soc, plan.block_dim()));
    });
}

TEST(EveryVectorPlan, IsTheSameWhenMadeAgain) {
    for (const PlanExample& example : plan_examples()) {
        SCOPED_TRACE(example.name);
        const sim::SocSpec& soc = soc_named("Ascend310P3");
        const sim::KernelPlan first = example.plan(soc), second = example.plan(soc);
        ASSERT_EQ(first.block_dim(), second.block_dim());
        EXPECT_EQ(kernel_cycles(first, soc), kernel_cycles(second, soc));
    }
}

TEST(EveryVectorPlan, IsNotSlowedByMoreCoresBeyondTheirStart) {
    for (const std::string name : {"Ascend310P3", "Ascend910B2"}) {
        const sim::SocSpec& soc = soc_named(name);
        sim::SocSpec wider = soc;
        wider.ai_core.count *= 2;
        wider.vector_core.count *= 2;
        for (const PlanExample& example : plan_examples()) {
            SCOPED_TRACE(name + ": " + example.name);
            const sim::KernelPlan plan = example.plan(soc), wide = example.plan(wider);
            const double started =
                start_cycles(wider, wide.block_dim()) - start_cycles(soc, plan.block_dim());
            EXPECT_LE(kernel_cycles(wide, wider),
                      1.1 * kernel_cycles(plan, soc) + std::max(started, 0.0));
        }
    }
}

}  // namespace
}  // namespace ascend::models::testing
