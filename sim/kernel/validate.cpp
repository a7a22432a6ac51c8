// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "sim/kernel/play_block.h"
#include "sim/kernel/tile_program.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

struct OperandTraffic {
    std::vector<Bytes> loaded, stored;  ///< parallel to KernelPlan::operands

    explicit OperandTraffic(std::size_t operands) : loaded(operands), stored(operands) {}

    void add(const std::vector<Node>& body, std::int64_t times) {
        for (const Node& node : body) {
            if (const auto* step = std::get_if<Step>(&node.op); step && step->access) {
                add(*step->access, times);
            } else if (const auto* loop = std::get_if<Loop>(&node.op)) {
                add(loop->body, times * loop->trips);
            }
        }
    }

    void add(const GmAccess& access, std::int64_t times) {
        auto& moved = is_load(access.path) ? loaded : stored;
        moved.at(access.operand) += access.bytes * times;
    }
};

[[noreturn]] void fail(const KernelPlan& plan, const std::string& what) {
    throw Error(ErrorCode::kInvalidArgument, fmt::format("kernel {}: {}", plan.type, what));
}

void check_groups(const KernelPlan& plan) {
    if (plan.groups.empty()) fail(plan, "no block group: expected at least one");
    for (const BlockGroup& group : plan.groups) {
        if (group.program >= plan.programs.size() || group.blocks == 0) {
            fail(plan, fmt::format("a group of {} blocks of program {}: expected more than 0, of "
                                   "{} programs",
                                   group.blocks, group.program, plan.programs.size()));
        }
    }
}

void check_coverage(const KernelPlan& plan, std::size_t index, Bytes loaded, Bytes stored) {
    const Operand& operand = plan.operands[index];
    const bool input = operand.role == OperandRole::kInput;
    if (operand.bytes < Bytes(0)) {
        fail(plan, fmt::format("operand {} of {} B", index, operand.bytes.count()));
    }
    if (input && stored > Bytes(0))
        fail(plan, fmt::format("a store to operand {}, an input", index));
    if (operand.role == OperandRole::kWorkspace || operand.partial) return;
    const Bytes moved = input ? loaded : stored;
    if (moved < operand.bytes) {
        fail(plan, fmt::format("{} {} of the {} B of operand {}", input ? "loads" : "stores",
                               moved.count(), operand.bytes.count(), index));
    }
}

void check_traffic(const KernelPlan& plan) {
    OperandTraffic traffic(plan.operands.size());
    for (const BlockGroup& group : plan.groups) {
        traffic.add(plan.programs[group.program].body, group.blocks);
    }
    for (std::size_t i = 0; i < plan.operands.size(); ++i) {
        check_coverage(plan, i, traffic.loaded[i], traffic.stored[i]);
    }
}

}  // namespace

std::vector<Bytes> program_traffic(const KernelPlan& plan, const BlockProgram& program) {
    OperandTraffic traffic(plan.operands.size());
    traffic.add(program.body, 1);
    for (std::size_t i = 0; i < traffic.loaded.size(); ++i) traffic.loaded[i] += traffic.stored[i];
    return traffic.loaded;
}

void validate(const KernelPlan& plan) {
    if (plan.operands.size() > 256) {
        fail(plan, fmt::format("{} operands: expected at most 256", plan.operands.size()));
    }
    if (plan.flops < 0) fail(plan, fmt::format("{} operations: expected >= 0", plan.flops));
    check_groups(plan);
    for (const BlockProgram& program : plan.programs) check_program(plan, program);
    check_traffic(plan);
}

}  // namespace ascend::sim
