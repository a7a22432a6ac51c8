// SPDX-License-Identifier: Apache-2.0
#include "machine_fixture.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace ascend::sim::test {
namespace {

class RecordingSink : public traces::Sink {
  public:
    explicit RecordingSink(Recording& recording) : recording_(recording) {}
    void declare(const traces::Track& track) override { recording_.tracks.push_back(track); }
    void slice(const traces::Slice& slice) override { recording_.slices.push_back(slice); }
    void counter(const traces::Counter& counter) override {
        recording_.counters.push_back(counter);
    }
    void task(const traces::TaskRecord& record) override { recording_.tasks.push_back(record); }
    void finish(Picoseconds end) override { recording_.end = end; }

  private:
    Recording& recording_;
};

CoreSpec small_core(std::int64_t count) {
    CoreSpec core;
    core.count = count;
    core.frequency_mhz = 1000;
    core.has_cube = core.has_vector = true;
    core.l0a = core.l0b = Bytes(1 << 16);
    core.l0c = Bytes(1 << 17);
    core.l1 = Bytes(1 << 20);
    core.ub = Bytes(1 << 18);
    core.gm_to_l1 = core.gm_to_ub = core.ub_to_gm = {64, 0};
    core.fixpipe = false;
    return core;
}

Task task_of(std::shared_ptr<const KernelPlan> plan, std::vector<OperandRef> operands) {
    return {nullptr, KernelTask{std::move(plan), std::move(operands)}};
}

}  // namespace

SocSpec small_soc() {
    SocSpec soc;
    soc.name = "Small";
    soc.family = "small";
    soc.ai_core = small_core(4);
    soc.l2.capacity = Bytes(1 << 20);
    soc.l2.read_gbps = soc.l2.write_gbps = 64;
    soc.dram.capacity = Bytes(std::int64_t{1} << 32);
    soc.dram.gbps = soc.dram.peak_gbps = 16;
    soc.scheduler.stream_depth = 8;
    soc.scheduler.max_streams = 16;
    soc.scheduler.max_events = 8;
    soc.scheduler.ticks_per_ms = 1'000'000;
    soc.scheduler.kernel_launch_us = 1;
    soc.scheduler.task_gap_us = 0.1;
    soc.scheduler.model_task_gap_us = 0.05;
    soc.scheduler.event_us = 0.02;
    soc.scheduler.model_start_us = 10;
    soc.scheduler.model_end_us = 5;
    soc.scheduler.callback_us = 2;
    soc.copy.h2d_gbps = soc.copy.d2h_gbps = 10;
    soc.copy.pageable_factor = 0.5;
    soc.copy.latency_us = 5;
    soc.copy.channels = 2;
    soc.copy.d2d_gbps = 8;
    soc.copy.d2d_latency_us = 1;
    soc.copy.peer_gbps = 5;
    soc.copy.peer_latency_us = 3;
    soc.ai_cpu = {2, 50, 1};
    return soc;
}

SocSpec split_soc() {
    SocSpec soc = small_soc();
    soc.split = true;
    soc.ai_core.has_vector = false;
    soc.vector_core = small_core(8);
    soc.vector_core.has_cube = false;
    return soc;
}

Machine& make_machine(const Setup& setup) {
    MachineConfig config;
    for (int i = 0; i < setup.devices; ++i) {
        config.devices.push_back(std::make_shared<const SocSpec>(setup.soc));
    }
    config.exact = setup.exact;
    config.host_grace = setup.grace;
    config.recorder = setup.recorder;
    config.faults = setup.faults;
    return Machine::create(std::move(config));
}

Task compute(std::int64_t cycles, std::uint32_t blocks, CoreType type) {
    auto plan = std::make_shared<KernelPlan>();
    plan->type = "Compute";
    plan->core_type = type;
    Step step;
    step.pipe = Pipe::kVector;
    step.cycles = Cycles(cycles);
    plan->programs.push_back({{Node{step}}});
    plan->groups.push_back({0, blocks});
    return task_of(std::move(plan), {});
}

Task load(std::uint64_t address, Bytes bytes, std::uint32_t blocks, std::uint64_t destination) {
    auto plan = std::make_shared<KernelPlan>();
    plan->type = "Load";
    plan->buffer_depths = {2};
    plan->operands.push_back({OperandRole::kInput, 0, bytes, false});
    std::vector<OperandRef> operands{{0, address, bytes}};

    Step in;
    in.pipe = Pipe::kMte2;
    in.writes = 1;
    in.access = GmAccess{0, GmPath::kGmToUb, false, Bytes(1024), 1};
    Step out;
    out.pipe = Pipe::kMte3;
    out.reads = 1;
    out.access = GmAccess{1, GmPath::kUbToGm, false, Bytes(1024), 1};
    Step use;
    use.pipe = Pipe::kVector;
    use.reads = 1;
    use.cycles = Cycles(4);

    Loop tiles{bytes.count() / 1024 / blocks, {Node{Acquire{1}}, Node{in}, Node{use}}};
    if (destination != 0) {
        plan->operands.push_back({OperandRole::kOutput, 0, bytes, false});
        operands.push_back({0, destination, bytes});
        tiles.body.push_back(Node{out});
    }
    tiles.body.push_back(Node{Release{1}});
    plan->programs.push_back({{Node{std::move(tiles)}}});
    plan->groups.push_back({0, blocks});
    return task_of(std::move(plan), std::move(operands));
}

Task copy(CopyDirection direction, Bytes bytes, std::function<void()> effect) {
    CopyTask task;
    task.direction = direction;
    task.bytes = bytes;
    task.effect = std::move(effect);
    return {nullptr, std::move(task)};
}

Task record(EventId event) {
    return {nullptr, EventRecordTask{event}};
}

Task wait(EventId event, Picoseconds timeout) {
    return {nullptr, EventWaitTask{event, timeout}};
}

Task reset(EventId event) {
    return {nullptr, EventResetTask{event}};
}

const traces::TaskRecord& Recording::task(StreamId stream, std::size_t n) const {
    for (const traces::TaskRecord& record : tasks) {
        if (record.stream == stream && n-- == 0) return record;
    }
    throw std::out_of_range("no such task was recorded");
}

std::string Recording::text() const {
    std::string text;
    for (const auto& track : tracks) {
        text += fmt::format("track {} {} {} {}\n", track.id, track.parent,
                            static_cast<int>(track.kind), track.name);
    }
    for (const auto& slice : slices) {
        text += fmt::format("slice {} {} {} {} {}\n", slice.track, slice.name, slice.start.count(),
                            slice.end.count(), fmt::join(slice.flows, ","));
    }
    for (const auto& counter : counters) {
        text +=
            fmt::format("counter {} {} {}\n", counter.track, counter.time.count(), counter.value);
    }
    for (const auto& task : tasks) {
        text += fmt::format("task {} {} {} {} {} {} {}\n", task.stream, task.task, task.name,
                            task.ready.count(), task.start.count(), task.end.count(), task.bound);
    }
    return text;
}

void record_into(Recording& recording, traces::Recorder& recorder) {
    recorder.add(std::make_unique<RecordingSink>(recording));
}

}  // namespace ascend::sim::test
