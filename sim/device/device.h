// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <systemc>

#include "sim/device/ai_cpu.h"
#include "sim/device/block_scheduler.h"
#include "sim/device/copy_engine.h"
#include "sim/device/core.h"
#include "sim/device/device_trace.h"
#include "sim/device/event_engine.h"
#include "sim/device/host_callback.h"
#include "sim/device/machine.h"
#include "sim/device/memory_system.h"
#include "sim/device/model_executor.h"
#include "sim/device/task_scheduler.h"

namespace ascend::sim {

/// What exists once for all devices.
struct MachineTables {
    IdTable<StreamQueue> streams{"stream"};
    EventTable events{"event"};
    ReportTable reports{"report queue"};
    ModelTable models{"model"};
    ValueWaiters value_waiters;
};

/// One Ascend die, built from one SocSpec.
class Device : public sc_core::sc_module {
  public:
    Device(sc_core::sc_module_name name, DeviceId id, std::shared_ptr<const SocSpec> soc,
           bool exact, const std::vector<TaskFault>& faults, MachineTables& tables,
           Progress& progress, traces::Recorder* recorder);

    DeviceStats stats(Picoseconds now) const;

    const std::shared_ptr<const SocSpec> soc;
    DeviceTrace trace;
    sc_core::sc_vector<AiCore> ai_core;
    sc_core::sc_vector<VectorCore> vector_core;
    MemorySystem memory_system;
    TaskScheduler task_scheduler;
    EventEngine event_engine;
    HostCallback host_callback;
    ModelExecutor model_executor;
    BlockScheduler block_scheduler;
    CopyEngine copy_engine;
    AiCpu ai_cpu;
};

}  // namespace ascend::sim
