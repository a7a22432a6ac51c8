// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/lowering/lowering.h"
#include "tests/models/lowering/vector/plan_inspection.h"

namespace ascend::models::testing {
namespace {

ElementwiseOp unary(VectorOp op, DataType type, std::int64_t elements) {
    ElementwiseOp result;
    result.elements = elements;
    result.inputs = {{elements, type}};
    result.outputs = {type};
    result.steps = {{op, type}};
    return result;
}

ElementwiseOp binary(std::int64_t elements, std::int64_t second, bool row_values = false) {
    ElementwiseOp result = unary(VectorOp::kAdd, DataType::kFloat16, elements);
    result.inputs.push_back({second, DataType::kFloat16, row_values});
    return result;
}

TEST(ElementwisePlan, KeepsTheVectorPipeBusyForEveryRepeat) {
    constexpr std::int64_t kElements = 3'000'017;
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        const auto plan =
            plan_elementwise(unary(VectorOp::kRelu, DataType::kFloat, kElements), *soc);
        const int issued = sim::vector_core_of(*soc).vector.registers ? 2 : 1;
        EXPECT_GE(busy_cycles(plan, *soc, sim::Pipe::kVector), kElements * 4 / 256 / issued);
    }
}

TEST(ElementwisePlan, MovesExactlyTheBytesOfItsTensors) {
    for (const std::int64_t elements : {1, 255, 256, 257, 1'000'003, 16'777'216}) {
        for (const auto& soc : shipped_socs()) {
            SCOPED_TRACE(soc->name);
            const auto plan = plan_elementwise(binary(elements, elements), *soc);
            for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(moved_bytes(plan, i), elements * 2);
        }
    }
}

TEST(ElementwisePlan, UsesAllCoresWhenThereIsPlentyAndOneWhenThereIsNot) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    EXPECT_EQ(plan_elementwise(binary(100'000'000, 100'000'000), soc).block_dim(), 48U);
    EXPECT_EQ(plan_elementwise(binary(64, 64), soc).block_dim(), 1U);
}

TEST(ElementwisePlan, MoreElementsAreNeverCheaper) {
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        double before = 0;
        for (std::int64_t elements = 1; elements < 40'000'000; elements = elements * 3 / 2 + 1) {
            const auto plan = plan_elementwise(binary(elements, elements), *soc);
            const double now = kernel_cycles(plan, *soc);
            EXPECT_GE(now, 0.98 * before) << elements;
            before = now;
        }
    }
}

TEST(ElementwisePlan, LoadsARepeatedVectorOncePerCore) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    const auto plan = plan_elementwise(binary(4096 * 768, 768), soc);
    EXPECT_EQ(moved_bytes(plan, 1), 768 * 2 * std::int64_t{plan.block_dim()});
}

TEST(ElementwisePlan, ABroadcastOperandIsCheaperThanAFullOne) {
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        const std::int64_t elements = 4096 * 2048;
        const auto cycles = [&](std::int64_t second) {
            return kernel_cycles(plan_elementwise(binary(elements, second), *soc), *soc,
                                 Memory::kInDram);
        };
        EXPECT_LT(cycles(1), cycles(elements));
        EXPECT_LT(cycles(2048), cycles(elements));
    }
}

TEST(ElementwisePlan, OneValueARowIsBroadcastByTheVectorUnit) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const std::int64_t elements = 4096 * 2048;
    const auto full = plan_elementwise(binary(elements, elements), soc);
    const auto values = plan_elementwise(binary(elements, 4096, true), soc);
    EXPECT_LT(moved_bytes(values, 1), 4096 * 2 + 4096);
    EXPECT_GT(busy_cycles(values, soc, sim::Pipe::kVector),
              busy_cycles(full, soc, sim::Pipe::kVector) + elements * 2 / 256);
}

TEST(ElementwisePlan, Fp32IsAtLeastAsSlowAsFp16) {
    for (const VectorOp op : {VectorOp::kRelu, VectorOp::kExp, VectorOp::kSigmoid, VectorOp::kSqrt,
                              VectorOp::kAbs, VectorOp::kSign}) {
        const sim::SocSpec& soc = soc_named("Ascend310P3");
        const auto half = plan_elementwise(unary(op, DataType::kFloat16, 5'000'000), soc);
        const auto single = plan_elementwise(unary(op, DataType::kFloat, 5'000'000), soc);
        EXPECT_GE(kernel_cycles(single, soc), kernel_cycles(half, soc));
    }
}

TEST(ElementwisePlan, SixtyFourBitArithmeticIsFarSlowerThanThirtyTwo) {
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const auto busy = [&](DataType type) {
        return busy_cycles(plan_elementwise(unary(VectorOp::kAdd, type, 1 << 20), soc), soc,
                           sim::Pipe::kVector);
    };
    EXPECT_GT(busy(DataType::kInt64), 10 * busy(DataType::kInt32));
}

/// source: block_dim of operators_910b
TEST(ElementwisePlan, ABlockOfASplitChipGets4KbOfTheWidestType) {
    const sim::SocSpec& soc = soc_named("Ascend910B1");
    const auto blocks = [&](DataType type, std::int64_t elements) {
        return plan_elementwise(unary(VectorOp::kAbs, type, elements), soc).block_dim();
    };
    EXPECT_EQ(blocks(DataType::kFloat, 1024), 1U);
    EXPECT_EQ(blocks(DataType::kFloat, 4096), 4U);
    EXPECT_EQ(blocks(DataType::kFloat, 6144), 6U);
    EXPECT_EQ(blocks(DataType::kBool, 4096), 2U);
    EXPECT_EQ(blocks(DataType::kFloat, 23'232), 23U);
    EXPECT_EQ(blocks(DataType::kFloat, 1 << 20), 48U);
}

TEST(ElementwisePlan, AGatedKernelFetchesMoreCodeWhereThatIsKnownToCost) {
    for (const auto& soc : shipped_socs()) {
        SCOPED_TRACE(soc->name);
        ElementwiseOp op = unary(VectorOp::kSigmoid, DataType::kFloat16, 1 << 16);
        const auto scalar = [&] {
            return busy_cycles(plan_elementwise(op, *soc), *soc, sim::Pipe::kScalar);
        };
        const std::int64_t plain = scalar();
        op.gated = true;
        const double rate = sim::vector_core_of(*soc).code_bytes_per_cycle;
        if (rate > 0) {
            EXPECT_GE(scalar(), plain + static_cast<std::int64_t>(20'480 / rate));
        } else {
            EXPECT_EQ(scalar(), plain);
        }
    }
}

TEST(ElementwisePlan, AStridedSliceLoadsItsRowsWhole) {
    ElementwiseOp op = unary(VectorOp::kCopy, DataType::kFloat16, 1'000'000);
    op.inputs[0].elements = 3'000'000;
    const auto plan = plan_elementwise(op, soc_named("Ascend950PR_9589"));
    EXPECT_NEAR(static_cast<double>(moved_bytes(plan, 0)), 6e6, 6e3);
    EXPECT_EQ(moved_bytes(plan, 1), 2'000'000);
}

TEST(ElementwisePlan, LongerChainsTakeMoreVectorTimeAndNoMoreTraffic) {
    const sim::SocSpec& soc = soc_named("Ascend310P3");
    ElementwiseOp op = unary(VectorOp::kMul, DataType::kFloat16, 2'000'000);
    const auto one = plan_elementwise(op, soc);
    op.steps.push_back({VectorOp::kExp, DataType::kFloat16});
    const auto two = plan_elementwise(op, soc);
    EXPECT_GT(busy_cycles(two, soc, sim::Pipe::kVector), busy_cycles(one, soc, sim::Pipe::kVector));
    EXPECT_EQ(moved_bytes(one, 0), moved_bytes(two, 0));
    EXPECT_EQ(one.flops, 2'000'000);
    EXPECT_EQ(two.flops, 4'000'000);
}

}  // namespace
}  // namespace ascend::models::testing
