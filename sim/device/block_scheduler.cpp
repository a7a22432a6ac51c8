// SPDX-License-Identifier: Apache-2.0
#include "sim/device/block_scheduler.h"

#include <algorithm>
#include <cmath>

#include "sim/device/bound.h"
#include "sim/device/loaded_model.h"
#include "sim/device/operand_memory.h"
#include "sim/kernel/cycles.h"

namespace ascend::sim {

BlockScheduler::BlockScheduler(sc_core::sc_module_name name, const SocSpec& soc, bool exact,
                               AiCores& ai_cores, VectorCores& vector_cores, MemorySystem& memory,
                               Retirement& retirement, Progress& progress, DeviceTrace& trace)
    : sc_module(name),
      soc_(soc),
      ai_cores_(ai_cores),
      vector_cores_(vector_cores),
      memory_(memory),
      retirement_(retirement),
      trace_(trace),
      alarm_("alarm", progress),
      pool_(soc),
      solver_(soc, exact) {
    SC_HAS_PROCESS(BlockScheduler);
    SC_METHOD(process);
    sensitive << alarm_.event();
    dont_initialize();
}

void BlockScheduler::dispatch(StreamQueue& stream, const KernelTask& task) {
    KernelRun& run = runs_.take();
    run.stream = &stream;
    run.task = &task;
    run.bases = stream.model != nullptr ? &stream.model->bases : nullptr;
    run.prepared = &solver_.prepare(task.plan);
    run.sequence = ++dispatched_;
    waiting_[static_cast<std::size_t>(task.plan->core_type)].push(stream.priority, &run);
    request_placement();
}

void BlockScheduler::request_placement() {
    placement_.request();
    alarm_.set(simulated_now());
}

void BlockScheduler::process() {
    alarm_.acknowledge();
    const Picoseconds now = simulated_now();
    while (launches_.due(now)) begin(*launches_.pop());
    if (placement_.take()) {
        while (auto* waiting = next_waiting()) {
            KernelRun& run = *waiting->front();
            place(run);
            if (run.all_placed()) waiting->pop();
        }
    }
    alarm_.set(placement_.pending() ? now : launches_.next());
}

/// The queue of the first kernel, by priority and then order of dispatch, that can have a core.
PriorityFifo<KernelRun*>* BlockScheduler::next_waiting() {
    PriorityFifo<KernelRun*>* first = nullptr;
    const auto precedes = [](PriorityFifo<KernelRun*>& a, PriorityFifo<KernelRun*>& b) {
        return std::pair(a.first_level(), a.front()->sequence) <
               std::pair(b.first_level(), b.front()->sequence);
    };
    for (const CoreType type : {CoreType::kAiCore, CoreType::kVectorCore, CoreType::kMix}) {
        auto& queue = waiting_[static_cast<std::size_t>(type)];
        if (queue.empty() || !pool_.any_free(type)) continue;
        if (first == nullptr || precedes(queue, *first)) first = &queue;
    }
    return first;
}

/// Gives the kernel as many cores as are free, in lanes of one program each.
void BlockScheduler::place(KernelRun& run) {
    if (!run.launched) launch(run);
    std::vector<Lane*> lanes;
    while (!run.all_placed() && pool_.any_free(run.plan().core_type)) {
        lanes.push_back(&next_lane(run));
    }
    for (Lane* lane : lanes) start(*lane);
}

void BlockScheduler::launch(KernelRun& run) {
    run.launched = true;
    run.stream->start = simulated_now();
    run.first_instruction = run.stream->start + launch_time(run.plan());
    touch_operands(run, memory_, soc_.l2.capacity);
    run.outcome.block_dim = run.plan().block_dim();
}

Picoseconds BlockScheduler::launch_time(const KernelPlan& plan) const {
    const SchedulerSpec& spec = soc_.scheduler;
    const double per_block = plan.core_type == CoreType::kVectorCore
                                 ? spec.vector_launch_us_per_block
                                 : spec.kernel_launch_us_per_block;
    const double time = spec.kernel_launch_us + per_block * plan.block_dim();
    const double most = spec.kernel_launch_us_max;
    return from_microseconds(most > 0 ? std::min(time, most) : time);
}

Cycles BlockScheduler::cold_start(const KernelPlan& plan) const {
    const CoreSpec& core = solver_.core_of(plan.core_type);
    const auto cores =
        static_cast<double>(std::min<std::int64_t>(plan.block_dim(), pool_.count(plan.core_type)));
    return Cycles(std::llround(core.first_load_cycles + core.first_load_cycles_per_block * cores));
}

Lane& BlockScheduler::next_lane(KernelRun& run) {
    const BlockGroup& group = run.plan().groups[run.group];
    Lane& lane = lanes_.take();
    lane.owner = this;
    lane.run = &run;
    lane.program = group.program;
    lane.cores = pool_.take(run.plan().core_type, group.blocks - run.placed_blocks);
    run.cores += std::ssize(lane.cores);
    run.placed_blocks += static_cast<std::uint32_t>(lane.cores.size());
    if (run.placed_blocks == group.blocks) {
        run.placed_blocks = 0;
        ++run.group;
    }
    return lane;
}

/// Cycles become time once, from the first instruction of the lane to its end.
void BlockScheduler::start(Lane& lane) {
    KernelRun& run = *lane.run;
    const Picoseconds now = simulated_now();
    const CoreSpec& core = solver_.core_of(run.plan().core_type);
    lane.begin = std::max(now, run.first_instruction);
    lane.cold = lane.begin == run.first_instruction;
    lane.activity.timing = solver_.solve(*run.prepared, lane.program, run.cores, run.misses);
    lane.activity.cold_start = lane.cold ? cold_start(run.plan()) : Cycles(0);
    lane.alone =
        cycles_to_time(lane.activity.timing.total + lane.activity.cold_start, core.frequency_mhz);
    lane.demand =
        demand_of_blocks(run.prepared->traffic, lane.program, std::ssize(lane.cores), run.operands);
    if (lane.begin == now) {
        begin(lane);
    } else {
        launches_.push(lane.begin, &lane);
    }
}

void BlockScheduler::begin(Lane& lane) {
    memory_.transfer(lane, lane.alone, lane.demand, std::ssize(lane.cores));
}

void BlockScheduler::lane_ended(Lane& lane) {
    const Picoseconds now = simulated_now();
    KernelRun& run = *lane.run;
    account(lane, now);
    pool_.give_back(run.plan().core_type, lane.cores);
    run.cores -= std::ssize(lane.cores);
    lanes_.give_back(lane);
    request_placement();
    if (run.ended()) end(run, now);
}

void BlockScheduler::account(Lane& lane, Picoseconds now) {
    KernelRun& run = *lane.run;
    const CoreSpec& core = solver_.core_of(run.plan().core_type);
    const Picoseconds took = now - lane.begin;
    const auto cores = std::ssize(lane.cores);
    lane.activity.stretch = cycles_in(took - lane.alone, core.frequency_mhz);
    const BlockActivity& did = lane.activity;
    run.outcome.cycles += (did.timing.total + did.cold_start + did.stretch) * cores;
    for (std::size_t pipe = 0; pipe < kPipeCount; ++pipe) {
        run.outcome.busy[pipe] += cycles_to_time(did.timing.busy[pipe], core.frequency_mhz) * cores;
    }
    if (took > run.longest_lane) {
        run.longest_lane = took;
        run.time_bound = lane.alone;
        run.stretched_by = lane.last();
    }
    account_cores(lane);
    trace_.lane_ended(lane, now, core.frequency_mhz);
}

/// In a mix block the vector cores are the VECTOR pipe and the AI core is all the others.
void BlockScheduler::account_cores(const Lane& lane) {
    std::array<bool, kPipeCount> all{};
    all.fill(true);
    const CoreType type = lane.run->plan().core_type;
    if (type == CoreType::kVectorCore) {
        for (const std::size_t core : lane.cores) vector_cores_[core].add(lane.activity, all);
        return;
    }
    std::array<bool, kPipeCount> vector_only{};
    if (type == CoreType::kMix) {
        const auto vector = static_cast<std::size_t>(Pipe::kVector);
        vector_only[vector] = true;
        all[vector] = false;
    }
    const auto per_ai = static_cast<std::size_t>(pool_.vector_cores_of_mix());
    for (const std::size_t core : lane.cores) {
        ai_cores_[core].add(lane.activity, all);
        if (type != CoreType::kMix) continue;
        for (std::size_t i = core * per_ai; i < (core + 1) * per_ai; ++i) {
            vector_cores_[i].add(lane.activity, vector_only);
        }
    }
}

void BlockScheduler::end(KernelRun& run, Picoseconds now) {
    run.outcome.core_time = now - run.first_instruction;
    run.outcome.bound = bound_of(run, soc_);
    TaskOutcome outcome;
    outcome.memory = run.memory;
    outcome.kernel = &run.outcome;
    StreamQueue& stream = *run.stream;
    retirement_.retire(stream, outcome);
    runs_.give_back(run);
}

}  // namespace ascend::sim
