// SPDX-License-Identifier: Apache-2.0
#include "sim/kernel/play_block.h"

#include <gtest/gtest.h>

#include "programs.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

/// Load into buffer 0, compute into buffer 1, store: a kernel's usual three stages.
KernelPlan stream(std::uint8_t depth, std::int64_t trips, std::int64_t load_cycles,
                  std::int64_t compute_cycles, std::int64_t store_cycles) {
    return plan_of({depth, depth},
                   {loop(trips, {acquire(1), step(Pipe::kMte2, load_cycles, 0, 1), acquire(2),
                                 step(Pipe::kVector, compute_cycles, 1, 2), release(1),
                                 step(Pipe::kMte3, store_cycles, 2, 0), release(2)})});
}

TEST(PlayBlock, SingleBuffersTakeTheSumOfWaitingStages) {
    // The next load waits for the compute that frees its buffer, the next compute for the store.
    EXPECT_EQ(play(stream(1, 1, 100, 60, 30)).total, Cycles(190));
    EXPECT_EQ(play(stream(1, 1000, 100, 60, 30)).total, Cycles(1000 * 160 + 30));
    EXPECT_EQ(play(stream(1, 1000, 10, 60, 30)).total, Cycles(10 + 1000 * 90));
}

TEST(PlayBlock, DoubleBuffersTakeFillAndTheSlowestStageAndDrain) {
    EXPECT_EQ(play(stream(2, 1000, 100, 60, 30)).total, Cycles(1000 * 100 + 60 + 30));
    EXPECT_EQ(play(stream(2, 1000, 60, 100, 30)).total, Cycles(60 + 1000 * 100 + 30));
    EXPECT_EQ(play(stream(2, 1000, 60, 30, 100)).total, Cycles(60 + 30 + 1000 * 100));
    EXPECT_EQ(play(stream(2, 1, 60, 30, 100)).total, Cycles(190));
}

TEST(PlayBlock, BusyAndStallAreCountedPerPipe) {
    const BlockTiming timing = play(stream(2, 1000, 100, 60, 30));
    EXPECT_EQ(at(timing.busy, Pipe::kMte2), Cycles(100'000));
    EXPECT_EQ(at(timing.stall, Pipe::kMte2), Cycles(0));
    EXPECT_EQ(at(timing.busy, Pipe::kVector), Cycles(60'000));
    EXPECT_EQ(at(timing.stall, Pipe::kVector), Cycles(100 + 999 * 40));
    EXPECT_EQ(at(timing.busy, Pipe::kMte3), Cycles(30'000));
    EXPECT_EQ(at(timing.stall, Pipe::kMte3), Cycles(160 + 999 * 70));
    EXPECT_EQ(at(timing.busy, Pipe::kCube), Cycles(0));
    EXPECT_EQ(at(timing.stall, Pipe::kCube), Cycles(0));
}

TEST(PlayBlock, LatencyDelaysReadersButNotThePipe) {
    const auto plan = [](std::uint8_t depth) {
        return plan_of({depth}, {loop(100, {acquire(1), step(Pipe::kMte2, 10, 0, 1, 35),
                                            step(Pipe::kVector, 10, 1, 0), release(1)})});
    };
    EXPECT_EQ(play(plan(1)).total, Cycles(100 * 55));
    // A slot is busy for 55 cycles: five of them serve five 10-cycle loads in that time, six keep
    // the pipe busy.
    EXPECT_EQ(play(plan(5)).total, Cycles(20 * 55 + 40));
    EXPECT_EQ(play(plan(6)).total, Cycles(100 * 10 + 45));
    EXPECT_EQ(play(plan(7)).total, Cycles(100 * 10 + 45));
}

TEST(PlayBlock, TheLastResultMustArrive) {
    EXPECT_EQ(play(plan_of({}, {step(Pipe::kMte3, 10, 0, 0, 96)})).total, Cycles(106));
    EXPECT_EQ(play(plan_of({}, {})).total, Cycles(0));
}

TEST(PlayBlock, PipesWithoutACommonBufferRunSideBySide) {
    const KernelPlan plan = plan_of(
        {}, {loop(1'000'000'007, {step(Pipe::kScalar, 3, 0, 0), step(Pipe::kVector, 7, 0, 0)})});
    const BlockTiming timing = play(plan);
    EXPECT_EQ(timing.total, Cycles(7'000'000'049));
    EXPECT_EQ(at(timing.busy, Pipe::kScalar), Cycles(3'000'000'021));
}

TEST(PlayBlock, ABufferHeldAroundALoopIsLoadedOnce) {
    // Weights in buffer 0 stay; the loop computes on them as data arrives.
    const KernelPlan plan =
        plan_of({1, 2}, {acquire(1), step(Pipe::kMte2, 500, 0, 1),
                         loop(1'000'003, {acquire(2), step(Pipe::kMte2, 20, 0, 2),
                                          step(Pipe::kVector, 30, 3, 0), release(2)}),
                         release(1)});
    EXPECT_EQ(play(plan).total, Cycles(500 + 20 + 1'000'003 * 30));
}

TEST(PlayBlock, AnAccumulatorIsReadWhenItsLastWriteIsThere) {
    const KernelPlan plan = plan_of({1}, {acquire(1), loop(10, {step(Pipe::kCube, 5, 0, 1, 12)}),
                                          step(Pipe::kFixpipe, 7, 1, 0), release(1)});
    EXPECT_EQ(play(plan).total, Cycles(50 + 12 + 7));
}

TEST(PlayBlock, HugeLoopsAreAdvancedInOneStep) {
    const KernelPlan plan = plan_of(
        {2}, {loop(1'000'003, {loop(1'000'003, {acquire(1), step(Pipe::kMte2, 3, 0, 1),
                                                step(Pipe::kVector, 5, 1, 0), release(1)})})});
    EXPECT_EQ(play(plan).total, Cycles(3 + 5 * 1'000'003LL * 1'000'003LL));
}

TEST(PlayBlock, ADeeperBufferIsNeverSlower) {
    for (const int load_cycles : {3, 10, 17}) {
        for (const int compute_cycles : {4, 10, 16}) {
            Cycles before = play(stream(1, 37, load_cycles, compute_cycles, 11)).total;
            for (std::uint8_t depth = 2; depth < 6; ++depth) {
                const Cycles after = play(stream(depth, 37, load_cycles, compute_cycles, 11)).total;
                EXPECT_LE(after, before);
                before = after;
            }
        }
    }
}

TEST(PlayBlock, AStepTakesTheLongerOfItsCyclesAndItsTransfer) {
    CoreSpec core;
    core.gm_to_ub = {.bytes_per_cycle = 100, .startup_cycles = 5};
    KernelPlan plan = plan_of({1}, {acquire(1), load(0, 1000, 1), release(1)});
    plan.operands.push_back({OperandRole::kInput, 0, Bytes(1000)});
    const auto total = [&](std::int64_t cycles) {
        std::get<Step>(plan.programs[0].body[1].op).cycles = Cycles(cycles);
        return play_block(plan, plan.programs[0], core, MemoryView{}).total;
    };
    EXPECT_EQ(total(0), Cycles(15));
    EXPECT_EQ(total(15), Cycles(15));
    EXPECT_EQ(total(16), Cycles(16));
}

std::string refusal(const KernelPlan& plan) {
    try {
        play(plan);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument);
        return error.what();
    }
    return "";
}

TEST(PlayBlock, RefusesAProgramThatDeadlocksOnItsBuffers) {
    const Node write = step(Pipe::kMte2, 1, 0, 1);
    EXPECT_NE(
        refusal(plan_of({2}, {acquire(1), write, acquire(1), write, release(1)})).find("deadlock"),
        std::string::npos);
    EXPECT_NE(
        refusal(plan_of({2}, {acquire(1), loop(3, {acquire(1), write, release(1)}), release(1)}))
            .find("deadlock"),
        std::string::npos);
    EXPECT_NE(refusal(plan_of({2}, {loop(3, {acquire(1), write})})).find("not released"),
              std::string::npos);
}

TEST(PlayBlock, RefusesMasksAndLoopsThatMakeNoSense) {
    EXPECT_NE(refusal(plan_of({2}, {release(1)})), "");
    EXPECT_NE(refusal(plan_of({2}, {acquire(2), release(2)})), "");
    EXPECT_NE(refusal(plan_of({0}, {acquire(1), release(1)})), "");
    EXPECT_NE(refusal(plan_of({1}, {step(Pipe::kVector, 1, 1, 0)})), "");
    EXPECT_NE(refusal(plan_of({1}, {acquire(1), release(1), step(Pipe::kVector, 1, 0, 1)})), "");
    EXPECT_NE(refusal(plan_of({}, {loop(0, {step(Pipe::kVector, 1, 0, 0)})})), "");
    EXPECT_NE(refusal(plan_of({}, {step(Pipe::kVector, -1, 0, 0)})), "");
}

}  // namespace
}  // namespace ascend::sim
