// SPDX-License-Identifier: Apache-2.0
#include "sim/device/model_executor.h"

#include "sim/device/task_scheduler.h"

namespace ascend::sim {

ModelExecutor::ModelExecutor(sc_core::sc_module_name name, const SocSpec& soc, ModelTable& models,
                             EventTable& events, TaskScheduler& scheduler, Progress& progress)
    : sc_module(name),
      models_(models),
      events_(events),
      scheduler_(scheduler),
      progress_(progress),
      start_time_(from_microseconds(soc.scheduler.model_start_us)),
      end_time_(from_microseconds(soc.scheduler.model_end_us)),
      alarm_("alarm", progress) {
    SC_HAS_PROCESS(ModelExecutor);
    SC_METHOD(process);
    sensitive << alarm_.event();
    dont_initialize();
}

void ModelExecutor::dispatch(StreamQueue& stream, const ModelExecuteTask& task) {
    LoadedModel& model = models_.at(task.model);
    if (model.executing_for != nullptr) {
        count_end(model);
        TaskOutcome busy;
        busy.device_error = kModelBusy;
        return scheduler_.retire(stream, busy);
    }
    model.executing_for = &stream;
    model.bases = task.bases;
    model.only_stream = task.only_stream;
    steps_.push(simulated_now() + start_time_, {Phase::kStart, &model});
    alarm_.set(steps_.next());
}

void ModelExecutor::process() {
    alarm_.acknowledge();
    const Picoseconds now = simulated_now();
    while (steps_.due(now)) {
        const Step step = steps_.pop();
        step.phase == Phase::kStart ? start(*step.model) : end(*step.model);
    }
    alarm_.set(steps_.next());
}

void ModelExecutor::start(LoadedModel& model) {
    for (const EventId id : model.events) events_.at(id).set = false;
    model.streams_running = 1;  // until all have been started
    for (std::size_t i = 0; i < model.streams.size(); ++i) {
        StreamQueue* stream = model.streams[i];
        const bool chosen =
            model.only_stream == ModelExecuteTask::kAllStreams || model.only_stream == i;
        if (!chosen || stream->program->empty()) continue;
        ++model.streams_running;
        stream->priority = model.executing_for->priority;
        scheduler_.restart(*stream);
    }
    stream_ended(model);
}

void ModelExecutor::stream_ended(LoadedModel& model) {
    if (--model.streams_running > 0) return;
    steps_.push(simulated_now() + end_time_, {Phase::kEnd, &model});
    alarm_.set(steps_.next());
}

void ModelExecutor::end(LoadedModel& model) {
    StreamQueue& stream = *model.executing_for;
    model.executing_for = nullptr;
    ++model.executions;
    count_end(model);
    scheduler_.retire(stream, {});
}

void ModelExecutor::count_end(LoadedModel& model) {
    ++model.executes_ended;
    if (model.watched) progress_.changed();
    model.watched = false;
}

}  // namespace ascend::sim
