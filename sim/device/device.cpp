// SPDX-License-Identifier: Apache-2.0
#include "sim/device/device.h"

namespace ascend::sim {
namespace {

template <class Core>
auto make_core(const CoreSpec& spec) {
    return [&spec](const char* name, std::size_t) { return new Core(name, spec); };
}

}  // namespace

Device::Device(sc_core::sc_module_name name, DeviceId id, std::shared_ptr<const SocSpec> spec,
               bool exact, const std::vector<TaskFault>& faults, MachineTables& tables,
               Progress& progress, traces::Recorder* recorder)
    : sc_module(name),
      soc(std::move(spec)),
      trace(recorder, id),
      ai_core("ai_core", static_cast<std::size_t>(soc->ai_core.count),
              make_core<AiCore>(soc->ai_core)),
      vector_core("vector_core", static_cast<std::size_t>(soc->vector_core.count),
                  make_core<VectorCore>(soc->vector_core)),
      memory_system("memory_system", *soc, progress, trace),
      task_scheduler(
          "task_scheduler", *soc,
          {block_scheduler, copy_engine, ai_cpu, event_engine, host_callback, model_executor},
          FaultInjector(*soc, id, faults), progress, trace),
      event_engine("event_engine", *soc, tables.events, tables.value_waiters, task_scheduler,
                   progress),
      host_callback("host_callback", *soc, tables.reports, task_scheduler, progress),
      model_executor("model_executor", *soc, tables.models, tables.events, task_scheduler,
                     progress),
      block_scheduler("block_scheduler", *soc, exact, ai_core, vector_core, memory_system,
                      task_scheduler, progress, trace),
      copy_engine("copy_engine", *soc, memory_system, task_scheduler, progress),
      ai_cpu("ai_cpu", *soc, memory_system, task_scheduler, progress) {}

DeviceStats Device::stats(Picoseconds now) const {
    DeviceStats stats;
    for (const AiCore& core : ai_core) stats.cores.push_back(core.stats(now));
    for (const VectorCore& core : vector_core) stats.cores.push_back(core.stats(now));
    stats.tasks = task_scheduler.tasks();
    const MemoryDemand& memory = memory_system.totals();
    stats.l2_read = memory.l2_read;
    stats.l2_write = memory.l2_write;
    stats.dram_read = memory.dram_read;
    stats.dram_write = memory.dram_write;
    stats.h2d = copy_engine.totals().h2d;
    stats.d2h = copy_engine.totals().d2h;
    stats.d2d = copy_engine.totals().d2d;
    return stats;
}

}  // namespace ascend::sim
