// SPDX-License-Identifier: Apache-2.0
// Advancing steady loops in one step must not change a cycle of any program.
#include <gtest/gtest.h>

#include "programs.h"
#include "random_plan.h"

namespace ascend::sim {
namespace {

constexpr std::int64_t kMostSteps = 50'000;

std::int64_t steps_of(const std::vector<Node>& body) {
    std::int64_t steps = 0;
    for (const Node& node : body) {
        if (std::holds_alternative<Step>(node.op)) ++steps;
        if (const auto* loop = std::get_if<Loop>(&node.op))
            steps += loop->trips * steps_of(loop->body);
    }
    return steps;
}

void scale(std::vector<Node>& body, std::int64_t divisor) {
    for (Node& node : body) {
        if (auto* step = std::get_if<Step>(&node.op)) step->cycles = step->cycles / divisor;
        if (auto* loop = std::get_if<Loop>(&node.op)) scale(loop->body, divisor);
    }
}

/// Calls check(plan) for some thousand random plans of moderate length.
void for_each_plan(const auto& check) {
    for (std::uint32_t seed = 0; seed < 4000; ++seed) {
        SCOPED_TRACE(seed);
        const KernelPlan plan = RandomPlan(seed).make();
        if (steps_of(plan.programs[0].body) <= kMostSteps) check(plan);
        if (testing::Test::HasFailure()) return;
    }
}

TEST(FastForward, EqualsTheSteppedLoopToTheCycle) {
    for_each_plan([](const KernelPlan& plan) {
        const BlockTiming exact = play(plan, true);
        const BlockTiming fast = play(plan, false);
        EXPECT_EQ(fast.total, exact.total);
        EXPECT_EQ(fast.busy, exact.busy);
        EXPECT_EQ(fast.stall, exact.stall);
    });
}

TEST(FastForward, KeepsBusyAndStallWithinTheTotal) {
    for_each_plan([](const KernelPlan& plan) {
        const BlockTiming timing = play(plan);
        for (std::size_t p = 0; p < kPipeCount; ++p) {
            EXPECT_GE(timing.busy[p], Cycles(0));
            EXPECT_GE(timing.stall[p], Cycles(0));
            EXPECT_LE(timing.busy[p] + timing.stall[p], timing.total);
        }
    });
}

TEST(FastForward, FasterStepsAreNeverSlowerAltogether) {
    for_each_plan([](const KernelPlan& plan) {
        KernelPlan faster = plan;
        scale(faster.programs[0].body, 2);
        EXPECT_LE(play(faster).total, play(plan).total);
    });
}

TEST(FastForward, FindsAPeriodOfSeveralIterations) {
    // Three slots go round in 10 + 35 + 10 cycles: 55 cycles per three iterations, 18 1/3 each.
    const auto plan = [](std::int64_t trips) {
        return plan_of({3}, {loop(trips, {acquire(1), step(Pipe::kMte2, 10, 0, 1, 35),
                                          step(Pipe::kVector, 10, 1, 0), release(1)})});
    };
    for (const std::int64_t trips : {1, 2, 3, 4, 5, 100, 101, 102}) {
        EXPECT_EQ(play(plan(trips)).total, play(plan(trips), true).total) << trips;
    }
    EXPECT_EQ(play(plan(3'000'000'000)).total, Cycles(55'000'000'000 + 20));
}

TEST(FastForward, WaitsUntilAPipeThatRanAheadIsCaughtUp) {
    // VECTOR starts 10,000 cycles late; MTE2 is a cycle faster until the buffers are full.
    const KernelPlan plan =
        plan_of({4}, {step(Pipe::kVector, 10'000, 0, 0),
                      loop(9973, {acquire(1), step(Pipe::kMte2, 99, 0, 1),
                                  step(Pipe::kVector, 100, 1, 0), release(1)})});
    const BlockTiming fast = play(plan);
    const BlockTiming exact = play(plan, true);
    EXPECT_EQ(fast.total, Cycles(10'000 + 9973 * 100));
    EXPECT_EQ(fast.total, exact.total);
    EXPECT_EQ(fast.stall, exact.stall);
}

}  // namespace
}  // namespace ascend::sim
