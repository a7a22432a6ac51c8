// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/lowering/lowering.h"
#include "sim/soc/soc_loader.h"
#include "tests/models/lowering/vector/plan_inspection.h"

namespace ascend::models::testing {
namespace {

PoolOp max_pool(std::int64_t channels, std::int64_t size, std::int64_t kernel,
                std::int64_t stride) {
    PoolOp op;
    op.channels = channels;
    op.h_in = op.w_in = size;
    op.h_out = op.w_out = (size - kernel) / stride + 1;
    op.kernel_h = op.kernel_w = kernel;
    op.stride_h = op.stride_w = stride;
    return op;
}

TEST(PoolPlan, PadsChannelsToTheBlockOfTheLayout) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    const auto three = plan_pool(max_pool(3, 64, 2, 2), soc);
    const auto sixteen = plan_pool(max_pool(16, 64, 2, 2), soc);
    EXPECT_EQ(three.operands[0].bytes, Bytes(64 * 64 * 32));
    EXPECT_EQ(three.operands[0].bytes, sixteen.operands[0].bytes);
    EXPECT_EQ(plan_pool(max_pool(17, 64, 2, 2), soc).operands[0].bytes, Bytes(2 * 64 * 64 * 32));
}

TEST(PoolPlan, LargerWindowsTakeMoreVectorTime) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    std::int64_t before = 0;
    for (const std::int64_t kernel : {2, 3, 5, 9, 13}) {
        PoolOp op = max_pool(256, 40, kernel, 1);
        op.h_out = op.w_out = 28;
        const std::int64_t busy = busy_cycles(plan_pool(op, soc), soc, sim::Pipe::kVector);
        EXPECT_GT(busy, before) << kernel;
        before = busy;
    }
}

TEST(PoolPlan, LargeWindowsAreTakenAlongRowsAndColumnsOneAfterTheOther) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    PoolOp op = max_pool(256, 40, 13, 1);
    const std::int64_t large = busy_cycles(plan_pool(op, soc), soc, sim::Pipe::kVector);
    op.kernel_h = op.kernel_w = 1;
    const std::int64_t point = busy_cycles(plan_pool(op, soc), soc, sim::Pipe::kVector);
    EXPECT_LT(large, 13 * 13 / 4 * point);
}

TEST(PoolPlan, Load3dSparesTheStartOfAnInstructionPerRow) {
    const PoolOp op = max_pool(256, 27, 3, 2);
    const auto busy = [&](const std::string& setting) {
        const auto soc = sim::load_soc("Ascend310P3", {setting});
        return busy_cycles(plan_pool(op, *soc), *soc, sim::Pipe::kVector);
    };
    // 9 window positions of 13 x 13 blocks of 32 B in 16 planes, 128 B a cycle from L1.
    EXPECT_NEAR(static_cast<double>(busy("ai_core.l1_to_ub.bytes_per_cycle=128")),
                16 * 9 * 13 * 13 * 32 / 128, 1000);
    // Without it: 3 rows, then 3 columns of each of 13 rows of results.
    EXPECT_GT(busy("ai_core.l1_to_ub.bytes_per_cycle=1"), 16 * 13 * (3 + 3) * 24);
}

TEST(PoolPlan, TilesOfAPlaneLoadTheirHaloAgain) {
    const sim::SocSpec soc = *sim::load_soc("Ascend310P3", {"l2.read_gbps=360"});
    const auto plan = plan_pool(max_pool(16, 640, 3, 1), soc);
    EXPECT_GT(moved_bytes(plan, 0), plan.operands[0].bytes.count());
    EXPECT_LT(moved_bytes(plan, 0), 2 * plan.operands[0].bytes.count());
}

TEST(PoolPlan, SkippedRowsAreNotLoaded) {
    const PoolOp op = max_pool(16, 64, 1, 4);
    const auto plan = plan_pool(op, soc_named("Ascend310P3"));
    EXPECT_EQ(plan.operands[0].bytes, Bytes(64 * 64 * 32));
    PoolOp few = op;
    few.h_out = 4;
    EXPECT_EQ(plan_pool(few, soc_named("Ascend310P3")).operands[0].bytes, Bytes(16 * 64 * 32));
}

TEST(PoolPlan, AGlobalPoolReadsEveryPlaneOnce) {
    PoolOp op = max_pool(2048, 7, 7, 1);
    op.batch = 8;
    op.kind = PoolKind::kAverage;
    for (const auto& soc : shipped_socs()) {
        const auto plan = plan_pool(op, *soc);
        EXPECT_EQ(moved_bytes(plan, 0), 8 * 2048 * 49 * 2);
        EXPECT_EQ(plan.operands[1].bytes, Bytes(8 * 2048 * 2));
    }
}

TEST(ResizePlan, BetterInterpolationCostsMoreVectorTime) {
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        ResizeOp op{1, 256, 40, 40, 80, 80, false, false, DataType::kFloat16};
        const auto vector = [&] {
            return busy_cycles(plan_resize(op, *soc), *soc, sim::Pipe::kVector);
        };
        const std::int64_t nearest = vector();
        op.linear = true;
        const std::int64_t linear = vector();
        op.cubic = true;
        EXPECT_LT(nearest, linear);
        EXPECT_LT(linear, vector());
    }
}

/// source: resize_bilinear (operators_bench): 60 cycles a result on 910B2, 1.4 on 950
TEST(ResizePlan, PixelsOfNchwGoThroughScalarWhereThereAreNoRegisters) {
    ResizeOp op{3, 7, 1537, 769, 128, 128, true, false, DataType::kFloat};
    op.layout = Layout::kNd;
    const std::int64_t results = 3 * 7 * 128 * 128;
    const auto busy = [&](const char* name, sim::Pipe pipe) {
        const sim::SocSpec& soc = soc_named(name);
        return static_cast<double>(busy_cycles(plan_resize(op, soc), soc, pipe)) / results;
    };
    EXPECT_NEAR(busy("Ascend910B2", sim::Pipe::kScalar), 66, 10);
    EXPECT_NEAR(busy("Ascend950PR_9589", sim::Pipe::kVector), 1.4, 0.3);
    const auto plan = plan_resize(op, soc_named("Ascend950PR_9589"));
    EXPECT_EQ(plan.operands[0].bytes, Bytes(3 * 7 * 256 * 769 * 4));
}

TEST(ResizePlan, AStrongReductionLoadsOnlyTheRowsItSamples) {
    ResizeOp op{1, 16, 1000, 100, 10, 10, false, false, DataType::kFloat16};
    const auto plan = plan_resize(op, soc_named("Ascend310P3"));
    EXPECT_EQ(plan.operands[0].bytes, Bytes(10 * 100 * 32));
}

}  // namespace
}  // namespace ascend::models::testing
