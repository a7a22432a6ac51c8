// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "sim/kernel/kernel_plan.h"
#include "sim/kernel/play_block.h"

namespace ascend::sim {

inline Node step(Pipe pipe, std::int64_t cycles, BufferMask reads, BufferMask writes,
                 std::int64_t latency = 0) {
    Step step;
    step.pipe = pipe;
    step.cycles = Cycles(cycles);
    step.latency = Cycles(latency);
    step.reads = reads;
    step.writes = writes;
    return {step};
}

inline Node load(std::uint8_t operand, std::int64_t bytes, BufferMask writes) {
    Step step;
    step.pipe = Pipe::kMte2;
    step.writes = writes;
    step.access = {.operand = operand, .path = GmPath::kGmToUb, .bytes = Bytes(bytes)};
    return {step};
}

inline Node store(std::uint8_t operand, std::int64_t bytes, BufferMask reads) {
    Step step;
    step.pipe = Pipe::kMte3;
    step.reads = reads;
    step.access = {.operand = operand, .path = GmPath::kUbToGm, .bytes = Bytes(bytes)};
    return {step};
}

inline Node acquire(BufferMask buffers) {
    return {Acquire{buffers}};
}
inline Node release(BufferMask buffers) {
    return {Release{buffers}};
}
inline Node loop(std::int64_t trips, std::vector<Node> body) {
    return {Loop{trips, std::move(body)}};
}

inline KernelPlan plan_of(std::vector<std::uint8_t> depths, std::vector<Node> body) {
    KernelPlan plan;
    plan.type = "Test";
    plan.buffer_depths = std::move(depths);
    plan.programs.push_back({std::move(body)});
    plan.groups.push_back({0, 1});
    return plan;
}

inline BlockTiming play(const KernelPlan& plan, bool exact = false) {
    return play_block(plan, plan.programs.at(0), CoreSpec{}, MemoryView{}, exact);
}

inline Cycles at(const std::array<Cycles, kPipeCount>& cycles, Pipe pipe) {
    return cycles.at(static_cast<std::size_t>(pipe));
}

}  // namespace ascend::sim
