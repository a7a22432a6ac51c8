// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/lowering/lowering.h"
#include "tests/models/lowering/vector/plan_inspection.h"

namespace ascend::models::testing {
namespace {

ReduceOp sum_of(std::int64_t outer, std::int64_t reduced, std::int64_t inner) {
    ReduceOp op;
    op.outer = outer;
    op.reduced = reduced;
    op.inner = inner;
    return op;
}

TEST(ReducePlan, ReadsItsInputOnceAlongAnyAxis) {
    for (const ReduceOp& op : {sum_of(4096, 768, 1), sum_of(8, 49, 2048), sum_of(1, 9'000'001, 1),
                               sum_of(1, 65'537, 640)}) {
        for (const auto& soc : shipped_socs()) {
            SCOPED_TRACE(soc->name);
            const std::int64_t bytes = op.outer * op.reduced * op.inner * 2;
            const std::int64_t moved = moved_bytes(plan_reduce(op, *soc), 0);
            EXPECT_GE(moved, bytes);
            EXPECT_LE(moved, bytes + bytes / 100);
        }
    }
}

TEST(ReducePlan, ALongReductionToOneValueUsesManyCoresAndAWorkspace) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const auto plan = plan_reduce(sum_of(1, 50'000'000, 1), soc);
    EXPECT_EQ(plan.block_dim(), 48U);
    ASSERT_EQ(plan.operands.size(), 3U);
    EXPECT_EQ(plan.operands[2].role, sim::OperandRole::kWorkspace);
    EXPECT_EQ(plan.operands[2].bytes, Bytes(48 * 4));
}

TEST(ReducePlan, AShortReductionToOneValueStaysOnOneCore) {
    const auto plan = plan_reduce(sum_of(1, 512, 1), soc_named("Ascend910B2"));
    EXPECT_EQ(plan.block_dim(), 1U);
    EXPECT_EQ(plan.operands.size(), 2U);
}

TEST(ReducePlan, AProductFoldsRepeatsWhereASumHasAnInstruction) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    ReduceOp op = sum_of(4096, 64, 1);
    op.type = DataType::kFloat;
    const auto sum = busy_cycles(plan_reduce(op, soc), soc, sim::Pipe::kVector);
    op.kind = ReduceKind::kProd;
    EXPECT_GT(busy_cycles(plan_reduce(op, soc), soc, sim::Pipe::kVector), sum);
}

TEST(SoftmaxPlan, ARowThatFitsIsReadOnceAndALongOneThreeTimes) {
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        SoftmaxOp op;
        op.outer = 64;
        op.axis = 1024;
        EXPECT_EQ(moved_bytes(plan_softmax(op, *soc), 0), 64 * 1024 * 2);
        op.axis = 262'144;
        EXPECT_EQ(moved_bytes(plan_softmax(op, *soc), 0), 3 * 64 * 262'144 * 2);
        EXPECT_EQ(moved_bytes(plan_softmax(op, *soc), 1), 64 * 262'144 * 2);
    }
}

TEST(SoftmaxPlan, MoreRowsAreNeverCheaper) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    double before = 0;
    for (SoftmaxOp op{1, 384, 1, DataType::kFloat16, false}; op.outer < 100'000;
         op.outer = op.outer * 3 / 2 + 1) {
        const double now = kernel_cycles(plan_softmax(op, soc), soc);
        EXPECT_GE(now, 0.98 * before) << op.outer;
        before = now;
    }
}

TEST(NormPlan, ReadsRowsOnceWhenTheyFitAndTwiceWhenNot) {
    NormOp op;
    op.rows = 96;
    op.columns = 768;
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        op.columns = 768;
        EXPECT_EQ(moved_bytes(plan_norm(op, *soc), 0), 96 * 768 * 2);
        op.columns = 1'000'000;
        EXPECT_EQ(moved_bytes(plan_norm(op, *soc), 0), 2 * 96 * 1'000'000 * 2);
    }
}

TEST(NormPlan, OrdersItsOperandsAsTheOperatorSays) {
    NormOp op;
    op.rows = 4096;
    op.columns = 1024;
    op.residual = true;
    const auto plan = plan_norm(op, soc_named("Ascend910B2"));
    ASSERT_EQ(plan.operands.size(), 6U);
    const std::int64_t rows = 4096 * 1024 * 2, vector = 1024 * 2;
    const std::int64_t expected[] = {rows, rows, vector, vector, rows, rows};
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(plan.operands[i].bytes, Bytes(expected[i]));
        EXPECT_EQ(plan.operands[i].role,
                  i < 4 ? sim::OperandRole::kInput : sim::OperandRole::kOutput);
    }
}

TEST(NormPlan, RmsNormTakesLessVectorTimeThanLayerNorm) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    NormOp op;
    op.rows = 4096;
    op.columns = 1024;
    op.beta = false;
    const auto layer = busy_cycles(plan_norm(op, soc), soc, sim::Pipe::kVector);
    op.kind = NormKind::kRmsNorm;
    EXPECT_LT(busy_cycles(plan_norm(op, soc), soc, sim::Pipe::kVector), layer);
}

TEST(NormPlan, BatchNormIsCheaperThanANormThatMeasures) {
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        NormOp op;
        op.kind = NormKind::kInstanceNorm;
        op.rows = 64;
        op.columns = 56 * 56 * 16;
        const double measured = kernel_cycles(plan_norm(op, *soc), *soc);
        op.kind = NormKind::kBatchNorm;
        EXPECT_LT(kernel_cycles(plan_norm(op, *soc), *soc), measured);
    }
}

/// source: softmax and rms_norm of 2048 to 4096 columns (operators_bench): on 910B they take the
/// sum of load, computation and store, on 950 the longest.
TEST(RowKernels, LongRowsAreTakenOneByOneWhereThereAreNoRegisters) {
    const auto depth = [](const sim::KernelPlan& plan) { return int{plan.buffer_depths.front()}; };
    const auto softmax = [&](const char* soc, std::int64_t columns) {
        return depth(plan_softmax({4096, columns, 1, DataType::kFloat, false}, soc_named(soc)));
    };
    EXPECT_EQ(softmax("Ascend910B2", 2048), 1);
    EXPECT_EQ(softmax("Ascend910B2", 128), 2);
    EXPECT_EQ(softmax("Ascend910B2", 8192), 2);
    EXPECT_EQ(softmax("Ascend950PR_9589", 2048), 2);
    EXPECT_EQ(softmax("Ascend310P3", 2048), 2);
}

TEST(RowKernels, RowsThatAreTakenOneByOneShareNoInstruction) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const auto vector = [&](std::int64_t rows) {
        return busy_cycles(plan_softmax({rows, 1024, 1, DataType::kFloat, false}, soc), soc,
                           sim::Pipe::kVector);
    };
    EXPECT_EQ(vector(480), 480 * vector(1));
}

TEST(NormPlan, QuantisedRowsAreStoredInTheTypeOfTheirCast) {
    NormOp op;
    op.kind = NormKind::kRmsNorm;
    op.rows = 512;
    op.columns = 2048;
    op.gamma = op.beta = false;
    op.steps = {{VectorOp::kRound, DataType::kFloat}, {VectorOp::kCast, DataType::kInt8}};
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        const auto plan = plan_norm(op, *soc);
        EXPECT_EQ(plan.operands[1].bytes, Bytes(512 * 2048));
        EXPECT_EQ(moved_bytes(plan, 1), 512 * 2048);
    }
}

TEST(TopKPlan, TakesMoreTimeForMoreColumnsAndForMoreKept) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const auto vector = [&](std::int64_t columns, std::int64_t k) {
        return busy_cycles(plan_top_k({48, columns, k, DataType::kFloat}, soc), soc,
                           sim::Pipe::kVector);
    };
    EXPECT_GT(vector(2048, 32), vector(1024, 32));
    EXPECT_GT(vector(2048, 2048), vector(2048, 32));
}

}  // namespace
}  // namespace ascend::models::testing
