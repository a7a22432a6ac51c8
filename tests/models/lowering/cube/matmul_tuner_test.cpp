// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/matmul_tuner.h"

#include <gtest/gtest.h>

#include <array>

#include "models/lowering/cube/matmul.h"
#include "models/lowering/lowering.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/lowering/cube/cube_plan.h"

namespace ascend::models {
namespace {

using cube::Cuts;

MatmulOp matmul(std::int64_t m, std::int64_t n, std::int64_t k, Layout layout = Layout::kNd) {
    MatmulOp op;
    op.m = m;
    op.n = n;
    op.k = k;
    op.a_layout = op.b_layout = op.c_layout = layout;
    return op;
}

constexpr std::array<std::array<std::int64_t, 3>, 6> kShapes = {{{384, 768, 768},
                                                                 {1024, 1024, 1024},
                                                                 {5120, 64, 832},
                                                                 {3152, 768, 3072},
                                                                 {208, 1536, 256},
                                                                 {12608, 512, 1536}}};

cube::CubeTiling tuned(const MatmulOp& op, const sim::SocSpec& soc, Cuts cuts) {
    return cube::tuned_tiling(cube::matmul_problem(op), soc, cuts);
}

TEST(MatmulTuner, EqualCutsDivideTheirAxes) {
    const auto soc = sim::load_soc("Ascend910B2");
    for (const auto& [m, n, k] : kShapes) {
        const MatmulOp op = matmul(m, n, k);
        const cube::CubeTiling t = tuned(op, *soc, Cuts::kEqual);
        const cube::Slice s = interior_slice(cube::matmul_problem(op), t);
        EXPECT_EQ(s.m * t.blocks.m, m);
        EXPECT_EQ(s.n * t.blocks.n, n);
        EXPECT_EQ(s.m % t.m_l0, 0) << m;
        EXPECT_EQ(s.n % t.n_l0, 0) << n;
        EXPECT_EQ(s.k % t.k_l0, 0) << k;
        EXPECT_EQ(t.k_al1 % t.k_l0, 0) << k;
        EXPECT_EQ(t.k_bl1 % t.k_l0, 0) << k;
    }
}

/// 197 fractals of rows are prime: an equal tile would be one of them.
TEST(MatmulTuner, NzMatricesMayBeCutUnequallyRatherThanIntoSlivers) {
    const auto soc = sim::load_soc("Ascend310P3");
    const MatmulOp op = matmul(3152, 768, 768, Layout::kFractalNz);
    EXPECT_EQ(tuned(op, *soc, Cuts::kEqual).m_l0, 16);
    EXPECT_GT(tuned(op, *soc, Cuts::kEqualIfPossible).m_l0, 16);
}

TEST(MatmulTuner, BlocksOfFewRowsKeepBAndPassAInChunksOfK) {
    const auto soc = sim::load_soc("Ascend910B2");
    const cube::CubeTiling t = tuned(matmul(16, 16, 1024), *soc, Cuts::kEqual);
    EXPECT_EQ(t.m_l0, 16);
    EXPECT_EQ(t.k_al1, 128);
    EXPECT_FALSE(t.double_al1);
    EXPECT_EQ(t.k_bl1, 1024);
    EXPECT_TRUE(t.b_stays_in_l0b);
}

TEST(MatmulTuner, GivesTheSameTilingEachTime) {
    const auto soc = sim::load_soc("Ascend910B2");
    for (const auto& [m, n, k] : kShapes) {
        const MatmulTiling once = choose_tiling(matmul(m, n, k), *soc);
        const MatmulTiling again = choose_tiling(matmul(m, n, k), *soc);
        EXPECT_EQ(once.block_m, again.block_m);
        EXPECT_EQ(once.m_l0, again.m_l0);
        EXPECT_EQ(once.n_l0, again.n_l0);
        EXPECT_EQ(once.k_l0, again.k_l0);
        EXPECT_EQ(once.k_al1, again.k_al1);
        EXPECT_EQ(once.k_bl1, again.k_bl1);
    }
}

std::int64_t cycles(const MatmulOp& op, const MatmulTiling& tiling, const sim::SocSpec& soc) {
    return testing::slowest(plan_matmul(op, tiling, soc), soc).total.count();
}

TEST(MatmulTuner, IsNotBetterThanFreeCutsOnTheWhole) {
    const auto soc = sim::load_soc("Ascend910B2");
    std::int64_t equal = 0, free = 0;
    for (const auto& [m, n, k] : kShapes) {
        const MatmulOp op = matmul(m, n, k);
        equal += cycles(op, choose_tiling(op, *soc), *soc);
        free += cycles(op, choose_free_tiling(op, *soc), *soc);
    }
    EXPECT_GT(equal, free);
}

TEST(MatmulTuner, IsNearlyAsGoodWhereAxesHaveManyDivisors) {
    const auto soc = sim::load_soc("Ascend910B2");
    for (const MatmulOp& op : {matmul(2304, 3072, 768), matmul(3072, 768, 3072)}) {
        const auto free = static_cast<double>(cycles(op, choose_free_tiling(op, *soc), *soc));
        EXPECT_LT(static_cast<double>(cycles(op, choose_tiling(op, *soc), *soc)), 1.5 * free);
    }
}

TEST(MatmulTuner, FindsAPlanOnEverySoc) {
    for (const std::string& name : testing::all_socs()) {
        const auto soc = sim::load_soc(name);
        for (const Layout layout : {Layout::kNd, Layout::kFractalNz}) {
            const MatmulOp op = matmul(197, 250, 333, layout);
            testing::expect_sound(plan_matmul(op, choose_tiling(op, *soc), *soc), *soc, op.a_type);
        }
    }
}

}  // namespace
}  // namespace ascend::models
