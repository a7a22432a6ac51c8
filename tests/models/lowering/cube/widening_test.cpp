// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/cube/widening.h"

#include <gtest/gtest.h>

#include "models/lowering/lowering.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/lowering/cube/cube_plan.h"

namespace ascend::models {
namespace {

MatmulOp matmul(DataType activations, DataType weights) {
    MatmulOp op;
    op.m = 16;
    op.n = 2048;
    op.k = 1024;
    op.a_type = activations;
    op.b_type = weights;
    return op;
}

sim::KernelPlan plan(const char* soc, DataType activations) {
    const auto spec = sim::load_soc(soc);
    const MatmulOp op = matmul(activations, DataType::kInt8);
    return plan_matmul(op, choose_free_tiling(op, *spec), *spec);
}

TEST(Widening, LoadsEachWeightOnceInEightBits) {
    const sim::KernelPlan kernel = plan("Ascend910B2", DataType::kFloat16);
    EXPECT_EQ(kernel.operands[1].bytes, Bytes(2048 * 1024));
    EXPECT_EQ(testing::moved(kernel, 1), Bytes(2048 * 1024));
}

TEST(Widening, PassesThroughAWorkspaceWhereNoPathLeadsToL1) {
    const sim::KernelPlan kernel = plan("Ascend910B2", DataType::kFloat16);
    ASSERT_EQ(kernel.operands.back().role, sim::OperandRole::kWorkspace);
    // Written by the vector cores and read by the cube cores, two bytes each.
    EXPECT_EQ(testing::moved(kernel, kernel.operands.size() - 1), Bytes(2 * 2 * 2048 * 1024));
    EXPECT_EQ(kernel.core_type, sim::CoreType::kMix);
}

TEST(Widening, GoesStraightToL1WhereAPathLeadsThere) {
    const sim::KernelPlan kernel = plan("Ascend950PR_9589", DataType::kBf16);
    for (const sim::Operand& operand : kernel.operands)
        EXPECT_NE(operand.role, sim::OperandRole::kWorkspace);
}

TEST(Widening, Bf16TakesTheVectorCoresLongerThanFp16) {
    const auto soc = sim::load_soc("Ascend910B2");
    EXPECT_GT(testing::busy(plan("Ascend910B2", DataType::kBf16), *soc, sim::Pipe::kVector),
              testing::busy(plan("Ascend910B2", DataType::kFloat16), *soc, sim::Pipe::kVector));
}

TEST(Widening, WideWeightsNeedNoVectorCores) {
    const auto soc = sim::load_soc("Ascend910B2");
    const MatmulOp op = matmul(DataType::kFloat16, DataType::kFloat16);
    const sim::KernelPlan kernel = plan_matmul(op, choose_free_tiling(op, *soc), *soc);
    EXPECT_EQ(kernel.core_type, sim::CoreType::kAiCore);
}

}  // namespace
}  // namespace ascend::models
