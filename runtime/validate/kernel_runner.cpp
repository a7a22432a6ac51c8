// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/kernel_runner.h"

#include "models/lowering/lowering.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::validate {
namespace {

/// Operands lie one after the other from an address on, as an allocator would place them.
constexpr std::uint64_t kFirstAddress = std::uint64_t{1} << 32;
constexpr std::int64_t kOperandAlignment = 512;
constexpr const char* kOperatorType = "Kernel";

sim::KernelTask make_task(const std::shared_ptr<const sim::KernelPlan>& plan,
                          std::uint64_t address) {
    sim::KernelTask task{plan, {}};
    for (const sim::Operand& operand : plan->operands) {
        task.operands.push_back({0, address, operand.bytes});
        address += static_cast<std::uint64_t>(
            round_up(std::max<std::int64_t>(operand.bytes.count(), 1), kOperandAlignment));
    }
    return task;
}

/// Fills L2 with tensors that no other kernel has: three that it reads for one that it writes, as
/// kernels with weights, activations and gradients do.
sim::KernelTask other_kernel(const sim::SocSpec& soc) {
    constexpr std::uint64_t kElsewhere = std::uint64_t{1} << 44;
    models::ElementwiseOp op;
    op.elements = soc.l2.capacity.count() / 2;
    op.inputs.assign(3, {op.elements, DataType::kInt8, false});
    op.outputs = {DataType::kInt8};
    op.steps = {{models::VectorOp::kCopy, DataType::kInt8, false}};
    return make_task(models::lower(op, kOperatorType, soc), kElsewhere);
}

}  // namespace

/// Keeps the task records of the run under way.
class KernelRunner::Records final {
  public:
    class Sink final : public traces::Sink {
      public:
        explicit Sink(std::shared_ptr<Records> records) : records_(std::move(records)) {}
        void declare(const traces::Track&) override {}
        void slice(const traces::Slice&) override {}
        void counter(const traces::Counter&) override {}
        void task(const traces::TaskRecord& record) override { records_->all.push_back(record); }
        void finish(Picoseconds) override {}

      private:
        std::shared_ptr<Records> records_;
    };

    KernelMeasurement measure(const sim::SocSpec& soc) const {
        KernelMeasurement result;
        Picoseconds time;
        double cores_us = 0;
        for (const traces::TaskRecord& record : all) {
            time += record.end - record.start;
            const bool vector = record.task_type == "AI_VECTOR_CORE";
            const sim::CoreSpec& core = vector ? sim::vector_core_of(soc) : soc.ai_core;
            cores_us += static_cast<double>(record.cycles) / core.frequency_mhz;
            for (const traces::PipeTime& pipe : record.pipes)
                result.pipe_shares[std::string(pipe.pipe)] += to_microseconds(pipe.busy);
        }
        result.time_us = to_microseconds(time);
        for (auto& [pipe, share] : result.pipe_shares) share /= cores_us;
        return result;
    }

    std::vector<traces::TaskRecord> all;
};

KernelRunner::KernelRunner(const std::vector<std::string>& socs, bool exact)
    : records_(std::make_shared<Records>()) {
    static traces::Recorder& recorder = *new traces::Recorder;  // outlives the machine
    recorder.add(std::make_unique<Records::Sink>(records_));
    sim::MachineConfig config;
    for (const std::string& name : socs) config.devices.push_back(sim::load_soc(name));
    config.recorder = &recorder;
    config.exact = exact;
    machine_ = &sim::Machine::create(std::move(config));
    thread_ = machine_->this_thread();
    for (sim::DeviceId device = 0; device < socs.size(); ++device)
        devices_[socs[device]] = {device, machine_->create_stream(thread_, device)};
}

const sim::SocSpec& KernelRunner::soc(const std::string& name) const {
    return machine_->soc(devices_.at(name).id);
}

KernelMeasurement KernelRunner::run(const std::string& name, const models::OperatorShape& op,
                                    L2Start l2, models::KernelKind kind) {
    return run(name, models::lower(op, kOperatorType, soc(name), kind), l2);
}

KernelMeasurement KernelRunner::run(const std::string& name,
                                    std::shared_ptr<const sim::KernelPlan> plan, L2Start l2) {
    return run(name, std::vector{make_task(plan, kFirstAddress)}, l2);
}

KernelMeasurement KernelRunner::run(const std::string& name,
                                    const std::vector<models::OperatorShape>& chain, L2Start l2) {
    std::vector<sim::KernelTask> tasks;
    std::uint64_t address = kFirstAddress;
    for (const models::OperatorShape& op : chain) {
        tasks.push_back(make_task(models::lower(op, kOperatorType, soc(name)), address));
        address = tasks.back().operands.back().offset;
    }
    return run(name, tasks, l2);
}

KernelMeasurement KernelRunner::run(const std::string& name,
                                    const std::vector<sim::KernelTask>& tasks, L2Start l2) {
    const Device& device = devices_.at(name);
    machine_->flush_l2(thread_, device.id);
    if (l2 == L2Start::kWarm)
        for (const sim::KernelTask& task : tasks) submit(device, task);
    if (l2 == L2Start::kUsed) submit(device, other_kernel(soc(name)));
    records_->all.clear();
    for (const sim::KernelTask& task : tasks) submit(device, task);
    return records_->measure(soc(name));
}

void KernelRunner::submit(const Device& device, const sim::KernelTask& task) {
    machine_->submit(thread_, device.stream, sim::Task{nullptr, task});
    const sim::WaitResult result = machine_->synchronize_stream(thread_, device.stream);
    ASCEND_INVARIANT(result.device_error == 0, "a kernel of a table failed on the device");
}

}  // namespace ascend::validate
