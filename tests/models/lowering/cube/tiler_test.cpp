// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/tiler.h"

#include <gtest/gtest.h>

#include <array>

#include "models/lowering/cube/block_program.h"
#include "models/lowering/cube/matmul.h"
#include "models/lowering/cube/tiling_cost.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/lowering/cube/cube_plan.h"

namespace ascend::models {
namespace {

MatmulOp matmul(std::int64_t m, std::int64_t n, std::int64_t k) {
    MatmulOp op;
    op.m = m;
    op.n = n;
    op.k = k;
    return op;
}

constexpr std::array<std::array<std::int64_t, 3>, 8> kShapes = {{{16, 16, 16},
                                                                 {384, 768, 768},
                                                                 {1, 1000, 2048},
                                                                 {1024, 1024, 1024},
                                                                 {5120, 64, 832},
                                                                 {2049, 2047, 333},
                                                                 {49, 512, 4608},
                                                                 {3000, 3000, 3000}}};

/// One core, tiles of 64, one chunk of K after the other.
MatmulTiling naive() {
    MatmulTiling tiling;
    tiling.m_l0 = tiling.n_l0 = tiling.k_l0 = 64;
    tiling.k_al1 = tiling.k_bl1 = 64;
    tiling.double_al1 = tiling.double_bl1 = tiling.double_al0 = tiling.double_bl0 = false;
    return tiling;
}

/// Kernel time in cycles: launch, cold start and the slowest block, all in L2.
double kernel_cycles(const sim::KernelPlan& plan, const sim::SocSpec& soc) {
    const double blocks = plan.block_dim();
    const double launch =
        std::min(soc.scheduler.kernel_launch_us + blocks * soc.scheduler.kernel_launch_us_per_block,
                 soc.scheduler.kernel_launch_us_max);
    return launch * soc.ai_core.frequency_mhz + soc.ai_core.first_load_cycles_per_block * blocks +
           static_cast<double>(testing::slowest(plan, soc).total.count());
}

TEST(Tiler, IsNeverWorseThanOneCoreWithSmallTiles) {
    for (const std::string& name : testing::all_socs()) {
        const auto soc = sim::load_soc(name);
        for (const auto& [m, n, k] : kShapes) {
            const MatmulOp op = matmul(m, n, k);
            const double chosen =
                kernel_cycles(plan_matmul(op, choose_free_tiling(op, *soc), *soc), *soc);
            const double plain = kernel_cycles(plan_matmul(op, naive(), *soc), *soc);
            // The estimate sees DRAM, this comparison does not: a small product may differ by its
            // launches.
            EXPECT_LE(chosen, 1.25 * plain) << name << " " << m << " x " << n << " x " << k;
        }
    }
}

TEST(Tiler, ReachesMostOfTheRoofOnLargeSquares) {
    for (const char* name : {"Ascend310P3", "Ascend910A", "Ascend910B2", "Ascend910B4"}) {
        const auto soc = sim::load_soc(name);
        const MatmulOp op = matmul(4096, 4096, 4096);
        const sim::KernelPlan plan = plan_matmul(op, choose_free_tiling(op, *soc), *soc);
        const double ideal = 4096.0 * 4096 * 4096 / 4096 / static_cast<double>(soc->ai_core.count);
        const double cycles = static_cast<double>(testing::slowest(plan, *soc).total.count());
        EXPECT_LT(cycles, 2.0 * ideal) << name;
        EXPECT_GE(cycles, ideal) << name;
    }
}

TEST(Tiler, UsesOneCoreWhereMoreOnlyCostLaunches) {
    const auto soc = sim::load_soc("Ascend910B2");
    const MatmulTiling tiling = choose_free_tiling(matmul(16, 16, 16), *soc);
    EXPECT_EQ(tiling.block_m * tiling.block_n * tiling.block_k, 1);
}

TEST(Tiler, MoreCoresAreNeverSlowerThanTheirStartCost) {
    for (const auto& [m, n, k] : kShapes) {
        const MatmulOp op = matmul(m, n, k);
        double before = 0;
        for (const char* cores : {"ai_core.count=1", "ai_core.count=4", "ai_core.count=8"}) {
            const auto soc = sim::load_soc("Ascend310P3", {cores});
            const double now =
                kernel_cycles(plan_matmul(op, choose_free_tiling(op, *soc), *soc), *soc);
            if (before > 0) {
                EXPECT_LE(now, before * 1.1) << m << " " << n << " " << k << cores;
            }
            before = now;
        }
    }
}

TEST(Tiler, AFasterLoadPathIsNotSlower) {
    for (const auto& [m, n, k] : kShapes) {
        const MatmulOp op = matmul(m, n, k);
        const auto slow = sim::load_soc("Ascend910B2", {"ai_core.gm_to_l1.bytes_per_cycle=40"});
        const auto fast = sim::load_soc("Ascend910B2");
        const double on_slow =
            kernel_cycles(plan_matmul(op, choose_free_tiling(op, *slow), *slow), *slow);
        const double on_fast =
            kernel_cycles(plan_matmul(op, choose_free_tiling(op, *fast), *fast), *fast);
        EXPECT_LE(on_fast, 1.05 * on_slow) << m << " " << n << " " << k;
    }
}

TEST(Tiler, EstimateIsCloseToThePlayedKernel) {
    const auto soc = sim::load_soc("Ascend910B2");
    for (const auto& [m, n, k] : kShapes) {
        const MatmulOp op = matmul(m, n, k);
        const cube::CubeProblem problem = cube::matmul_problem(op);
        const cube::CubeTiling tiling = cube::choose_cube_tiling(problem, *soc, {});
        const double estimate =
            cube::TilingCost(problem, *soc).of(tiling, interior_slice(problem, tiling));
        const double played = kernel_cycles(cube::build_plan(problem, tiling, *soc), *soc);
        EXPECT_LT(played, 1.5 * estimate) << m << " " << n << " " << k;
        EXPECT_GT(played, 0.3 * estimate) << m << " " << n << " " << k;
    }
}

}  // namespace
}  // namespace ascend::models
