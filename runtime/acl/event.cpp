// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/event.h"

#include "runtime/acl/capture.h"
#include "runtime/acl/device_loss.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"
#include "traces/error.h"

// No lock is held over a call of the machine: it may wait for another host thread.
namespace ascend::runtime {

Event::Event(EventKind kind, std::uint32_t flags, const std::shared_ptr<Context>& context)
    : kind_(kind), flags_(flags), context_(context), device_(context->device()) {}

std::shared_ptr<Event> Event::create(Caller& caller, EventKind kind, std::uint32_t flags) {
    std::shared_ptr<Event> event(new Event(kind, flags, current_context(caller)));
    if (kind == EventKind::kWithFlag) event->latest_.id = event->new_id(caller);
    event->handle_ = caller.simulator.events.insert(event);
    return event;
}

sim::EventId Event::new_id(const Caller& caller) const {
    caller.simulator.faults.take(Resource::kEvents, device_);
    try {
        return caller.machine.create_event(caller.thread, device_);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::kResourceExhausted) throw;
        throw Failure(ACL_ERROR_RT_NO_EVENT_RESOURCE, error.what());
    }
}

void Event::record(Caller& caller, const Stream& stream) {
    require(stream.context()->device() == device_, ACL_ERROR_RT_PARAM_INVALID,
            "the event belongs to another device than the stream");
    if (const auto capture = stream.capture()) {
        const std::lock_guard lock(mutex_);
        mark_ = {capture, capture->record(stream)};
        return;
    }
    const bool fresh = kind_ != EventKind::kWithFlag;
    const sim::EventId id = fresh ? new_id(caller) : latest().id;
    try {
        submit(caller, stream, sim::Task{nullptr, sim::EventRecordTask{id}});
    } catch (...) {
        if (fresh) caller.machine.destroy_event(caller.thread, id);
        throw;
    }
    note_record(caller, id);
}

void Event::note_record(const Caller& caller, sim::EventId id) {
    const Record before = latest();
    const bool same = before.id == id;
    replace_latest({id, same ? before.number + 1 : 1, false});
    if (!same && before.id != 0) caller.machine.destroy_event(caller.thread, before.id);
}

Event::Mark Event::mark() const {
    const std::lock_guard lock(mutex_);
    return mark_;
}

bool Event::captured() const {
    return !mark().capture.expired();
}

void Event::wait(Caller& caller, const std::shared_ptr<Stream>& stream, Picoseconds timeout) {
    require(waitable(), ACL_ERROR_RT_FEATURE_NOT_SUPPORT,
            "the event was made without ACL_EVENT_SYNC");
    const Mark marked = mark();
    const auto recorded_in = marked.capture.lock(), waits_in = stream->capture();
    require(waits_in == nullptr || waits_in == recorded_in, ACL_ERROR_RT_CAPTURE_DEPENDENCY,
            "a captured stream cannot wait for work outside its capture");
    if (recorded_in != nullptr) return recorded_in->wait(stream, marked.number);
    const Record record = latest();
    if (kind_ != EventKind::kWithFlag) {
        require(record.queued() || kind_ == EventKind::kEx, ACL_ERROR_RT_PARAM_INVALID,
                "the event was never recorded: a wait for it would have nothing to wait for");
        if (!record.queued() || (!record.was_reset && complete(caller))) return;
    }
    submit(caller, *stream, sim::Task{nullptr, sim::EventWaitTask{record.id, timeout}});
    const std::lock_guard lock(mutex_);
    awaited_.push_back(record.id);
}

void Event::reset(Caller& caller, const Stream& stream) {
    require(waitable() && kind_ != EventKind::kEx, ACL_ERROR_RT_FEATURE_NOT_SUPPORT,
            "only events of aclrtCreateEventWithFlag(ACL_EVENT_SYNC) can be reset");
    const sim::EventId id = latest().id;
    if (id == 0) return;
    submit(caller, stream, sim::Task{nullptr, sim::EventResetTask{id}});
    const std::lock_guard lock(mutex_);
    latest_.was_reset = true;
}

Event::Record Event::latest() const {
    const std::lock_guard lock(mutex_);
    return latest_;
}

Event::Record Event::replace_latest(const Record& record) {
    const std::lock_guard lock(mutex_);
    mark_ = {};
    return std::exchange(latest_, record);
}

bool Event::ever_recorded() const {
    return latest().queued();
}

bool Event::complete(const Caller& caller) const {
    const Record record = latest();
    if (!record.queued()) return false;
    return caller.machine.event_state(caller.thread, record.id).records_executed >= record.number;
}

bool Event::wait_outstanding(const Caller& caller) const {
    std::vector<sim::EventId> awaited;
    {
        const std::lock_guard lock(mutex_);
        awaited.swap(awaited_);
    }
    std::erase_if(awaited, [&](sim::EventId id) {
        return caller.machine.waits_outstanding(caller.thread, {id}) == 0;
    });
    const std::lock_guard lock(mutex_);
    awaited_.insert(awaited_.begin(), awaited.begin(), awaited.end());
    return !awaited_.empty();
}

sim::WaitResult Event::synchronize(const Caller& caller, Picoseconds timeout) const {
    const Record record = latest();
    if (!record.queued()) return {};
    return wait_for_device(caller, device_, timeout, [&](Picoseconds limit) {
        return caller.machine.synchronize_event(caller.thread, record.id, limit);
    });
}

std::int64_t Event::ticks(const Caller& caller) const {
    require(ever_recorded(), ACL_ERROR_RT_INTERNAL_ERROR, "the event was never recorded");
    require((flags_ & ACL_EVENT_TIME_LINE) != 0, ACL_ERROR_RT_EVENT_TIMESTAMP_INVALID,
            "the event was made without ACL_EVENT_TIME_LINE");
    require(complete(caller), ACL_ERROR_RT_EVENT_TIMESTAMP_INVALID,
            "the device has not executed the record yet");
    const auto ticks = caller.machine.event_state(caller.thread, latest().id).ticks;
    require(ticks.has_value(), ACL_ERROR_RT_EVENT_TIMESTAMP_INVALID,
            "the record was dropped with its stream");
    return *ticks;
}

double Event::ticks_per_ms(const Caller& caller) const {
    return caller.machine.soc(device_).scheduler.ticks_per_ms;
}

void Event::release(sim::Machine& machine, sim::HostThreadId thread) {
    const Record last = replace_latest({});
    if (last.id != 0) machine.destroy_event(thread, last.id);
}

std::shared_ptr<Event> find_event(Caller& caller, aclrtEvent handle) {
    require_argument(handle, "event");
    std::shared_ptr<Event> event = caller.simulator.events.find(handle);
    require(event != nullptr, ACL_ERROR_RT_INVALID_HANDLE,
            "the event was destroyed, or the handle is no event");
    return event;
}

void release_events(Simulator& simulator, sim::HostThreadId thread, const Context& context) {
    for (const auto& event : simulator.events.all()) {
        if (!event->belongs_to(context)) continue;
        simulator.events.erase(event->handle());
        event->release(simulator.machine(), thread);
    }
}

}  // namespace ascend::runtime
