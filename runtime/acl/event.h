// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

class Capture;
class Stream;
struct Caller;

/// The calls that make events; they differ in what a wait before the record means and in who owns a
/// hardware id. source: facts 2.1, 2.3
enum class EventKind {
    kDefault,   ///< aclrtCreateEvent: a fresh id at every record
    kWithFlag,  ///< aclrtCreateEventWithFlag: one id for life, cleared by aclrtResetEvent
    kEx,        ///< aclrtCreateEventExWithFlag: a fresh id at every record, no reset
};

/// A mark in a stream. Thread-safe.
class Event {
  public:
    /// A kWithFlag event takes its id here. Throws Failure{207007} when the device has none left.
    static std::shared_ptr<Event> create(Caller& caller, EventKind kind, std::uint32_t flags);

    EventKind kind() const { return kind_; }
    bool waitable() const { return (flags_ & ACL_EVENT_SYNC) != 0; }
    std::uint32_t flags() const { return flags_; }
    aclrtEvent handle() const { return handle_; }
    bool belongs_to(const Context& context) const { return context_.lock().get() == &context; }

    void record(Caller& caller, const Stream& stream);
    /// Queues a wait of `stream`, where the kind of event wants one. A captured stream waits only
    /// for what its capture recorded: else Failure{107024}.
    void wait(Caller& caller, const std::shared_ptr<Stream>& stream, Picoseconds timeout);
    /// The hardware event of the latest record; 0: none.
    sim::EventId id() const { return latest().id; }
    /// The latest record belongs to a capture that goes on.
    bool captured() const;
    void reset(Caller& caller, const Stream& stream);

    bool ever_recorded() const;
    /// The latest record has executed; for events with a time stamp this implies that it is there.
    bool complete(const Caller& caller) const;
    /// A queued wait has not passed yet.
    bool wait_outstanding(const Caller& caller) const;
    sim::WaitResult synchronize(const Caller& caller, Picoseconds timeout) const;
    /// Ticks of the latest record. Throws Failure: 507000 never recorded, 107006 not executed yet
    /// or without ACL_EVENT_TIME_LINE.
    std::int64_t ticks(const Caller& caller) const;
    double ticks_per_ms(const Caller& caller) const;

    /// Gives its hardware ids back; queued tasks keep theirs until they are done.
    void release(sim::Machine& machine, sim::HostThreadId thread);

  private:
    struct Record {
        sim::EventId id = 0;       ///< 0: no hardware event
        std::uint64_t number = 0;  ///< of the records with this id; 0: none was queued
        bool was_reset = false;    ///< a reset was queued behind it

        bool queued() const { return number > 0; }
    };
    /// A record in a capture.
    struct Mark {
        std::weak_ptr<Capture> capture;
        std::uint32_t number = 0;
    };
    Event(EventKind kind, std::uint32_t flags, const std::shared_ptr<Context>& context);
    Mark mark() const;
    sim::EventId new_id(const Caller& caller) const;
    Record latest() const;
    Record replace_latest(const Record& record);
    void note_record(const Caller& caller, sim::EventId id);

    const EventKind kind_;
    const std::uint32_t flags_;
    const std::weak_ptr<Context> context_;
    const sim::DeviceId device_;
    aclrtEvent handle_ = nullptr;

    mutable std::mutex mutex_;
    Record latest_;
    Mark mark_;
    mutable std::vector<sim::EventId> awaited_;  ///< by waits that may not have passed yet
};

/// The event of a handle. Throws Failure: 100000 for null, 107017 when destroyed or foreign.
std::shared_ptr<Event> find_event(Caller& caller, aclrtEvent handle);
/// Destroys all events of a context that goes.
void release_events(Simulator& simulator, sim::HostThreadId thread, const Context& context);

}  // namespace ascend::runtime
