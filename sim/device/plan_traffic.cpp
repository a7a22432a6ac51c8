// SPDX-License-Identifier: Apache-2.0
#include "sim/device/plan_traffic.h"

namespace ascend::sim {
namespace {

__extension__ using Wide = __int128;

void count(const std::vector<Node>& body, std::int64_t times, OperandTraffic& traffic);

struct Counter {
    std::int64_t times;
    OperandTraffic& traffic;

    void operator()(const Step& step) const {
        if (!step.access) return;
        auto& side = is_load(step.access->path) ? traffic.loaded : traffic.stored;
        side.at(step.access->operand) += step.access->bytes * times;
    }
    void operator()(const Loop& loop) const { count(loop.body, times * loop.trips, traffic); }
    void operator()(const Acquire&) const {}
    void operator()(const Release&) const {}
};

void count(const std::vector<Node>& body, std::int64_t times, OperandTraffic& traffic) {
    for (const Node& node : body) std::visit(Counter{times, traffic}, node.op);
}

OperandTraffic none(const KernelPlan& plan) {
    const std::vector<Bytes> zeros(plan.operands.size());
    return {zeros, zeros};
}

Bytes share(Bytes whole, Bytes part, Bytes of) {
    if (of == Bytes(0)) return of;
    const Wide product = Wide{whole.count()} * part.count();
    return Bytes(static_cast<std::int64_t>((product + of.count() - 1) / of.count()));
}

}  // namespace

PlanTraffic plan_traffic(const KernelPlan& plan) {
    PlanTraffic traffic;
    for (const BlockProgram& program : plan.programs) {
        traffic.programs.push_back(none(plan));
        count(program.body, 1, traffic.programs.back());
    }
    traffic.total = none(plan);
    for (const BlockGroup& group : plan.groups) {
        count(plan.programs.at(group.program).body, group.blocks, traffic.total);
    }
    return traffic;
}

MemoryDemand demand_of_blocks(const PlanTraffic& traffic, std::uint32_t program,
                              std::int64_t blocks, const std::vector<MemoryDemand>& operands) {
    MemoryDemand demand;
    const OperandTraffic& one = traffic.programs[program];
    for (std::size_t i = 0; i < operands.size(); ++i) {
        const Bytes loaded = one.loaded[i] * blocks;
        const Bytes stored = one.stored[i] * blocks;
        demand.l2_read += loaded;
        demand.l2_write += stored;
        const Bytes all = traffic.total.loaded[i] + traffic.total.stored[i];
        demand.dram_read += share(operands[i].dram_read, loaded + stored, all);
        demand.dram_write += share(operands[i].dram_write, loaded + stored, all);
    }
    return demand;
}

}  // namespace ascend::sim
