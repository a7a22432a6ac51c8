// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <systemc>

#include "sim/device/alarm.h"
#include "sim/device/due_queue.h"
#include "sim/device/hardware_event.h"
#include "sim/device/id_table.h"
#include "sim/device/task_outcome.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

using EventTable = IdTable<HardwareEvent>;

/// The event engine: sets, awaits and clears flags. Each operation takes event_us from its
/// dispatch. A record sets its flag and takes the time at its end; a wait ends then, or at the
/// instant at which the flag is set if that is later; nothing is consumed by waiting.
class EventEngine : public sc_core::sc_module {
  public:
    EventEngine(sc_core::sc_module_name name, const SocSpec& soc, EventTable& events,
                Retirement& retirement, Progress& progress);

    void dispatch(StreamQueue& stream, const EventRecordTask& task);
    void dispatch(StreamQueue& stream, const EventWaitTask& task);
    void dispatch(StreamQueue& stream, const EventResetTask& task);
    /// A discarded stream no longer waits.
    void cancel(StreamQueue& stream);
    void clear(HardwareEvent& event) { event.set = false; }

  private:
    enum class Kind : std::uint8_t { kRecord, kWait, kReset, kTimeout };
    struct Operation {
        Kind kind;
        StreamQueue* stream;
        HardwareEvent* event;
        std::uint64_t serial;  ///< of a wait, to tell a timeout that came too late
    };

    void start(Kind kind, StreamQueue& stream, EventId event, Picoseconds timeout = kForever);
    void process();
    void execute(const Operation& operation);
    void record(HardwareEvent& event);
    void hold(const Operation& operation);
    void expire(const Operation& operation);
    void retire(StreamQueue& stream, HardwareEvent& event, std::uint32_t device_error);

    EventTable& events_;
    Retirement& retirement_;
    Progress& progress_;
    Picoseconds operation_time_;
    std::int64_t ticks_per_ms_;
    Alarm alarm_;
    DueQueue<Operation> operations_;
    std::uint64_t operations_started_ = 0;
};

}  // namespace ascend::sim
