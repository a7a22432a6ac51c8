// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <systemc>

#include "sim/device/alarm.h"
#include "sim/device/due_queue.h"
#include "sim/device/event_engine.h"
#include "sim/device/id_table.h"
#include "sim/device/loaded_model.h"
#include "sim/device/task_outcome.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

using ModelTable = IdTable<LoadedModel>;
class TaskScheduler;

/// Executes loaded models: model_start_us after its dispatch an execute task clears the model's
/// events and starts all of its streams; it ends model_end_us after the last of them. A model that
/// is still executing fails the task with kModelBusy.
class ModelExecutor : public sc_core::sc_module {
  public:
    ModelExecutor(sc_core::sc_module_name name, const SocSpec& soc, ModelTable& models,
                  EventTable& events, TaskScheduler& scheduler, Progress& progress);

    void dispatch(StreamQueue& stream, const ModelExecuteTask& task);
    void stream_ended(LoadedModel& model);
    /// An execute was dropped before it was dispatched.
    void drop(ModelId model) { count_end(models_.at(model)); }

  private:
    enum class Phase : std::uint8_t { kStart, kEnd };
    struct Step {
        Phase phase;
        LoadedModel* model;
    };

    void process();
    void start(LoadedModel& model);
    void end(LoadedModel& model);
    void count_end(LoadedModel& model);

    ModelTable& models_;
    EventTable& events_;
    TaskScheduler& scheduler_;
    Progress& progress_;
    Picoseconds start_time_, end_time_;
    Alarm alarm_;
    DueQueue<Step> steps_;
};

}  // namespace ascend::sim
