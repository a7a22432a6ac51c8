// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "sim/device/machine.h"
#include "sim/device/machine_impl.h"
#include "traces/error.h"

/// Events, report queues and models.
namespace ascend::sim {
namespace {

/// An image refers to its events by number; on the device they have ids.
EventId event_on_device(EventId number, const std::vector<EventId>& events) {
    if (number >= 1 && number <= events.size()) return events[number - 1];
    throw Error(ErrorCode::kInvalidArgument,
                fmt::format("model uses event {}: expected 1 to {}", number, events.size()));
}

void map_events(Task& task, const std::vector<EventId>& events) {
    if (auto* record = std::get_if<EventRecordTask>(&task.work)) {
        record->event = event_on_device(record->event, events);
    } else if (auto* wait = std::get_if<EventWaitTask>(&task.work)) {
        wait->event = event_on_device(wait->event, events);
    } else if (auto* reset = std::get_if<EventResetTask>(&task.work)) {
        reset->event = event_on_device(reset->event, events);
    } else if (std::holds_alternative<ModelExecuteTask>(task.work)) {
        throw Error(ErrorCode::kInvalidArgument, "model executes a model: expected other tasks");
    }
}

}  // namespace

EventId Machine::create_event(HostThreadId thread, DeviceId device) {
    EventId id = 0;
    impl_->drive.act(impl_->drive.thread(thread), [&] { id = impl_->add_event(device).id; });
    return id;
}

void Machine::destroy_event(HostThreadId thread, EventId id) {
    impl_->drive.act(impl_->drive.thread(thread), [&] {
        HardwareEvent& event = impl_->tables.events.at(id);
        if (event.destroyed) {
            throw Error(ErrorCode::kNotFound, fmt::format("event {} was destroyed", id));
        }
        impl_->remove_event(event);
    });
}

EventState Machine::event_state(HostThreadId thread, EventId id) {
    EventState state;
    impl_->drive.act(impl_->drive.thread(thread), [&] {
        const HardwareEvent& event = impl_->tables.events.at(id);
        state = {event.set, event.ticks, event.records_posted, event.records_executed,
                 event.waits_posted - event.waits_ended};
    });
    return state;
}

std::uint64_t Machine::waits_outstanding(HostThreadId thread, const std::vector<EventId>& events) {
    std::uint64_t waits = 0;
    impl_->drive.act(impl_->drive.thread(thread), [&] {
        for (const EventId id : events)
            if (const HardwareEvent* event = impl_->tables.events.find(id))
                waits += event->waits_posted - event->waits_ended;
    });
    return waits;
}

std::uint32_t Machine::live_events(DeviceId device) const {
    impl_->device(device);
    return impl_->live_events[device];
}

WaitResult Machine::synchronize_event(HostThreadId thread, EventId id, Picoseconds timeout) {
    std::uint64_t target = 0;
    HostWait wait;
    wait.what = fmt::format("event {}", id);
    wait.timeout = timeout;
    wait.begin = [&] { target = impl_->tables.events.at(id).records_posted; };
    wait.ready = [&] {
        HardwareEvent* event = impl_->tables.events.find(id);
        if (event == nullptr || event->records_executed >= target) return true;
        event->watch_at = std::min(event->watch_at, target);
        return false;
    };
    WaitResult result;
    result.status = impl_->drive.wait(impl_->drive.thread(thread), wait);
    return result;
}

std::uint32_t Machine::create_report_queue(HostThreadId thread, DeviceId device) {
    std::uint32_t id = 0;
    impl_->drive.act(impl_->drive.thread(thread), [&] {
        impl_->device(device);
        auto queue = std::make_unique<ReportQueue>();
        queue->id = id = impl_->tables.reports.next_id();
        queue->device = device;
        impl_->tables.reports.add(std::move(queue));
    });
    return id;
}

void Machine::destroy_report_queue(HostThreadId thread, std::uint32_t id) {
    impl_->drive.act(impl_->drive.thread(thread), [&] {
        ReportQueue& queue = impl_->tables.reports.at(id);
        HostCallback& callbacks = impl_->device(queue.device).host_callback;
        while (!queue.held.empty()) callbacks.release(queue, queue.held.front().token);
        impl_->tables.reports.erase(id);
    });
}

std::optional<Report> Machine::take_report(HostThreadId thread, std::uint32_t id,
                                           Picoseconds timeout) {
    std::optional<Report> report;
    HostWait wait;
    wait.what = fmt::format("a report in queue {}", id);
    wait.timeout = timeout;
    wait.begin = [&] { impl_->tables.reports.at(id); };
    wait.ready = [&] {
        ReportQueue* queue = impl_->tables.reports.find(id);
        if (queue == nullptr) return true;
        queue->watched = queue->due.empty();
        if (queue->watched) return false;
        report = queue->due.front();
        queue->due.pop_front();
        return true;
    };
    impl_->drive.wait(impl_->drive.thread(thread), wait);
    return report;
}

void Machine::release_report(HostThreadId thread, std::uint32_t id, std::uint64_t token) {
    HostThread& host = impl_->drive.thread(thread);
    const Drive::Lock lock = impl_->drive.enter(host);
    impl_->tables.reports.at(id);
    impl_->drive.post(host, {.time = {}, .what = ReleaseAction{id, token}});
}

ModelId Machine::load_model(HostThreadId thread, DeviceId device, ModelImage image) {
    ModelId id = 0;
    impl_->drive.act(impl_->drive.thread(thread),
                     [&] { id = impl_->add_model(device, std::move(image)).id; });
    return id;
}

std::vector<StreamId> Machine::model_streams(HostThreadId thread, ModelId id) {
    std::vector<StreamId> streams;
    impl_->drive.act(impl_->drive.thread(thread), [&] {
        for (const StreamQueue* stream : impl_->tables.models.at(id).streams)
            streams.push_back(stream->id);
    });
    return streams;
}

void Machine::unload_model(HostThreadId thread, ModelId id) {
    HostWait wait;
    wait.what = fmt::format("the end of model {}", id);
    wait.begin = [&] { impl_->tables.models.at(id); };
    wait.ready = [&] {
        LoadedModel* model = impl_->tables.models.find(id);
        if (model == nullptr) return true;
        model->watched = model->executes_ended < model->executes_posted;
        if (model->watched) return false;
        impl_->remove_model(*model);
        return true;
    };
    impl_->drive.wait(impl_->drive.thread(thread), wait);
}

void Machine::forget_memory(HostThreadId thread, DeviceId device, std::uint64_t address,
                            Bytes bytes) {
    HostThread& host = impl_->drive.thread(thread);
    const Drive::Lock lock = impl_->drive.enter(host);
    impl_->device(device);
    impl_->drive.post(host, {.time = {}, .what = ForgetAction{device, address, bytes}});
}

void Machine::flush_l2(HostThreadId thread, DeviceId device) {
    impl_->drive.act(impl_->drive.thread(thread),
                     [&] { impl_->device(device).memory_system.flush(); });
}

DeviceStats Machine::stats(DeviceId id) const {
    const Device& device = impl_->device(id);
    DeviceStats stats;
    impl_->drive.exclusive([&] { stats = device.stats(impl_->now()); });
    return stats;
}

LoadedModel& Machine::Impl::add_model(DeviceId id, ModelImage image) {
    auto model = std::make_unique<LoadedModel>();
    model->id = tables.models.next_id();
    model->device = id;
    model->image = std::move(image);
    try {
        for (std::uint32_t i = 0; i < model->image.events; ++i) {
            model->events.push_back(add_event(id).id);
        }
        for (auto& program : model->image.streams) add_sunk_stream(*model, program);
    } catch (...) {
        remove_parts(*model);
        throw;
    }
    return tables.models.add(std::move(model));
}

void Machine::Impl::add_sunk_stream(LoadedModel& model, std::vector<Task>& program) {
    for (Task& task : program) {
        task_check_(*device(model.device).soc, task);
        map_events(task, model.events);
        model.segments = std::max(model.segments, segments_of(task));
    }
    StreamQueue& stream = add_stream(model.device, 0, &model);
    stream.program = &program;
    model.streams.push_back(&stream);
}

void Machine::Impl::remove_model(LoadedModel& model) {
    Device& owner = device(model.device);
    remove_parts(model);
    tables.models.erase(model.id);
    owner.block_scheduler.forget_unused_plans();
}

void Machine::Impl::remove_parts(LoadedModel& model) {
    for (const StreamQueue* stream : model.streams) remove_stream(*stream);
    for (const EventId event : model.events) {
        --live_events[model.device];
        tables.events.erase(event);
    }
}

}  // namespace ascend::sim
