// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/event.h"

#include <cmath>

#include "acl/acl_rt.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

constexpr std::uint32_t kKnownFlags =
    ACL_EVENT_SYNC | ACL_EVENT_CAPTURE_STREAM_PROGRESS | ACL_EVENT_TIME_LINE;

void create_event(Caller& caller, aclrtEvent* event, EventKind kind, std::uint32_t flags) {
    require_argument(event, "event");
    require(flags != 0 && (flags & ~kKnownFlags) == 0, ACL_ERROR_RT_PARAM_INVALID,
            "flag must be a combination of ACL_EVENT_SYNC, ACL_EVENT_CAPTURE_STREAM_PROGRESS and "
            "ACL_EVENT_TIME_LINE");
    *event = Event::create(caller, kind, flags)->handle();
}

/// The event for a call that asks what became of it.
std::shared_ptr<Event> find_recorded(Caller& caller, aclrtEvent handle) {
    auto event = find_event(caller, handle);
    require(!event->captured(), ACL_ERROR_RT_EVENT_CAPTURED, "the event was recorded in a capture");
    return event;
}

void refuse_ex_events(const Event& event) {
    require(event.kind() != EventKind::kEx, ACL_ERROR_RT_FEATURE_NOT_SUPPORT,
            "not for events of aclrtCreateEventExWithFlag: use aclrtQueryEventStatus");
}

void synchronize_event(Caller& caller, aclrtEvent handle, ascend::Picoseconds timeout) {
    const auto event = find_recorded(caller, handle);
    check_wait(event->synchronize(caller, timeout), ACL_ERROR_RT_EVENT_SYNC_TIMEOUT);
}

}  // namespace

aclError aclrtCreateEvent(aclrtEvent* event) {
    return guard(__func__, &HostSpec::create_us, [&](Caller& caller) {
        create_event(caller, event, EventKind::kDefault, kKnownFlags);
    });
}

aclError aclrtCreateEventWithFlag(aclrtEvent* event, uint32_t flag) {
    return guard(__func__, &HostSpec::create_us,
                 [&](Caller& caller) { create_event(caller, event, EventKind::kWithFlag, flag); });
}

aclError aclrtCreateEventExWithFlag(aclrtEvent* event, uint32_t flag) {
    return guard(__func__, &HostSpec::create_us,
                 [&](Caller& caller) { create_event(caller, event, EventKind::kEx, flag); });
}

aclError aclrtDestroyEvent(aclrtEvent event) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto destroyed = find_event(caller, event);
        caller.simulator.events.erase(event);
        destroyed->release(caller.machine, caller.thread);
    });
}

aclError aclrtRecordEvent(aclrtEvent event, aclrtStream stream) {
    return guard(__func__, &HostSpec::event_record_us, [&](Caller& caller) {
        const auto recorded = find_event(caller, event);
        recorded->record(caller, *own_stream(caller, stream));
    });
}

aclError aclrtResetEvent(aclrtEvent event, aclrtStream stream) {
    return guard(__func__, &HostSpec::event_record_us, [&](Caller& caller) {
        const auto cleared = find_event(caller, event);
        cleared->reset(caller, *own_stream(caller, stream));
    });
}

aclError aclrtStreamWaitEvent(aclrtStream stream, aclrtEvent event) {
    return guard(__func__, &HostSpec::stream_wait_event_us, [&](Caller& caller) {
        const auto awaited = find_event(caller, event);
        awaited->wait(caller, own_stream(caller, stream), caller.simulator.op_wait_timeout());
    });
}

aclError aclrtSetOpWaitTimeout(uint32_t timeout) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        caller.simulator.set_op_wait_timeout(timeout == 0 ? ascend::kForever
                                                          : ascend::milliseconds(1000) * timeout);
    });
}

aclError aclrtQueryEvent(aclrtEvent event, aclrtEventStatus* status) {
    return guard(__func__, &HostSpec::event_query_us, [&](Caller& caller) {
        const auto queried = find_recorded(caller, event);
        require_argument(status, "status");
        refuse_ex_events(*queried);
        *status = !queried->ever_recorded() || queried->complete(caller)
                      ? ACL_EVENT_STATUS_COMPLETE
                      : ACL_EVENT_STATUS_NOT_READY;
    });
}

aclError aclrtQueryEventStatus(aclrtEvent event, aclrtEventRecordedStatus* status) {
    return guard(__func__, &HostSpec::event_query_us, [&](Caller& caller) {
        const auto queried = find_recorded(caller, event);
        require_argument(status, "status");
        const bool complete = queried->ever_recorded() ? queried->complete(caller)
                                                       : queried->kind() == EventKind::kEx;
        *status =
            complete ? ACL_EVENT_RECORDED_STATUS_COMPLETE : ACL_EVENT_RECORDED_STATUS_NOT_READY;
    });
}

aclError aclrtQueryEventWaitStatus(aclrtEvent event, aclrtEventWaitStatus* status) {
    return guard(__func__, &HostSpec::event_query_us, [&](Caller& caller) {
        const auto queried = find_recorded(caller, event);
        require_argument(status, "status");
        refuse_ex_events(*queried);
        *status = queried->wait_outstanding(caller) ? ACL_EVENT_WAIT_STATUS_NOT_READY
                                                    : ACL_EVENT_WAIT_STATUS_COMPLETE;
    });
}

aclError aclrtSynchronizeEvent(aclrtEvent event) {
    return guard(__func__, &HostSpec::synchronize_us,
                 [&](Caller& caller) { synchronize_event(caller, event, ascend::kForever); });
}

aclError aclrtSynchronizeEventWithTimeout(aclrtEvent event, int32_t timeout) {
    return guard(__func__, &HostSpec::synchronize_us,
                 [&](Caller& caller) { synchronize_event(caller, event, parse_timeout(timeout)); });
}

aclError aclrtEventElapsedTime(float* ms, aclrtEvent startEvent, aclrtEvent endEvent) {
    return guard(__func__, &HostSpec::event_query_us, [&](Caller& caller) {
        require_argument(ms, "ms");
        const auto start = find_recorded(caller, startEvent), end = find_recorded(caller, endEvent);
        const auto ticks = static_cast<double>(end->ticks(caller) - start->ticks(caller));
        *ms = static_cast<float>(ticks / end->ticks_per_ms(caller));
    });
}

aclError aclrtEventGetTimestamp(aclrtEvent event, uint64_t* timestamp) {
    return guard(__func__, &HostSpec::event_query_us, [&](Caller& caller) {
        const auto stamped = find_recorded(caller, event);
        require_argument(timestamp, "timestamp");
        const double per_microsecond = stamped->ticks_per_ms(caller) / 1000.0;
        *timestamp = static_cast<std::uint64_t>(
            std::floor(static_cast<double>(stamped->ticks(caller)) / per_microsecond));
    });
}

aclError aclrtGetEventId(aclrtEvent event, uint32_t* eventId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto found = find_recorded(caller, event);
        require_argument(eventId, "eventId");
        *eventId = found->id();
    });
}

aclError aclrtGetEventAvailNum(uint32_t* eventCount) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(eventCount, "eventCount");
        const auto device = current_context(caller)->device();
        const auto most = caller.machine.soc(device).scheduler.max_events;
        *eventCount = static_cast<std::uint32_t>(most) - caller.machine.live_events(device);
    });
}
