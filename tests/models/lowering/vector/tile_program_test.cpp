// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/vector/tile_program.h"

#include <gtest/gtest.h>

#include "models/lowering/vector/vector_kernel.h"
#include "sim/kernel/cycles.h"
#include "sim/kernel/play_block.h"
#include "tests/models/lowering/vector/plan_inspection.h"

namespace ascend::models::vector_kernels {
namespace {

using testing::soc_named;

sim::BlockTiming play(const BlockWork& work) {
    sim::KernelPlan plan;
    plan.buffer_depths = kUbBufferDepths;
    plan.operands = {{sim::OperandRole::kInput, 0, Bytes(1), true},
                     {sim::OperandRole::kOutput, 0, Bytes(1), true}};
    plan.programs = {to_program(work, Cycles(10))};
    plan.groups = {{0, 1}};
    sim::validate(plan);
    const sim::SocSpec& soc = soc_named("Ascend910B2");
    const sim::CoreSpec& core = sim::vector_core_of(soc);
    return sim::play_block(plan, plan.programs[0], core, sim::memory_view(soc, core, 1));
}

Tile tile(std::int64_t bytes, std::int64_t vector) {
    return Tile{{{0, Bytes(bytes), 1}}, Cycles(vector), {{1, Bytes(bytes), 1}}, {}};
}

TEST(TileProgram, OverlapsTilesAcrossPipes) {
    const BlockWork one{{}, {TileLoop{1, {tile(8192, 500)}, {}}}};
    const BlockWork many{{}, {TileLoop{100, {tile(8192, 500)}, {}}}};
    const sim::BlockTiming alone = play(one), pipelined = play(many);
    EXPECT_EQ(pipelined.busy[static_cast<std::size_t>(sim::Pipe::kVector)], Cycles(50'000));
    EXPECT_LT(pipelined.total, Cycles(50'000) + alone.total);
    EXPECT_GE(pipelined.total, Cycles(50'000));
}

TEST(TileProgram, ScalarWorkHoldsBackTheLoadsBehindIt) {
    BlockWork work{{}, {TileLoop{10, {tile(64, 1)}, {}}}};
    work.loops[0].tiles[0].scalar = Cycles(5000);
    EXPECT_GE(play(work).total, Cycles(10 * 5010));
}

TEST(TileProgram, ResidentOperandsAreThereBeforeTheFirstTileComputes) {
    BlockWork work{{{0, Bytes(65'536), 1}}, {TileLoop{1, {tile(64, 10)}, {}}}};
    const Cycles with = play(work).total;
    work.resident.clear();
    EXPECT_GT(with, play(work).total + Cycles(65'536 / 200));
}

TEST(TileProgram, LoopsNest) {
    const TileLoop row{1, {tile(1024, 7)}, {}};
    const BlockWork work{{}, {TileLoop{3, {tile(64, 100)}, {row, TileLoop{5, {tile(64, 2)}, {}}}}}};
    EXPECT_EQ(play(work).busy[static_cast<std::size_t>(sim::Pipe::kVector)],
              Cycles(3 * (100 + 7 + 5 * 2)));
}

TEST(TilesOver, AreEvenAndCoverEverything) {
    const auto count = [](std::int64_t units) { return Tile{{}, Cycles(units), {}, {}}; };
    const std::vector<TileLoop> loops = tiles_over(1000, 300, 10, count);
    ASSERT_EQ(loops.size(), 1U);
    EXPECT_EQ(loops[0].trips, 4);
    EXPECT_EQ(loops[0].tiles[0].vector, Cycles(250));
    const std::vector<TileLoop> ragged = tiles_over(1001, 300, 10, count);
    ASSERT_EQ(ragged.size(), 2U);
    EXPECT_EQ(
        ragged[0].trips * ragged[0].tiles[0].vector.count() + ragged[1].tiles[0].vector.count(),
        1001);
    EXPECT_LE(ragged[0].tiles[0].vector, Cycles(300));
}

TEST(ShareOf, PartsCoverTheWholeWithoutOverflow) {
    EXPECT_EQ(share_of(10, 1, 3), 4);
    EXPECT_EQ(share_of(10, 3, 3), 10);
    constexpr std::int64_t kHuge = std::int64_t{1} << 50;
    EXPECT_EQ(share_of(kHuge - 1, kHuge / 2, kHuge), kHuge / 2);
}

}  // namespace
}  // namespace ascend::models::vector_kernels
