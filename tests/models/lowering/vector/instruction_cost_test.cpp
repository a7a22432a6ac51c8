// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/vector/instruction_cost.h"

#include <gtest/gtest.h>

namespace ascend::models::vector_kernels {
namespace {

InstructionCost cost() {
    sim::CoreSpec core;
    core.vector.instruction_overhead_cycles = 22;
    core.vector.binary_cycles_per_repeat = 1.35;
    return InstructionCost(core);
}

double cycles_per_element(VectorOp op, DataType type) {
    constexpr std::int64_t kElements = 1 << 20;
    const Cycles cycles = cost().step({op, type}, type, kElements);
    return static_cast<double>(cycles.count()) / kElements;
}

/// The slopes of facts 1.3 (ATT table), fp16 and fp32.
TEST(InstructionCost, CompositeFunctionsLandNearTheirMeasuredSlopes) {
    struct Row {
        VectorOp op;
        double half, single;
    };
    for (const Row& row : {Row{VectorOp::kSigmoid, .101, .126}, Row{VectorOp::kTanh, .198, .157},
                           Row{VectorOp::kPow, .65, .66}, Row{VectorOp::kSign, .086, .17}}) {
        SCOPED_TRACE(static_cast<int>(row.op));
        EXPECT_NEAR(cycles_per_element(row.op, DataType::kFloat16), row.half, 0.25 * row.half);
        EXPECT_NEAR(cycles_per_element(row.op, DataType::kFloat), row.single, 0.25 * row.single);
    }
}

/// Gelu by erf and by tanh take equally long. source: operators_bench (gelu, 910B2)
TEST(InstructionCost, AnErfCostsAboutATanh) {
    const double erf = cycles_per_element(VectorOp::kErf, DataType::kFloat);
    EXPECT_NEAR(erf, cycles_per_element(VectorOp::kTanh, DataType::kFloat), 0.4 * erf);
}

TEST(InstructionCost, RegistersNeedNoGathersFor64Bits) {
    sim::CoreSpec core;
    core.vector.binary_cycles_per_repeat = 0.5;
    core.vector.registers = true;
    const auto add = [&](DataType type) {
        return InstructionCost(core).instruction(sim::VectorClass::kBinary, type, 1 << 16);
    };
    EXPECT_EQ(add(DataType::kInt64).count(), 8 * add(DataType::kInt32).count());
}

TEST(InstructionCost, OneInstructionIsItsOverheadAndItsRepeats) {
    EXPECT_EQ(cost().instruction(sim::VectorClass::kUnary, DataType::kFloat16, 128), Cycles(23));
    EXPECT_EQ(cost().instruction(sim::VectorClass::kUnary, DataType::kFloat16, 129), Cycles(24));
    EXPECT_EQ(cost().step({VectorOp::kRelu, DataType::kFloat}, DataType::kFloat, 64), Cycles(23));
}

TEST(InstructionCost, AScalarOperandMakesABinaryInstructionUnary) {
    const VectorStep scalar{VectorOp::kMul, DataType::kFloat, true};
    const VectorStep full{VectorOp::kMul, DataType::kFloat, false};
    EXPECT_LT(cost().step(scalar, DataType::kFloat, 6400),
              cost().step(full, DataType::kFloat, 6400));
}

TEST(InstructionCost, ACastCostsRepeatsOfTheWiderType) {
    EXPECT_EQ(cost().convert(DataType::kFloat16, DataType::kFloat, 128), Cycles(24));
    EXPECT_EQ(cost().convert(DataType::kFloat, DataType::kFloat16, 128), Cycles(24));
    EXPECT_EQ(cost().convert(DataType::kFloat, DataType::kFloat, 128), Cycles(0));
}

TEST(InstructionCost, AChainInAnotherTypeIsCastOnce) {
    const std::vector<VectorStep> explicit_cast = {{VectorOp::kCast, DataType::kFloat},
                                                   {VectorOp::kExp, DataType::kFloat}};
    const std::vector<VectorStep> implicit_cast = {{VectorOp::kExp, DataType::kFloat}};
    EXPECT_EQ(cost().chain(explicit_cast, DataType::kFloat16, 1000),
              cost().chain(implicit_cast, DataType::kFloat16, 1000));
}

TEST(InstructionCost, ReducingOneRepeatARowIsOneInstruction) {
    EXPECT_EQ(cost().reduce_rows(ReduceKind::kSum, DataType::kFloat, 10, 64), Cycles(22 + 70));
}

TEST(InstructionCost, ReducingColumnsAddsEveryVectorButOne) {
    const Cycles four = cost().reduce_columns(DataType::kFloat, 4, 64);
    EXPECT_EQ(four, cost().instruction(sim::VectorClass::kBinary, DataType::kFloat, 128) +
                        cost().instruction(sim::VectorClass::kBinary, DataType::kFloat, 64));
    EXPECT_EQ(cost().reduce_columns(DataType::kFloat, 1, 64), Cycles(0));
}

TEST(InstructionCost, ManyShortRowsShareInstructions) {
    const Cycles together =
        cost().with_column_values(sim::VectorClass::kBinary, DataType::kFloat, 100, 64);
    EXPECT_EQ(together, cost().instruction(sim::VectorClass::kBinary, DataType::kFloat, 6400));
}

TEST(InstructionCost, FlopsCountAMultiplyAddTwice) {
    EXPECT_EQ(chain_flops({{VectorOp::kMulAdd}, {VectorOp::kRelu}}, 10), 30);
}

}  // namespace
}  // namespace ascend::models::vector_kernels
