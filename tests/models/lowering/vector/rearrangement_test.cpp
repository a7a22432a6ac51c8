// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/lowering/lowering.h"
#include "tests/models/lowering/vector/plan_inspection.h"

namespace ascend::models::testing {
namespace {

double transpose_cycles(const sim::SocSpec& soc, std::vector<std::int64_t> shape,
                        std::vector<std::int64_t> permutation) {
    const TransposeOp op{std::move(shape), std::move(permutation), DataType::kFloat16};
    return kernel_cycles(plan_transpose(op, soc), soc);
}

TEST(TransposePlan, MovesItsTensorOnceEachWay) {
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        const auto plan = plan_transpose({{1023, 4099}, {1, 0}, DataType::kFloat16}, *soc);
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_GE(moved_bytes(plan, i), 1023 * 4099 * 2);
            EXPECT_LE(moved_bytes(plan, i), 1023 * 4099 * 2 + 64 * 1024);
        }
    }
}

TEST(TransposePlan, AnIdentityIsAPlainCopy) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const auto plan = plan_transpose({{7, 1, 500, 3}, {1, 0, 2, 3}, DataType::kFloat16}, soc);
    EXPECT_EQ(busy_cycles(plan, soc, sim::Pipe::kVector), 0);
    EXPECT_LE(runs_of(plan, 0), 2 * std::int64_t{plan.block_dim()});
}

TEST(TransposePlan, LongRowsMoveWithoutTheVectorUnit) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    const auto plan = plan_transpose({{8, 64, 32, 1024}, {0, 2, 1, 3}, DataType::kFloat16}, soc);
    EXPECT_EQ(busy_cycles(plan, soc, sim::Pipe::kVector), 0);
    EXPECT_EQ(runs_of(plan, 0), 8 * 64 * 32);
}

TEST(TransposePlan, ShortRowsAreSlowerThanLongOnes) {
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        EXPECT_GT(transpose_cycles(*soc, {1024, 512, 2}, {1, 0, 2}),
                  transpose_cycles(*soc, {32, 32, 1024}, {1, 0, 2}));
    }
}

TEST(TransposePlan, SwappingTheLastTwoAxesUsesTheTransposeInstruction) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    const auto plan = plan_transpose({{2048, 2048}, {1, 0}, DataType::kFloat16}, soc);
    EXPECT_GT(busy_cycles(plan, soc, sim::Pipe::kVector), 2048 * 2048 * 2 / 512 * 6);
    EXPECT_LT(runs_of(plan, 0), 2048 * 2048 / 16);
}

TEST(TransposePlan, AxesOfOneAndNeighboursDoNotMatter) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    EXPECT_EQ(transpose_cycles(soc, {2, 32, 12, 64}, {0, 2, 1, 3}),
              transpose_cycles(soc, {2, 1, 32, 12, 1, 8, 8}, {0, 1, 3, 4, 2, 5, 6}));
}

TEST(TransDataPlan, PadsTheBlockedSide) {
    const TransDataOp op{
        Layout::kNd, Layout::kNc1hwc0, {8, 3, 224, 224}, DataType::kFloat, DataType::kFloat16};
    const auto plan = plan_trans_data(op, soc_named("Ascend310P3"));
    EXPECT_EQ(plan.operands[0].bytes, Bytes(8 * 3 * 224 * 224 * 4));
    EXPECT_EQ(plan.operands[1].bytes, Bytes(8 * 16 * 224 * 224 * 2));
}

TEST(TransDataPlan, FractalsPadRowsAndColumns) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    const DataType half = DataType::kFloat16;
    const auto nz =
        plan_trans_data({Layout::kNd, Layout::kFractalNz, {5, 17, 33}, half, half}, soc);
    EXPECT_EQ(nz.operands[1].bytes, Bytes(5 * 32 * 48 * 2));
    const auto z =
        plan_trans_data({Layout::kNd, Layout::kFractalZ, {33, 17, 3, 3}, half, half}, soc);
    EXPECT_EQ(z.operands[1].bytes, Bytes(48 * 32 * 9 * 2));
}

TEST(TransDataPlan, BothDirectionsMoveTheSameBytes) {
    for (const Layout layout : {Layout::kNc1hwc0, Layout::kFractalNz, Layout::kFractalZ}) {
        for (const auto& soc : shipped_socs()) {
            const DataType half = DataType::kFloat16;
            const auto there =
                plan_trans_data({Layout::kNd, layout, {32, 48, 14, 14}, half, half}, *soc);
            const auto back =
                plan_trans_data({layout, Layout::kNd, {32, 48, 14, 14}, half, half}, *soc);
            EXPECT_EQ(there.operands[0].bytes, back.operands[1].bytes);
            EXPECT_EQ(there.operands[1].bytes, back.operands[0].bytes);
        }
    }
}

TEST(TransDataPlan, AnImageIsTurnedByTheVectorUnitAndStoredInLongRuns) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    const TransDataOp op{
        Layout::kNd, Layout::kNc1hwc0, {8, 64, 56, 56}, DataType::kFloat16, DataType::kFloat16};
    const auto plan = plan_trans_data(op, soc);
    EXPECT_GT(busy_cycles(plan, soc, sim::Pipe::kVector), 8 * 64 * 56 * 56 * 2 / 512 * 6);
    EXPECT_GE(plan.operands[1].bytes.count() / runs_of(plan, 1), 512);
}

TEST(CopyPlan, ShortRowsAreSlowerThanLongOnes) {
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        const auto cycles = [&](std::int64_t rows, std::int64_t row_bytes) {
            const CopyOp op{{{0, 0, rows, row_bytes, true, false}}, 1, 1, DataType::kFloat16};
            return kernel_cycles(plan_copy(op, *soc), *soc);
        };
        EXPECT_GT(cycles(262'144, 32), 1.5 * cycles(2048, 4096));
    }
}

TEST(CopyPlan, ShortPiecesOfAConcatAreJoinedInUb) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const CopyOp op{{{0, 0, 100'000, 2, false, true}, {1, 0, 100'000, 6, false, true}},
                    2,
                    1,
                    DataType::kFloat16};
    const auto plan = plan_copy(op, soc);
    EXPECT_GT(busy_cycles(plan, soc, sim::Pipe::kVector), 0);
    EXPECT_LT(runs_of(plan, 2), 10'000);
}

TEST(CopyPlan, LongPiecesOfAConcatPassThroughUbUntouched) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const CopyOp op{{{0, 0, 1000, 4096, false, true}, {1, 0, 1000, 8192, false, true}},
                    2,
                    1,
                    DataType::kFloat16};
    const auto plan = plan_copy(op, soc);
    EXPECT_EQ(busy_cycles(plan, soc, sim::Pipe::kVector), 0);
    EXPECT_EQ(plan.operands[2].bytes, Bytes(1000 * 12'288));
    EXPECT_LE(moved_bytes(plan, 2), 1000 * 12'288 + 2 * std::int64_t{plan.block_dim()});
}

TEST(CopyPlan, APadValueIsStoredWithoutALoad) {
    const CopyOp op{{{1, 0, 1, 1 << 20, false, false}}, 1, 1, DataType::kFloat16};
    const auto plan = plan_copy(op, soc_named("Ascend310P3"));
    EXPECT_EQ(plan.operands[0].bytes, Bytes(0));
    EXPECT_EQ(moved_bytes(plan, 0), 0);
    EXPECT_EQ(moved_bytes(plan, 1), 1 << 20);
}

TEST(GatherPlan, TouchesNoMoreOfTheTableThanItPicks) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    const auto few = plan_gather({384, 1536, 46'881'792, DataType::kInt64, false}, soc);
    EXPECT_EQ(few.operands[0].bytes, Bytes(384 * 1536));
    EXPECT_EQ(few.operands[1].bytes, Bytes(384 * 8));
    EXPECT_EQ(few.operands[2].bytes, Bytes(384 * 1536));
    EXPECT_EQ(runs_of(few, 0), 384);
    const auto many = plan_gather({100'000, 1536, 1'536'000, DataType::kInt64, false}, soc);
    EXPECT_EQ(many.operands[0].bytes, Bytes(1'536'000));
}

TEST(GatherPlan, ManyShortRowsAreSlowerThanFewLongOnes) {
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        const auto cycles = [&](std::int64_t picks, std::int64_t row_bytes) {
            const GatherOp op{picks, row_bytes, 100'000'000, DataType::kInt32, false};
            return kernel_cycles(plan_gather(op, *soc), *soc);
        };
        EXPECT_GT(cycles(65'536, 16), cycles(256, 4096));
    }
}

TEST(GatherPlan, ElementsOfASmallTableAreGatheredInUb) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const auto plan = plan_gather({1'000'000, 4, 4096, DataType::kInt32, false}, soc);
    EXPECT_GT(busy_cycles(plan, soc, sim::Pipe::kVector), 1'000'000 / 64 * 12);
    EXPECT_LE(moved_bytes(plan, 0), 4096 * 48);
}

/// source: facts 6b (SIMT threads load lines of 128 B through a cache of 128 KB)
TEST(GatherPlan, ThreadsLoadALineForEveryElementUnlessTheCacheHoldsThem) {
    const sim::SocSpec& soc = soc_named("Ascend950PR_9589");
    const auto vector = [&](std::int64_t lines) {
        GatherOp op{1 << 20, 4, 8 << 20, DataType::kInt32, false};
        op.lines = lines;
        return static_cast<double>(busy_cycles(plan_gather(op, soc), soc, sim::Pipe::kVector)) /
               (1 << 20);
    };
    EXPECT_NEAR(vector(13), 1, 0.01);
    EXPECT_NEAR(vector(512), 1, 0.01);
    EXPECT_NEAR(vector(513), 128 * 64 * 1.65 / 5280, 0.01);
    EXPECT_NEAR(vector(0), vector(513), 0.01);
}

/// source: transposes move 5 to 6 B a cycle and core on 910B and 950 (operators_bench)
TEST(TransposePlan, ReadsBlocksOf32BytesOnSplitChips) {
    const TransposeOp op{{2048, 2048}, {1, 0}, DataType::kFloat};
    for (const char* name : {"Ascend910B2", "Ascend950PR_9589"}) {
        EXPECT_GE(runs_of(plan_transpose(op, soc_named(name)), 0), 2048 * 2048 * 4 / 32) << name;
    }
    EXPECT_LT(runs_of(plan_transpose(op, soc_named("Ascend310P3")), 0), 2048 * 2048 * 4 / 64);
}

TEST(GatherPlan, AScatterCopiesTheDataAndWritesItsRowsOverIt) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const auto plan = plan_gather({1000, 512, 5'120'000, DataType::kInt64, true}, soc);
    ASSERT_EQ(plan.operands.size(), 4U);
    EXPECT_EQ(plan.operands[2].bytes, Bytes(512'000));
    EXPECT_GE(moved_bytes(plan, 3), 5'120'000 + 512'000);
}

}  // namespace
}  // namespace ascend::models::testing
