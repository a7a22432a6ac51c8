// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <functional>

#include "programs.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

/// Four blocks copy 4 x 10 x 100 B.
KernelPlan copy_plan() {
    KernelPlan plan =
        plan_of({2}, {loop(10, {acquire(1), load(0, 100, 1), store(1, 100, 1), release(1)})});
    plan.groups = {{0, 4}};
    plan.operands = {{OperandRole::kInput, 0, Bytes(4000)}, {OperandRole::kOutput, 0, Bytes(4000)}};
    return plan;
}

bool refuses(const std::function<void(KernelPlan&)>& damage) {
    KernelPlan plan = copy_plan();
    damage(plan);
    try {
        validate(plan);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument);
        EXPECT_NE(std::string(error.what()).find("Test"), std::string::npos);
        return true;
    }
    return false;
}

TEST(Validate, AcceptsAPlanThatCoversItsOperands) {
    EXPECT_FALSE(refuses([](KernelPlan&) {}));
    EXPECT_FALSE(refuses([](KernelPlan& plan) { plan.operands[0].bytes = Bytes(3999); }));
}

TEST(Validate, RefusesOperandsThatAreNotCovered) {
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.operands[0].bytes = Bytes(4001); }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.operands[1].bytes = Bytes(4001); }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.groups = {{0, 3}}; }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.operands[1].role = OperandRole::kInput; }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.operands[0].role = OperandRole::kOutput; }));
}

TEST(Validate, APartialOperandAndAWorkspaceNeedNoCover) {
    EXPECT_FALSE(refuses([](KernelPlan& plan) {
        plan.operands[0].bytes = Bytes(9000);
        plan.operands[0].partial = true;
    }));
    EXPECT_FALSE(refuses([](KernelPlan& plan) {
        plan.operands[0] = {OperandRole::kWorkspace, 0, Bytes(9000)};
    }));
}

TEST(Validate, RefusesGroupsAndIndicesOutOfRange) {
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.groups.clear(); }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.groups.push_back({0, 0}); }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.groups.push_back({1, 1}); }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.operands.pop_back(); }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.buffer_depths.clear(); }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.buffer_depths.resize(17, 1); }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.operands.resize(257); }));
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.flops = -1; }));
}

TEST(Validate, LooksIntoProgramsThatNoGroupPlays) {
    EXPECT_TRUE(refuses([](KernelPlan& plan) { plan.programs.push_back({{acquire(1)}}); }));
}

TEST(ProgramTraffic, MultipliesBytesByTrips) {
    const KernelPlan plan = copy_plan();
    const std::vector<Bytes> expected = {Bytes(1000), Bytes(1000)};
    EXPECT_EQ(program_traffic(plan, plan.programs[0]), expected);
    BlockProgram nested{{loop(7, plan.programs[0].body), load(1, 5, 0)}};
    const std::vector<Bytes> expected_nested = {Bytes(7000), Bytes(7005)};
    EXPECT_EQ(program_traffic(plan, nested), expected_nested);
}

}  // namespace
}  // namespace ascend::sim
