// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "runtime/acl/allocator.h"
#include "runtime/acl/callback.h"
#include "runtime/acl/capture.h"
#include "runtime/acl/configuration.h"
#include "runtime/acl/context_table.h"
#include "runtime/acl/device_memory.h"
#include "runtime/acl/dump.h"
#include "runtime/acl/event.h"
#include "runtime/acl/exception_report.h"
#include "runtime/acl/fault_injection.h"
#include "runtime/acl/handle_table.h"
#include "runtime/acl/host_memory.h"
#include "runtime/acl/kernel_arguments.h"
#include "runtime/acl/kernel_binary.h"
#include "runtime/acl/kernel_times.h"
#include "runtime/acl/lifecycle.h"
#include "runtime/acl/model_table.h"
#include "runtime/acl/notify.h"
#include "runtime/acl/output_folder.h"
#include "runtime/acl/process_settings.h"
#include "runtime/acl/profiling.h"
#include "runtime/acl/single_operator.h"
#include "runtime/acl/stamp.h"
#include "runtime/acl/statistics.h"
#include "runtime/acl/stream.h"
#include "runtime/acl/task_group.h"
#include "runtime/acl/virtual_memory.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

/// The one process-wide root: the machine, and the objects that ACL handles stand for. Made on
/// first use and never destroyed, as SystemC's modules must not be.
class Simulator {
  public:
    static Simulator& instance();

    /// Sets what is simulated and starts it. Throws Failure{100002} when it runs already, and as
    /// start().
    void configure(const Configuration& configuration);
    /// Elaborates the machine on first call: from the environment unless configure() came before.
    /// Throws Error when a SoC or the output folder is at fault; a later call tries again.
    void start();
    /// Gives back every ACL object of the process (aclFinalize); the machine stays.
    void release_everything(sim::HostThreadId thread);
    /// Runs what is queued to its end and completes the output. Idempotent.
    void finish();
    /// Closes the output without completing it.
    void discard_output();

    sim::Machine& machine() { return *machine_; }
    DeviceMemory& memory(sim::DeviceId device) { return *memories_[device]; }
    VirtualMemory& virtual_memory(sim::DeviceId device) { return *windows_[device]; }
    std::uint32_t device_count() const { return machine_->device_count(); }
    CompileConfiguration compile_configuration() const;
    void set_compile_configuration(CompileConfiguration configuration);

    /// Limit of the waits that aclrtStreamWaitEvent queues.
    Picoseconds op_wait_timeout() const { return Picoseconds(op_wait_timeout_ps_.load()); }
    void set_op_wait_timeout(Picoseconds timeout) { op_wait_timeout_ps_ = timeout.count(); }

    Lifecycle lifecycle;
    HostMemory host_memory;
    ContextTable contexts;
    HandleTable<Stream> streams{HandleKind::kStream};
    HandleTable<Event> events{HandleKind::kEvent};
    HandleTable<CapturedModel> captured_models{HandleKind::kCapturedModel};
    HandleTable<TaskGroup> task_groups{HandleKind::kTaskGroup};
    HandleTable<Notify> notifies{HandleKind::kNotify};
    HandleTable<BinaryBytes> binary_bytes{HandleKind::kBinaryBytes};
    HandleTable<KernelBinary> kernel_binaries{HandleKind::kKernelBinary};
    HandleTable<KernelFunction> kernel_functions{HandleKind::kKernelFunction};
    KernelArgumentTable kernel_arguments;
    KernelTimes kernel_times;
    HandleTable<PhysicalMemory> physical_memory{HandleKind::kPhysicalMemory};
    ExceptionCallbacks exceptions;
    FaultInjection faults;
    Dump dump;
    Profiling profiling;
    StampTable stamps;
    ProcessSettings settings;
    OperatorTable operators;
    AllocatorTable allocators;
    CallbackTable callbacks;
    CallbackTable host_functions;
    ModelTable models;
    Statistics statistics;

  private:
    Simulator() = default;
    void start_or_undo(const Configuration& configuration);
    void start_locked(const Configuration& configuration);
    std::vector<sim::TaskFault> load_faults(const Configuration& configuration);

    mutable std::mutex mutex_;
    sim::Machine* machine_ = nullptr;
    std::vector<std::unique_ptr<DeviceMemory>> memories_;
    std::vector<std::unique_ptr<VirtualMemory>> windows_;  ///< by device
    traces::Recorder recorder_;
    OutputFolder output_;
    CompileConfiguration compile_;
    std::atomic<std::int64_t> op_wait_timeout_ps_{kForever.count()};
};

}  // namespace ascend::runtime
