// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/matmul.h"

#include <gtest/gtest.h>

#include <array>

#include "models/lowering/lowering.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/lowering/cube/cube_plan.h"
#include "traces/error.h"

namespace ascend::models {
namespace {

using testing::expect_sound;
using testing::moved;

MatmulOp matmul(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t batch = 1) {
    MatmulOp op;
    op.batch = batch;
    op.m = m;
    op.n = n;
    op.k = k;
    return op;
}

sim::KernelPlan planned(const MatmulOp& op, const sim::SocSpec& soc) {
    return plan_matmul(op, choose_tiling(op, soc), soc);
}

constexpr std::array<std::array<std::int64_t, 3>, 16> kShapes = {{{1, 1, 1},
                                                                  {16, 16, 16},
                                                                  {17, 33, 47},
                                                                  {1, 4096, 4096},
                                                                  {1, 1000, 2048},
                                                                  {384, 768, 768},
                                                                  {4096, 1, 256},
                                                                  {128, 3072, 768},
                                                                  {1024, 1024, 1024},
                                                                  {4096, 4096, 4096},
                                                                  {100000, 16, 16},
                                                                  {16, 100000, 32},
                                                                  {32, 32, 100000},
                                                                  {4099, 257, 1023},
                                                                  {128, 50257, 768},
                                                                  {65, 129, 20481}}};

TEST(PlanMatmul, IsSoundOnEverySocForAllShapes) {
    for (const std::string& name : testing::all_socs()) {
        const auto soc = sim::load_soc(name);
        for (const auto& [m, n, k] : kShapes) {
            SCOPED_TRACE(::testing::Message() << name << " " << m << " x " << n << " x " << k);
            expect_sound(planned(matmul(m, n, k), *soc), *soc, DataType::kFloat16);
        }
    }
}

TEST(PlanMatmul, IsSoundInEveryLayout) {
    const auto soc = sim::load_soc("Ascend310P3");
    for (const Layout a : {Layout::kNd, Layout::kFractalNz, Layout::kNc1hwc0}) {
        for (const Layout b : {Layout::kNd, Layout::kFractalNz, Layout::kFractalZ}) {
            for (const Layout c : {Layout::kNd, Layout::kFractalNz, Layout::kNc1hwc0}) {
                for (const int transposed : {0, 1, 2, 3}) {
                    MatmulOp op = matmul(99, 200, 515);
                    op.a_layout = a;
                    op.b_layout = b;
                    op.c_layout = c;
                    op.transpose_a = transposed & 1;
                    op.transpose_b = transposed & 2;
                    expect_sound(planned(op, *soc), *soc, DataType::kFloat16);
                }
            }
        }
    }
}

TEST(PlanMatmul, StoresEachOutputByteOnce) {
    for (const char* name : {"Ascend310P3", "Ascend310B1", "Ascend910B2"}) {
        const auto soc = sim::load_soc(name);
        for (const auto& [m, n, k] : kShapes) {
            if (k > 10000) continue;  // those may split K
            const sim::KernelPlan plan = planned(matmul(m, n, k), *soc);
            EXPECT_EQ(testing::output_bytes(plan), Bytes(2 * m * n))
                << name << " " << m << " " << n;
        }
    }
}

TEST(PlanMatmul, PadsAnNzOutputToFractals) {
    const auto soc = sim::load_soc("Ascend310P3");
    MatmulOp op = matmul(17, 33, 64);
    op.c_layout = Layout::kFractalNz;
    EXPECT_EQ(testing::output_bytes(planned(op, *soc)), Bytes(2 * 32 * 48));
}

TEST(PlanMatmul, LoadsAnOperandKeptInL1Once) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulTiling tiling;
    tiling.m_l0 = 64;
    tiling.n_l0 = 64;
    tiling.k_l0 = 64;
    tiling.k_bl1 = 64;
    const sim::KernelPlan plan = plan_matmul(matmul(256, 256, 256), tiling, *soc);
    EXPECT_EQ(moved(plan, 0), Bytes(2 * 256 * 256));      // A stays: k_al1 = 0
    EXPECT_EQ(moved(plan, 1), Bytes(2 * 256 * 256) * 4);  // B again for each of 4 row tiles
}

TEST(PlanMatmul, ReloadsBothOperandsWhenBothStream) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulTiling tiling;
    tiling.m_l0 = 64;
    tiling.n_l0 = 128;
    tiling.k_l0 = 64;
    tiling.k_al1 = tiling.k_bl1 = 64;
    const sim::KernelPlan plan = plan_matmul(matmul(256, 256, 256), tiling, *soc);
    EXPECT_EQ(moved(plan, 0), Bytes(2 * 256 * 256) * 2);
    EXPECT_EQ(moved(plan, 1), Bytes(2 * 256 * 256) * 4);
}

TEST(PlanMatmul, CoresThatShareAnOperandEachLoadIt) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulTiling tiling;
    tiling.block_m = 4;
    tiling.block_n = 2;
    tiling.m_l0 = tiling.n_l0 = tiling.k_l0 = 64;
    const sim::KernelPlan plan = plan_matmul(matmul(256, 128, 64), tiling, *soc);
    EXPECT_EQ(plan.block_dim(), 8U);
    EXPECT_EQ(moved(plan, 0), Bytes(2 * 256 * 64) * 2);
    EXPECT_EQ(moved(plan, 1), Bytes(2 * 64 * 128) * 4);
}

TEST(PlanMatmul, HonoursARecordedTiling) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulTiling tiling;
    tiling.block_m = 5;
    tiling.block_n = 4;
    tiling.k_al1 = 512;
    tiling.k_bl1 = 128;
    tiling.m_l0 = 64;
    tiling.k_l0 = 64;
    tiling.n_l0 = 128;
    tiling.double_al1 = false;
    tiling.double_bl1 = true;
    tiling.double_al0 = true;
    tiling.double_bl0 = false;
    const sim::KernelPlan plan = plan_matmul(matmul(1600, 1024, 2048), tiling, *soc);
    EXPECT_EQ(plan.block_dim(), 20U);
    EXPECT_EQ(plan.groups.size(), 1U);
    EXPECT_EQ(plan.buffer_depths[0], 1);  // A in L1
    EXPECT_EQ(plan.buffer_depths[1], 2);
    EXPECT_EQ(plan.buffer_depths[4], 2);  // L0A
    EXPECT_EQ(plan.buffer_depths[5], 1);
    // 320 rows: 5 tiles of 64; 256 columns: 2 tiles of 128; each pair streams A and B.
    EXPECT_EQ(moved(plan, 0), Bytes(2 * 1600 * 2048) * 4 * 2);
    EXPECT_EQ(moved(plan, 1), Bytes(2 * 1024 * 2048) * 5 * 5);
}

TEST(PlanMatmul, ChosenTilingSurvivesTheRecordedForm) {
    for (const char* name : {"Ascend310P3", "Ascend910A", "Ascend910B2"}) {
        const auto soc = sim::load_soc(name);
        for (const auto& [m, n, k] : kShapes) {
            const cube::CubeProblem problem = cube::matmul_problem(matmul(m, n, k));
            const MatmulTiling once = choose_tiling(matmul(m, n, k), *soc);
            const MatmulTiling twice = to_matmul_tiling(problem, to_cube_tiling(problem, once));
            EXPECT_EQ(once.k_al1, twice.k_al1);
            EXPECT_EQ(once.k_bl1, twice.k_bl1);
            EXPECT_EQ(once.m_l0, twice.m_l0);
            EXPECT_EQ(once.block_m * once.block_n, twice.block_m * twice.block_n);
        }
    }
}

TEST(PlanMatmul, RefusesATileThatDoesNotFit) {
    const auto soc = sim::load_soc("Ascend910B2");
    const auto message = [&](const MatmulTiling& tiling) {
        try {
            plan_matmul(matmul(1024, 1024, 1024), tiling, *soc);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument);
            return std::string(error.what());
        }
        return std::string();
    };
    MatmulTiling tiling;
    tiling.k_al1 = tiling.k_bl1 = 64;
    tiling.m_l0 = 256;
    tiling.n_l0 = 256;
    tiling.k_l0 = 16;
    EXPECT_NE(message(tiling).find("L0C"), std::string::npos);
    tiling.n_l0 = 16;
    tiling.k_l0 = 64;
    EXPECT_EQ(message(tiling), "");
    tiling.k_l0 = 80;
    EXPECT_NE(message(tiling).find("L0A"), std::string::npos);
    tiling.m_l0 = tiling.n_l0 = tiling.k_l0 = 64;
    tiling.k_al1 = tiling.k_bl1 = 0;
    EXPECT_NE(message(tiling).find("L1"), std::string::npos);
}

TEST(PlanMatmul, SharesBOverTheBatch) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulTiling tiling;
    tiling.m_l0 = tiling.n_l0 = tiling.k_l0 = 64;
    MatmulOp op = matmul(64, 64, 64, 10);
    op.b_shared = true;
    const sim::KernelPlan shared = plan_matmul(op, tiling, *soc);
    EXPECT_EQ(shared.operands[1].bytes, Bytes(2 * 64 * 64));
    EXPECT_EQ(moved(shared, 1), Bytes(2 * 64 * 64));
    op.b_shared = false;
    const sim::KernelPlan own = plan_matmul(op, tiling, *soc);
    EXPECT_EQ(own.operands[1].bytes, Bytes(2 * 64 * 64) * 10);
    EXPECT_EQ(moved(own, 1), Bytes(2 * 64 * 64) * 10);
}

TEST(PlanMatmul, SpreadsABatchOverTheCores) {
    const auto soc = sim::load_soc("Ascend910B2");
    const sim::KernelPlan plan = planned(matmul(128, 128, 64, 192), *soc);
    EXPECT_GE(plan.block_dim(), 12U);
    expect_sound(plan, *soc, DataType::kFloat16);
}

TEST(PlanMatmul, SplitKStoresEachPartAndClears) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulTiling tiling;
    tiling.block_k = 4;
    tiling.m_l0 = tiling.n_l0 = 64;
    tiling.k_l0 = 64;
    tiling.k_al1 = tiling.k_bl1 = 256;
    const sim::KernelPlan plan = plan_matmul(matmul(64, 64, 4096), tiling, *soc);
    EXPECT_EQ(plan.block_dim(), 4U);
    EXPECT_EQ(testing::output_bytes(plan), Bytes(2 * 64 * 64) * 5);
    EXPECT_EQ(moved(plan, 0), Bytes(2 * 64 * 4096));
}

/// As none of 1,682 tuned matmuls does. source: matmul_910b2
TEST(PlanMatmul, NoTilingOfOursSplitsK) {
    const auto soc = sim::load_soc("Ascend910B2");
    EXPECT_EQ(choose_tiling(matmul(32, 32, 153600), *soc).block_k, 1);
    EXPECT_EQ(choose_tiling(matmul(2048, 2048, 2048), *soc).block_k, 1);
    MatmulOp relu = matmul(32, 32, 153600);
    relu.epilogue.steps = {{VectorOp::kRelu, DataType::kFloat16, false}};
    EXPECT_EQ(choose_tiling(relu, *soc).block_k, 1);
}

TEST(PlanMatmul, FixpipeDoesBiasAndRelu) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulOp op = matmul(512, 512, 512);
    op.bias = true;
    op.epilogue.steps = {{VectorOp::kRelu, DataType::kFloat16, false}};
    const sim::KernelPlan plan = planned(op, *soc);
    EXPECT_EQ(plan.core_type, sim::CoreType::kAiCore);
    EXPECT_EQ(plan.operands.size(), 4U);
    EXPECT_EQ(testing::busy(plan, *soc, sim::Pipe::kVector), 0);
    EXPECT_GT(testing::busy(plan, *soc, sim::Pipe::kFixpipe), 0);
    expect_sound(plan, *soc, DataType::kFloat16);
}

TEST(PlanMatmul, GeluOnASplitChipPassesTheVectorCores) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulOp op = matmul(512, 3072, 768);
    op.epilogue.steps = {{VectorOp::kErf, DataType::kFloat16, false},
                         {VectorOp::kMul, DataType::kFloat16, false}};
    op.epilogue.residual = true;
    const sim::KernelPlan plan = planned(op, *soc);
    EXPECT_EQ(plan.core_type, sim::CoreType::kMix);
    EXPECT_EQ(plan.operands.back().role, sim::OperandRole::kWorkspace);
    EXPECT_EQ(moved(plan, plan.operands.size() - 1), Bytes(2 * 512 * 3072) * 2);  // out and in
    EXPECT_GT(testing::busy(plan, *soc, sim::Pipe::kVector), 0);
    expect_sound(plan, *soc, DataType::kFloat16);
}

TEST(PlanMatmul, AnOlderCoreStoresThroughUb) {
    const auto soc = sim::load_soc("Ascend310P3");
    MatmulOp op = matmul(512, 3072, 768);
    op.epilogue.steps = {{VectorOp::kErf, DataType::kFloat16, false}};
    const sim::KernelPlan plan = planned(op, *soc);
    EXPECT_EQ(plan.core_type, sim::CoreType::kAiCore);
    EXPECT_EQ(testing::busy(plan, *soc, sim::Pipe::kFixpipe), 0);
    EXPECT_GT(testing::busy(plan, *soc, sim::Pipe::kMte3), 0);
    const sim::KernelPlan plain = planned(matmul(512, 3072, 768), *soc);
    EXPECT_GT(testing::busy(plan, *soc, sim::Pipe::kVector),
              testing::busy(plain, *soc, sim::Pipe::kVector));
}

TEST(PlanMatmul, Int8NeedsHalfTheCubeCyclesOfFp16) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulTiling tiling;
    tiling.m_l0 = tiling.n_l0 = 64;
    tiling.k_l0 = tiling.k_al1 = tiling.k_bl1 = 128;
    MatmulOp op = matmul(1024, 1024, 1024);
    const auto half = testing::busy(plan_matmul(op, tiling, *soc), *soc, sim::Pipe::kCube);
    op.a_type = op.b_type = DataType::kInt8;
    const auto quarter = testing::busy(plan_matmul(op, tiling, *soc), *soc, sim::Pipe::kCube);
    const std::int64_t startup = 16 * 16 * 8 * 3;
    EXPECT_LE(quarter, half / 2 + startup);
    EXPECT_GE(2 * quarter, half);
}

TEST(Lower, MergesABatchOfRowsThatShareB) {
    const auto soc = sim::load_soc("Ascend910B2");
    MatmulOp op = matmul(1, 1024, 1024, 64);
    op.b_shared = true;
    MatmulOp tall = matmul(64, 1024, 1024);
    const auto merged = lower(op, "MatMulV2", *soc);
    const auto direct = lower(tall, "MatMulV2", *soc);
    EXPECT_EQ(testing::slowest(*merged, *soc).total, testing::slowest(*direct, *soc).total);
    EXPECT_EQ(merged->type, "MatMulV2");
}

}  // namespace
}  // namespace ascend::models
