// SPDX-License-Identifier: Apache-2.0
#include "sim/kernel/cycles.h"

#include <gtest/gtest.h>

#include "traces/error.h"

namespace ascend::sim {
namespace {

ErrorCode code_of(const auto& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.code();
    }
    ADD_FAILURE() << "no error";
    return ErrorCode::kIo;
}

CubeSpec cube() {
    CubeSpec spec;
    spec.startup_cycles = 2.1;
    spec.fp32_steps = 2;
    return spec;
}

TEST(MmadCycles, CountsFractalsAndTheStart) {
    CubeSpec spec = cube();
    EXPECT_EQ(mmad_cycles(spec, DataType::kFloat16, false, 128, 256, 64), Cycles(515));
    EXPECT_EQ(mmad_cycles(spec, DataType::kInt8, false, 128, 256, 64), Cycles(259));
    EXPECT_EQ(mmad_cycles(spec, DataType::kFloat, false, 16, 16, 64), Cycles(19));
    spec.startup_cycles = 0;
    EXPECT_EQ(mmad_cycles(spec, DataType::kFloat16, false, 128, 256, 64), Cycles(512));
    EXPECT_EQ(mmad_cycles(spec, DataType::kInt4, false, 16, 16, 64), Cycles(1));
}

TEST(MmadCycles, RaggedEdgeCostsAWholeFractal) {
    const CubeSpec spec = cube();
    const auto cycles = [&](std::int64_t m, std::int64_t n, std::int64_t k) {
        return mmad_cycles(spec, DataType::kFloat16, false, m, n, k);
    };
    EXPECT_EQ(cycles(1, 1, 1), cycles(16, 16, 16));
    EXPECT_EQ(cycles(17, 16, 16), cycles(32, 16, 16));
    EXPECT_EQ(cycles(16, 17, 16), cycles(16, 32, 16));
    EXPECT_EQ(cycles(16, 16, 17), cycles(16, 16, 32));
    EXPECT_LT(cycles(16, 16, 16), cycles(17, 16, 16));
}

TEST(MmadCycles, RefusesWhatTheCubeCannotMultiply) {
    CubeSpec spec = cube();
    const auto mmad = [&](DataType type, bool hf32, std::int64_t m) {
        return code_of([&] { mmad_cycles(spec, type, hf32, m, 16, 16); });
    };
    EXPECT_EQ(mmad(DataType::kBf16, false, 16), ErrorCode::kUnsupported);
    EXPECT_EQ(mmad(DataType::kFloat, true, 16), ErrorCode::kUnsupported);
    EXPECT_EQ(mmad(DataType::kInt64, false, 16), ErrorCode::kUnsupported);
    EXPECT_EQ(mmad(DataType::kFloat16, false, 0), ErrorCode::kInvalidArgument);
    EXPECT_EQ(mmad(DataType::kFloat16, false, -16), ErrorCode::kInvalidArgument);
    spec.bf16 = true;
    spec.hf32_steps = 1;
    EXPECT_EQ(mmad_cycles(spec, DataType::kBf16, false, 16, 16, 16), Cycles(4));
    EXPECT_EQ(mmad_cycles(spec, DataType::kFloat, true, 16, 16, 8), Cycles(4));
}

VectorSpec vector_unit() {
    VectorSpec spec;
    spec.instruction_overhead_cycles = 24;
    spec.binary_cycles_per_repeat = 1.35;
    return spec;
}

TEST(VectorCycles, AreOverheadAndRepeatsTimesSlope) {
    const VectorSpec spec = vector_unit();
    const auto cycles = [&](VectorClass kind, DataType type, std::int64_t elements) {
        return vector_cycles(spec, kind, type, elements).count();
    };
    EXPECT_EQ(cycles(VectorClass::kUnary, DataType::kFloat16, 64 * 128), 24 + 64);
    EXPECT_EQ(cycles(VectorClass::kBinary, DataType::kFloat16, 100 * 128), 24 + 135);
    EXPECT_EQ(cycles(VectorClass::kSpecial, DataType::kFloat16, 128), 24 + 4);
    EXPECT_EQ(cycles(VectorClass::kSpecial, DataType::kFloat, 64), 24 + 2);
    EXPECT_EQ(cycles(VectorClass::kReduceBlock, DataType::kFloat16, 128), 24 + 7);
    EXPECT_EQ(cycles(VectorClass::kReduceBlock, DataType::kFloat, 64), 24 + 1);
}

TEST(VectorCycles, ARaggedEndCostsAWholeRepeatAndNothingCostsNothing) {
    const VectorSpec spec = vector_unit();
    const auto cycles = [&](std::int64_t elements) {
        return vector_cycles(spec, VectorClass::kUnary, DataType::kFloat, elements).count();
    };
    EXPECT_EQ(cycles(0), 0);
    EXPECT_EQ(cycles(1), 25);
    EXPECT_EQ(cycles(64), 25);
    EXPECT_EQ(cycles(65), 26);
}

TEST(VectorCycles, ANarrowerUnitTakesLongerForARepeat) {
    VectorSpec spec = vector_unit();
    spec.bytes_per_cycle = 128;
    EXPECT_EQ(vector_cycles(spec, VectorClass::kUnary, DataType::kFloat, 640), Cycles(24 + 20));
}

TEST(VectorCycles, TheSpecialFactorSlowsFunctionsAndDivisionOnly) {
    VectorSpec spec = vector_unit();
    spec.special_factor = 3;
    const auto cycles = [&](VectorClass kind) {
        return vector_cycles(spec, kind, DataType::kFloat16, 10 * 128);
    };
    EXPECT_EQ(cycles(VectorClass::kSpecial), Cycles(24 + 120));
    EXPECT_EQ(cycles(VectorClass::kDivide), Cycles(24 + 120));
    EXPECT_EQ(cycles(VectorClass::kUnary), Cycles(24 + 10));
}

TEST(VectorCycles, EveryClassCostsMoreForMoreElements) {
    for (int kind = 0; kind <= static_cast<int>(VectorClass::kSort); ++kind) {
        for (const DataType type : {DataType::kInt8, DataType::kFloat16, DataType::kFloat}) {
            const auto cycles = [&](std::int64_t elements) {
                return vector_cycles(vector_unit(), static_cast<VectorClass>(kind), type, elements);
            };
            EXPECT_GT(cycles(1), Cycles(24)) << kind;
            EXPECT_LT(cycles(256), cycles(1024)) << kind;
        }
    }
}

/// source: facts 1.3 (ATT v2): intervals of 1 on two ports; 4 and 8 for what there is one unit of
TEST(VectorCycles, RegistersIssueTwoInstructionsACycle) {
    VectorSpec spec;
    spec.registers = true;
    spec.instruction_overhead_cycles = 6;
    spec.binary_cycles_per_repeat = 0.5;
    const auto cycles = [&](VectorClass kind, DataType type) {
        return vector_cycles(spec, kind, type, 100 * 256 / (bits_of(type) / 8));
    };
    EXPECT_EQ(cycles(VectorClass::kUnary, DataType::kFloat), Cycles(6 + 50));
    EXPECT_EQ(cycles(VectorClass::kBinary, DataType::kFloat16), Cycles(6 + 50));
    EXPECT_EQ(cycles(VectorClass::kConvert, DataType::kFloat), Cycles(6 + 100));
    EXPECT_EQ(cycles(VectorClass::kSpecial, DataType::kFloat), Cycles(6 + 400));
    EXPECT_EQ(cycles(VectorClass::kDivide, DataType::kFloat16), Cycles(6 + 800));
}

TEST(VectorCycles, RefusesANegativeCountAndAnUnknownType) {
    const auto run = [](DataType type, std::int64_t elements) {
        return code_of([&] { vector_cycles({}, VectorClass::kUnary, type, elements); });
    };
    EXPECT_EQ(run(DataType::kFloat, -1), ErrorCode::kInvalidArgument);
    EXPECT_EQ(run(DataType::kUndefined, 1), ErrorCode::kInvalidArgument);
}

TEST(PathCycles, AreTheStartAndTheBytesRoundedUp) {
    const PathSpec path{.bytes_per_cycle = 256, .startup_cycles = 26};
    EXPECT_EQ(path_cycles(path, Bytes(0)), Cycles(0));
    EXPECT_EQ(path_cycles(path, Bytes(1)), Cycles(27));
    EXPECT_EQ(path_cycles(path, Bytes(256)), Cycles(27));
    EXPECT_EQ(path_cycles(path, Bytes(257)), Cycles(28));
    EXPECT_EQ(path_cycles({.bytes_per_cycle = 25.6}, Bytes(256)), Cycles(10));
    EXPECT_EQ(code_of([] { path_cycles({}, Bytes(1)); }), ErrorCode::kInvalidArgument);
}

TEST(CyclesToTime, RoundsUpOnceAndExactly) {
    EXPECT_EQ(cycles_to_time(Cycles(0), 1850), Picoseconds(0));
    EXPECT_EQ(cycles_to_time(Cycles(1), 1000), Picoseconds(1000));
    EXPECT_EQ(cycles_to_time(Cycles(1), 1850), Picoseconds(541));
    EXPECT_EQ(cycles_to_time(Cycles(1850), 1850), Picoseconds(1'000'000));
    EXPECT_EQ(cycles_to_time(Cycles(1'000'000'000'000), 1250), Picoseconds(800'000'000'000'000));
    EXPECT_EQ(code_of([] { cycles_to_time(Cycles(1), 0); }), ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace ascend::sim
