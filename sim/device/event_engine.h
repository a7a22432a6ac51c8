// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <systemc>
#include <utility>

#include "sim/device/alarm.h"
#include "sim/device/due_queue.h"
#include "sim/device/hardware_event.h"
#include "sim/device/id_table.h"
#include "sim/device/task_outcome.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

using EventTable = IdTable<HardwareEvent>;
class EventEngine;

/// A stream that a value in memory holds back.
struct ValueWaiter {
    EventEngine* engine;
    StreamQueue* stream;
};
using ValueWaiters = std::vector<ValueWaiter>;

/// The event engine: sets, awaits and clears flags. Each operation takes event_us from its
/// dispatch. A record sets its flag and takes the time at its end; a wait ends then, or at the
/// instant at which the flag is set if that is later; nothing is consumed by waiting. A wait for a
/// value ends in the same way, at the instant at which a task that wrote memory ended.
class EventEngine : public sc_core::sc_module {
  public:
    EventEngine(sc_core::sc_module_name name, const SocSpec& soc, EventTable& events,
                ValueWaiters& value_waiters, Retirement& retirement, Progress& progress);

    void dispatch(StreamQueue& stream, const EventRecordTask& task);
    void dispatch(StreamQueue& stream, const EventWaitTask& task);
    void dispatch(StreamQueue& stream, const EventResetTask& task);
    void dispatch(StreamQueue& stream, const ValueWriteTask& task);
    void dispatch(StreamQueue& stream, const ValueWaitTask& task);
    /// A task of any device has written memory.
    void memory_written();
    /// A discarded stream no longer waits.
    void cancel(StreamQueue& stream);
    // A task was dropped before it was dispatched.
    void drop(const EventRecordTask& task);
    void drop(const EventWaitTask& task);
    void drop(const EventResetTask& task);

  private:
    enum class Kind : std::uint8_t { kRecord, kWait, kReset, kValueWrite, kValueWait };
    struct Operation {
        Kind kind;
        StreamQueue* stream;
        HardwareEvent* event;  ///< null for values
    };
    /// A wait that a device error ends at its deadline.
    struct Expiry {
        StreamQueue* stream;
        HardwareEvent* event;
    };

    void start(Kind kind, StreamQueue& stream, HardwareEvent* event);
    void process();
    void execute(const Operation& operation);
    void record(HardwareEvent& event);
    void await(const Operation& operation);
    void await_value(StreamQueue& stream);
    void end_value_wait(const StreamQueue& stream);
    void pass(const HardwareEvent::Waiter& waiter, HardwareEvent& event,
              std::uint32_t device_error);
    void expire();
    void end_wait(StreamQueue& stream, HardwareEvent& event, std::uint32_t device_error);
    void retire(StreamQueue& stream, HardwareEvent& event, std::uint32_t device_error);
    Picoseconds next_due() const;

    EventTable& events_;
    ValueWaiters& value_waiters_;  ///< of all devices
    Retirement& retirement_;
    Progress& progress_;
    Picoseconds operation_time_;
    std::int64_t ticks_per_ms_;
    Alarm alarm_;
    DueQueue<Operation> operations_;
    std::map<std::pair<Picoseconds, StreamId>, Expiry> expiries_;  ///< by deadline
};

}  // namespace ascend::sim
