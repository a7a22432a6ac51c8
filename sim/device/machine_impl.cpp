// SPDX-License-Identifier: Apache-2.0
#include "sim/device/machine_impl.h"

#include <fmt/format.h>

#include "sim/device/systemc_setup.h"
#include "traces/error.h"

namespace ascend::sim {

using sc_core::sc_start;

Machine::Impl::Impl(const MachineConfig& config)
    : live_streams(config.devices.size()),
      live_events(config.devices.size()),
      recorder(config.recorder),
      drive(Drive::open(*this, {.grace = config.host_grace})),
      task_check_(config.devices.size()) {
    set_up_systemc();
    if (recorder != nullptr && recorder->enabled()) {
        host_process_ = recorder->declare(traces::TrackKind::kProcess, 0, "Host");
    }
    std::vector<MemorySystem*> memories;
    for (const auto& soc : config.devices) {
        const auto id = static_cast<DeviceId>(devices_.size());
        devices_.push_back(std::make_unique<Device>(fmt::format("device_{}", id).c_str(), id, soc,
                                                    config.exact, config.faults, tables, progress,
                                                    recorder));
        memories.push_back(&devices_.back()->memory_system);
    }
    for (auto& device : devices_) device->copy_engine.connect(memories);
    // A notification before the first evaluation would be lost.
    sc_start(sc_core::SC_ZERO_TIME);
}

Picoseconds Machine::Impl::next_activity() const {
    if (!sc_core::sc_pending_activity()) return kForever;
    return simulated_now() +
           Picoseconds(static_cast<std::int64_t>(sc_core::sc_time_to_pending_activity().value()));
}

bool Machine::Impl::run_until(Picoseconds limit) {
    progress.set_running(true);
    try {
        settle();
        if (!progress.has_changed()) {
            advance(limit);
            if (progress.has_changed()) settle();
        }
    } catch (const std::exception& error) {
        internal_error(error.what(), __FILE__, __LINE__);
    }
    progress.set_running(false);
    now_ = simulated_now().count();
    return progress.take_changed();
}

/// Everything that is due at this instant.
void Machine::Impl::settle() {
    while (sc_core::sc_pending_activity_at_current_time()) sc_start(sc_core::SC_ZERO_TIME);
}

/// Stops at the limit with the events that are due there triggered, but no process run.
void Machine::Impl::advance(Picoseconds limit) {
    const Picoseconds now = simulated_now();
    if (limit <= now) return;
    sc_start(to_sc_time(limit - now),
             limit == kForever ? sc_core::SC_EXIT_ON_STARVATION : sc_core::SC_RUN_TO_TIME);
}

bool Machine::Impl::apply(const HostThread& thread, HostAction& action) {
    if (auto* submit = std::get_if<SubmitAction>(&action.what)) {
        std::uint64_t flow = 0;
        if (recorder != nullptr && recorder->enabled()) {
            flow = recorder->next_flow();
            host_flows_[thread.index].push_back(flow);
        }
        StreamQueue& stream = *submit->stream;
        device(stream.device).task_scheduler.enqueue(stream, std::move(submit->task), flow);
    } else if (auto* release = std::get_if<ReleaseAction>(&action.what)) {
        if (ReportQueue* queue = tables.reports.find(release->queue)) {
            device(queue->device).host_callback.release(*queue, release->token);
        }
    } else if (const auto* forget = std::get_if<ForgetAction>(&action.what)) {
        device(forget->device).memory_system.forget(forget->address, forget->bytes);
    } else {
        draw_call(thread, action.time, std::get<TraceCallAction>(action.what));
    }
    return progress.take_changed();
}

void Machine::Impl::draw_call(const HostThread& thread, Picoseconds end,
                              const TraceCallAction& call) {
    if (!recorder->enabled()) return;
    traces::TrackId& track = host_tracks_[thread.index];
    if (track == 0) {
        track = recorder->declare(traces::TrackKind::kHostThread, host_process_,
                                  fmt::format("Thread {}", thread.index));
    }
    traces::Slice slice;
    slice.track = track;
    slice.name = call.name;
    slice.category = "acl";
    slice.start = call.start;
    slice.end = end;
    slice.flows = std::exchange(host_flows_[thread.index], {});
    recorder->slice(slice);
}

Device& Machine::Impl::device(DeviceId id) const {
    if (id < devices_.size()) return *devices_[id];
    throw Error(ErrorCode::kNotFound,
                fmt::format("device {} does not exist: there are {}", id, devices_.size()));
}

void Machine::Impl::check(const StreamQueue& stream, const Task& task) {
    if (stream.model != nullptr) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("task for stream {} of model {}: expected a stream of its own",
                                stream.id, stream.model->id));
    }
    task_check_(*device(stream.device).soc, task);
    const auto check_event = [this](EventId event) {
        if (tables.events.at(event).destroyed) {
            throw Error(ErrorCode::kNotFound, fmt::format("event {} was destroyed", event));
        }
    };
    if (const auto* record = std::get_if<EventRecordTask>(&task.work)) check_event(record->event);
    if (const auto* wait = std::get_if<EventWaitTask>(&task.work)) check_event(wait->event);
    if (const auto* reset = std::get_if<EventResetTask>(&task.work)) check_event(reset->event);
    if (const auto* report = std::get_if<ReportTask>(&task.work)) tables.reports.at(report->queue);
    const auto* execute = std::get_if<ModelExecuteTask>(&task.work);
    if (execute == nullptr) return;
    const LoadedModel& model = tables.models.at(execute->model);
    const bool stream_known = execute->only_stream == ModelExecuteTask::kAllStreams ||
                              execute->only_stream < model.streams.size();
    if (!stream_known) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("execute of stream {} of model {}: it has {}", execute->only_stream,
                                model.id, model.streams.size()));
    }
    if (model.device != stream.device || execute->bases.size() < model.segments) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("execute of model {} on device {} with {} bases: expected device "
                                "{} and {} bases",
                                model.id, stream.device, execute->bases.size(), model.device,
                                model.segments));
    }
}

bool Machine::Impl::reserve(StreamQueue& stream) const {
    const auto depth =
        static_cast<std::uint64_t>(device(stream.device).soc->scheduler.stream_depth);
    const std::uint64_t completed = stream.completed;
    if (stream.posted - completed >= depth) return false;
    ++stream.posted;
    return true;
}

void Machine::Impl::post(HostThread& thread, StreamQueue& stream, Task task) {
    if (const auto* record = std::get_if<EventRecordTask>(&task.work)) {
        HardwareEvent& event = tables.events.at(record->event);
        ++event.records_posted;
        ++event.uses_posted;
    } else if (const auto* wait = std::get_if<EventWaitTask>(&task.work)) {
        HardwareEvent& event = tables.events.at(wait->event);
        ++event.waits_posted;
        ++event.uses_posted;
    } else if (const auto* reset = std::get_if<EventResetTask>(&task.work)) {
        ++tables.events.at(reset->event).uses_posted;
    } else if (const auto* execute = std::get_if<ModelExecuteTask>(&task.work)) {
        ++tables.models.at(execute->model).executes_posted;
    }
    thread.clock = std::max(thread.clock, stream.host_clock);
    stream.host_clock = thread.clock;
    drive.post(thread, {.time = {}, .what = SubmitAction{&stream, std::move(task)}});
}

StreamQueue& Machine::Impl::add_stream(DeviceId id, std::uint32_t priority, LoadedModel* model) {
    Device& owner = device(id);
    const auto most = static_cast<std::uint32_t>(owner.soc->scheduler.max_streams);
    if (live_streams[id] >= most) {
        throw Error(ErrorCode::kResourceExhausted,
                    fmt::format("device {} has no stream left: it has {}", id, most));
    }
    auto stream = std::make_unique<StreamQueue>();
    stream->id = tables.streams.next_id();
    stream->device = id;
    stream->priority = std::min(priority, kPriorities - 1);
    stream->model = model;
    owner.trace.declare_stream(*stream);
    ++live_streams[id];
    return tables.streams.add(std::move(stream));
}

void Machine::Impl::remove_stream(const StreamQueue& stream) {
    --live_streams[stream.device];
    tables.streams.erase(stream.id);
}

HardwareEvent& Machine::Impl::add_event(DeviceId id) {
    collect_events();
    const auto most = static_cast<std::uint32_t>(device(id).soc->scheduler.max_events);
    if (live_events[id] >= most) {
        throw Error(ErrorCode::kResourceExhausted,
                    fmt::format("device {} has no event left: it has {}", id, most));
    }
    auto event = std::make_unique<HardwareEvent>();
    event->id = tables.events.next_id();
    event->device = id;
    ++live_events[id];
    return tables.events.add(std::move(event));
}

void Machine::Impl::remove_event(HardwareEvent& event) {
    event.destroyed = true;
    destroyed_events_.push_back(event.id);
    collect_events();
}

void Machine::Impl::collect_events() {
    std::erase_if(destroyed_events_, [this](EventId id) {
        const HardwareEvent& event = tables.events.at(id);
        if (event.uses_ended < event.uses_posted) return false;
        --live_events[event.device];
        tables.events.erase(id);
        return true;
    });
}

}  // namespace ascend::sim
