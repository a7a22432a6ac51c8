// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/simulator.h"

#include <cstdlib>

#include "runtime/acl/failure.h"
#include "runtime/acl/host_shim.h"
#include "runtime/faults/fault_file.h"

namespace ascend::runtime {

Simulator& Simulator::instance() {
    static Simulator& simulator = *new Simulator;
    return simulator;
}

void Simulator::configure(const Configuration& configuration) {
    const std::lock_guard lock(mutex_);
    require(machine_ == nullptr, ACL_ERROR_REPEAT_INITIALIZE,
            "the simulation runs already: configure it before the first ACL call");
    start_or_undo(configuration);
}

void Simulator::start() {
    host_shim::refuse_in_forked_child();
    const std::lock_guard lock(mutex_);
    if (machine_ == nullptr) start_or_undo(configuration_from_environment());
}

void Simulator::start_or_undo(const Configuration& configuration) {
    struct UndoUnlessStarted {
        Simulator& simulator;
        ~UndoUnlessStarted() {
            if (simulator.machine_ != nullptr) return;
            simulator.windows_.clear();
            simulator.memories_.clear();
            simulator.discard_output();
        }
    } undo{*this};
    const host_shim::InLibrary inside;
    start_locked(configuration);
}

void Simulator::start_locked(const Configuration& configuration) {
    sim::MachineConfig config;
    config.devices = load_socs(configuration);
    config.exact = configuration.exact;
    config.faults = load_faults(configuration);
    if (!configuration.kernels.empty()) kernel_times.load(configuration.kernels);
    config.recorder = &recorder_;
    if (!configuration.out.empty()) output_.open(configuration.out, recorder_);
    recorder_.add(make_statistics_sink(statistics));
    for (sim::DeviceId device = 0; device < config.devices.size(); ++device) {
        memories_.push_back(
            std::make_unique<DeviceMemory>(device, config.devices[device]->dram.capacity));
        windows_.push_back(std::make_unique<VirtualMemory>(*memories_[device]));
    }
    machine_ = &sim::Machine::create(std::move(config));
    contexts.set_device_count(machine_->device_count());
    host_shim::started(*this);
    std::atexit([] { instance().finish(); });
}

std::vector<sim::TaskFault> Simulator::load_faults(const Configuration& configuration) {
    if (configuration.faults.empty()) return {};
    FaultPlan plan = runtime::load_faults(configuration.faults,
                                          static_cast<std::uint32_t>(configuration.devices.size()));
    faults.configure(plan);
    return std::move(plan.tasks);
}

void Simulator::release_everything(sim::HostThreadId thread) {
    models.unload_all(*this, thread);
    callbacks.clear(*machine_, thread);
    host_functions.clear(*machine_, thread);
    for (const auto& notify : notifies.all()) notify->release(*machine_, thread);
    notifies.clear();
    for (const auto& model : captured_models.all()) model->unload(*machine_, thread);
    captured_models.clear();
    task_groups.clear();
    for (const auto& event : events.all()) {
        events.erase(event->handle());
        event->release(*machine_, thread);
    }
    contexts.release_all(*this, thread);
    for (auto& window : windows_) window->release_all();
    physical_memory.clear();
    kernel_arguments.clear();
    kernel_functions.clear();
    kernel_binaries.clear();
    binary_bytes.clear();
    for (auto& memory : memories_) memory->release_all();
}

void Simulator::finish() {
    if (machine_ == nullptr || host_shim::in_forked_child()) return;
    const host_shim::InLibrary inside;
    host_shim::take_turn();
    machine_->finish();
    host_shim::ended(*this);
}

void Simulator::discard_output() {
    recorder_ = {};
    output_.remove_traces_of_itself();
}

CompileConfiguration Simulator::compile_configuration() const {
    const std::lock_guard lock(mutex_);
    return compile_;
}

void Simulator::set_compile_configuration(CompileConfiguration configuration) {
    const std::lock_guard lock(mutex_);
    compile_ = std::move(configuration);
}

}  // namespace ascend::runtime
