// SPDX-License-Identifier: Apache-2.0
//
// One million tasks through a thousand streams of one device, from one host thread, without sinks.
//
//   task_bench [--soc NAME] [--tasks N] [--streams N] [KIND]...
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <chrono>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "sim/device/machine.h"
#include "sim/soc/soc_loader.h"

namespace ascend {
namespace {

namespace po = boost::program_options;
using sim::Machine;
using sim::Task;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kStreamSpan = std::uint64_t{1} << 20;
constexpr Bytes kTile(16 * 1024);

struct Bench {
    Machine& machine;
    sim::HostThreadId thread;
    std::vector<sim::StreamId> streams;
    std::vector<sim::EventId> events;
    std::int64_t tasks = 0;
};

Task kernel(std::shared_ptr<const sim::KernelPlan> plan, std::vector<sim::OperandRef> operands) {
    return {nullptr, sim::KernelTask{std::move(plan), std::move(operands)}};
}

/// One block that computes for a microsecond or so and touches no memory.
std::shared_ptr<const sim::KernelPlan> computing_plan() {
    auto plan = std::make_shared<sim::KernelPlan>();
    plan->type = "Compute";
    plan->core_type = sim::CoreType::kVectorCore;
    sim::Step step;
    step.pipe = sim::Pipe::kVector;
    step.cycles = Cycles(2000);
    plan->programs.push_back({{sim::Node{step}}});
    plan->groups.push_back({0, 1});
    return plan;
}

/// Blocks that load tiles, work on them and store them.
std::shared_ptr<const sim::KernelPlan> moving_plan(Bytes bytes, std::uint32_t blocks) {
    auto plan = std::make_shared<sim::KernelPlan>();
    plan->type = "Move";
    plan->core_type = sim::CoreType::kVectorCore;
    plan->buffer_depths = {2};
    plan->operands = {{sim::OperandRole::kInput, 0, bytes, false},
                      {sim::OperandRole::kOutput, 0, bytes, false}};
    sim::Step in, use, out;
    in.pipe = sim::Pipe::kMte2;
    in.writes = 1;
    in.access = sim::GmAccess{0, sim::GmPath::kGmToUb, false, kTile, 1};
    use.pipe = sim::Pipe::kVector;
    use.reads = 1;
    use.cycles = Cycles(64);
    out.pipe = sim::Pipe::kMte3;
    out.reads = 1;
    out.access = sim::GmAccess{1, sim::GmPath::kUbToGm, false, kTile, 1};
    sim::Loop tiles{bytes.count() / kTile.count() / blocks,
                    {sim::Node{sim::Acquire{1}}, sim::Node{in}, sim::Node{use}, sim::Node{out},
                     sim::Node{sim::Release{1}}}};
    plan->programs.push_back({{sim::Node{std::move(tiles)}}});
    plan->groups.push_back({0, blocks});
    return plan;
}

/// The n-th task of a stream.
using MakeTask = std::function<Task(Bench&, std::size_t stream, std::int64_t n)>;

Task record(Bench& bench, std::size_t stream, std::int64_t) {
    return {nullptr, sim::EventRecordTask{bench.events[stream]}};
}

MakeTask computing() {
    return
        [plan = computing_plan()](Bench&, std::size_t, std::int64_t) { return kernel(plan, {}); };
}

/// Each stream has memory of its own, of which every task moves the next part.
MakeTask moving(Bytes bytes, std::uint32_t blocks) {
    return [=, plan = moving_plan(bytes, blocks)](Bench&, std::size_t stream, std::int64_t n) {
        const auto size = static_cast<std::uint64_t>(bytes.count());
        const std::uint64_t base = stream * kStreamSpan;
        const std::uint64_t offset = static_cast<std::uint64_t>(n) * size % (kStreamSpan / 2);
        return kernel(plan,
                      {{0, base + offset, bytes}, {0, base + kStreamSpan / 2 + offset, bytes}});
    };
}

MakeTask copying() {
    return [](Bench&, std::size_t, std::int64_t) {
        sim::CopyTask copy;
        copy.bytes = Bytes(64 * 1024);
        return Task{nullptr, std::move(copy)};
    };
}

/// What an asynchronous program does: a copy, two kernels that move memory, an event.
Task mixed(Bench& bench, std::size_t stream, std::int64_t n) {
    static const MakeTask copy = copying(), small = moving(Bytes(32 * 1024), 1),
                          compute = computing();
    switch (n % 4) {
        case 0:
            return copy(bench, stream, n);
        case 1:
            return small(bench, stream, n);
        case 2:
            return compute(bench, stream, n);
        default:
            return record(bench, stream, n);
    }
}

struct Kind {
    std::string name;
    MakeTask make;
};

std::vector<Kind> kinds() {
    return {{"event", record},
            {"compute", computing()},
            {"move_1_block", moving(Bytes(32 * 1024), 1)},
            {"move_8_blocks", moving(Bytes(256 * 1024), 8)},
            {"copy", copying()},
            {"mixed", mixed}};
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Round robin over the streams, then a synchronisation of each.
double run(Bench& bench, const Kind& kind) {
    const auto start = Clock::now();
    const auto streams = static_cast<std::int64_t>(bench.streams.size());
    for (std::int64_t i = 0; i < bench.tasks; ++i) {
        const auto stream = static_cast<std::size_t>(i % streams);
        bench.machine.submit(bench.thread, bench.streams[stream],
                             kind.make(bench, stream, i / streams));
    }
    for (const sim::StreamId stream : bench.streams)
        bench.machine.synchronize_stream(bench.thread, stream);
    return seconds_since(start);
}

void print(Bench& bench, const Kind& kind, double first) {
    const std::uint64_t events = bench.machine.kernel_events();
    const Picoseconds before = bench.machine.clock(bench.thread);
    const double wall = run(bench, kind);
    const auto tasks = static_cast<double>(bench.tasks);
    const Picoseconds took = bench.machine.clock(bench.thread) - before;
    fmt::print("{:<14} {:>9.0f} tasks/s {:>7.2f} x event {:>8.2f} kernel events/task {:>9.3f} ms\n",
               kind.name, tasks / wall, first / wall,
               static_cast<double>(bench.machine.kernel_events() - events) / tasks,
               static_cast<double>(took.count()) * 1e-9);
}

po::variables_map parse(int count, char** arguments) {
    po::options_description options("task_bench [options] [KIND]...");
    auto add = options.add_options();
    add("soc", po::value<std::string>()->default_value("Ascend910B2"), "SoC");
    add("tasks", po::value<std::int64_t>()->default_value(1'000'000), "tasks of each kind");
    add("streams", po::value<std::size_t>()->default_value(1000), "streams");
    add("kind", po::value<std::vector<std::string>>(), "kinds (default: all)");
    po::positional_options_description kinds;
    kinds.add("kind", -1);
    po::variables_map values;
    po::store(po::command_line_parser(count, arguments).options(options).positional(kinds).run(),
              values);
    return values;
}

bool wanted(const po::variables_map& values, const std::string& name) {
    if (values.count("kind") == 0) return true;
    const auto& names = values["kind"].as<std::vector<std::string>>();
    return std::find(names.begin(), names.end(), name) != names.end();
}

int main(int count, char** arguments) {
    const po::variables_map values = parse(count, arguments);
    sim::MachineConfig config;
    config.devices = {sim::load_soc(values["soc"].as<std::string>(), {})};
    Machine& machine = Machine::create(config);
    Bench bench{machine, machine.this_thread(), {}, {}, values["tasks"].as<std::int64_t>()};
    for (std::size_t i = 0; i < values["streams"].as<std::size_t>(); ++i) {
        bench.streams.push_back(machine.create_stream(bench.thread, 0));
        bench.events.push_back(machine.create_event(bench.thread, 0));
    }
    const double event = run(bench, {"event", record});
    for (const Kind& kind : kinds())
        if (wanted(values, kind.name)) print(bench, kind, event);
    return 0;
}

}  // namespace
}  // namespace ascend

int main(int count, char** arguments) {
    try {
        return ascend::main(count, arguments);
    } catch (const std::exception& error) {
        std::cerr << "task_bench: " << error.what() << '\n';
        return 1;
    }
}
