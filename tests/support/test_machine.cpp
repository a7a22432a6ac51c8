// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_machine.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace ascend::test {
namespace {

std::vector<std::byte> read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::vector<std::byte> bytes(text.size());
    std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    return bytes;
}

traces::Recorder& with_sink(traces::Recorder& recorder, RecordingSink::Record& record) {
    recorder.add(std::make_unique<RecordingSink>(record));
    return recorder;
}

}  // namespace

TestMachine::TestMachine(std::vector<std::shared_ptr<const sim::SocSpec>> socs, bool exact)
    : machine_(sim::Machine::create({std::move(socs), &with_sink(recorder_, record_), exact, {}})) {
}

std::uint64_t TestMachine::take_address(Bytes bytes) {
    const std::uint64_t address = next_address_;
    next_address_ += static_cast<std::uint64_t>(round_up(bytes.count() + 1, 4096));
    return address;
}

TestMachine::Loaded TestMachine::load(sim::DeviceId device, const models::Program& program) {
    Loaded result;
    result.device = device;
    result.bases = {take_address(program.weight_bytes), take_address(program.work_bytes)};
    for (const auto* ports : {&program.inputs, &program.outputs})
        for (const models::TensorPort& port : *ports)
            result.bases.push_back(take_address(port.bytes));
    result.id = machine_.load_model(thread(), device, program.image);
    return result;
}

Picoseconds TestMachine::execute(const Loaded& model) {
    return execute_together({model});
}

Picoseconds TestMachine::execute_together(const std::vector<Loaded>& models) {
    const std::size_t before = record_.tasks.size();
    std::vector<sim::StreamId> streams;
    for (const Loaded& model : models) {
        streams.push_back(machine_.create_stream(thread(), model.device));
        machine_.submit(thread(), streams.back(),
                        {nullptr, sim::ModelExecuteTask{model.id, model.bases}});
    }
    machine_.synchronize_streams(thread(), streams);
    for (sim::StreamId stream : streams) machine_.destroy_stream(thread(), stream);
    Picoseconds start = kForever, end;
    for (std::size_t i = before; i < record_.tasks.size(); ++i) {
        start = std::min(start, record_.tasks[i].start);
        end = std::max(end, record_.tasks[i].end);
    }
    return end - start;
}

traces::TaskRecord TestMachine::run_kernel(sim::DeviceId device,
                                           std::shared_ptr<const sim::KernelPlan> plan, bool cold) {
    if (cold) machine_.flush_l2(thread(), device);
    sim::KernelTask kernel{plan, {}};
    for (const sim::Operand& operand : plan->operands)
        kernel.operands.push_back({0, take_address(operand.bytes), operand.bytes});
    const sim::StreamId stream = machine_.create_stream(thread(), device);
    machine_.submit(thread(), stream, {nullptr, std::move(kernel)});
    machine_.synchronize_stream(thread(), stream);
    machine_.destroy_stream(thread(), stream);
    const auto last = std::ranges::find_if(record_.tasks.rbegin(), record_.tasks.rend(),
                                           [](const auto& task) { return task.block_dim > 0; });
    return *last;
}

models::Program compile_zoo(const std::string& name, const sim::SocSpec& soc, std::int64_t batch,
                            const models::CompileOptions& options) {
    const std::string path = std::string(ASCEND_SIM_SOURCE_DIR) + "/models/zoo/" + name + ".onnx";
    models::ShapeOverrides overrides;
    overrides.batch = batch;
    return models::compile(models::read_onnx(read_file(path), path, overrides), soc, options);
}

}  // namespace ascend::test
