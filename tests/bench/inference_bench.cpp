// SPDX-License-Identifier: Apache-2.0
//
// How fast the simulator is, as ratios that do not depend on the machine: wall time of a simulated
// inference over its simulated time.
//
//   inference_bench [--soc NAME] [MODEL.onnx[:BATCH]]...
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "models/program/program.h"
#include "sim/device/machine.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kRepeats = 50;

double microseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double peak_memory_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Case {
    std::string path;
    std::optional<std::int64_t> batch;
};

Case parse_case(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) return {text, std::nullopt};
    return {text.substr(0, colon), std::stoll(text.substr(colon + 1))};
}

models::Program compile(const Case& input, const sim::SocSpec& soc) {
    std::ifstream in(input.path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    models::ShapeOverrides overrides;
    overrides.batch = input.batch;
    const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
    return models::compile(models::read_onnx(bytes, input.path, overrides), soc, {});
}

/// Segments one after another; the bench touches no memory.
std::vector<std::uint64_t> addresses(const models::Program& program, std::uint64_t& next) {
    std::vector<std::uint64_t> bases;
    const auto take = [&](Bytes bytes) {
        bases.push_back(next);
        next += static_cast<std::uint64_t>(round_up(bytes.count() + 1, 4096));
    };
    take(program.weight_bytes);
    take(program.work_bytes);
    for (const auto* ports : {&program.inputs, &program.outputs})
        for (const models::TensorPort& port : *ports) take(port.bytes);
    return bases;
}

Picoseconds execute(sim::Machine& machine, sim::ModelId model,
                    const std::vector<std::uint64_t>& bases, sim::StreamId stream) {
    const sim::HostThreadId thread = machine.this_thread();
    const Picoseconds start = machine.clock(thread);
    machine.submit(thread, stream, {nullptr, sim::ModelExecuteTask{model, bases}});
    machine.synchronize_stream(thread, stream);
    return machine.clock(thread) - start;
}

void measure(sim::Machine& machine, const Case& input, std::uint64_t& next_address) {
    const sim::HostThreadId thread = machine.this_thread();
    auto start = Clock::now();
    models::Program program = compile(input, machine.soc(0));
    const double compile_us = microseconds_since(start);
    const auto bases = addresses(program, next_address);
    const sim::ModelId model = machine.load_model(thread, 0, std::move(program.image));
    const sim::StreamId stream = machine.create_stream(thread, 0);

    start = Clock::now();
    const double first_us = to_microseconds(execute(machine, model, bases, stream));
    const double first_wall_us = microseconds_since(start);

    const std::uint64_t events = machine.kernel_events();
    double simulated_us = 0;
    start = Clock::now();
    for (int i = 0; i < kRepeats; ++i)
        simulated_us += to_microseconds(execute(machine, model, bases, stream));
    const double wall_us = microseconds_since(start);

    const std::size_t slash = input.path.rfind('/');
    fmt::print("{:<28} {:>5} {:>10.1f} {:>11.2f} {:>12.1f} {:>11.3f} {:>9} {:>9.1f}\n",
               input.path.substr(slash == std::string::npos ? 0 : slash + 1),
               input.batch.value_or(1), compile_us / 1e3, first_wall_us / first_us,
               simulated_us / kRepeats, wall_us / simulated_us,
               (machine.kernel_events() - events) / kRepeats, peak_memory_mib());
    machine.destroy_stream(thread, stream);
    machine.unload_model(thread, model);
}

int run(int argc, char** argv) {
    std::string soc = "Ascend310P3";
    std::vector<Case> cases;
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]) == "--soc" && i + 1 < argc)
            soc = argv[++i];
        else
            cases.push_back(parse_case(argv[i]));
    }
    if (cases.empty())
        for (const char* name : {"resnet50", "vit_b_16", "small_transformer"})
            for (std::int64_t batch : {1, 16})
                cases.push_back(
                    {fmt::format("{}/models/zoo/{}.onnx", ASCEND_SIM_SOURCE_DIR, name), batch});
    sim::Machine& machine = sim::Machine::create({.devices = {sim::load_soc(soc)}, .faults = {}});
    fmt::print("{}, without sinks; repeated: mean of {} warm inferences\n\n", soc, kRepeats);
    fmt::print("{:<28} {:>5} {:>10} {:>11} {:>12} {:>11} {:>9} {:>9}\n", "model", "batch",
               "compile", "first wall", "simulated", "repeated", "kernel", "peak");
    fmt::print("{:<28} {:>5} {:>10} {:>11} {:>12} {:>11} {:>9} {:>9}\n", "", "", "ms",
               "/ simulated", "us", "wall / sim", "events", "MiB");
    std::uint64_t next_address = std::uint64_t{1} << 32;
    for (const Case& input : cases) measure(machine, input, next_address);
    return 0;
}

}  // namespace
}  // namespace ascend

int main(int argc, char** argv) {
    try {
        return ascend::run(argc, argv);
    } catch (const std::exception& error) {
        fmt::print(stderr, "inference_bench: {}\n", error.what());
        return 1;
    }
}
