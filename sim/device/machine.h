// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/device/device_error.h"
#include "sim/device/task.h"
#include "sim/device/task_fault.h"
#include "sim/host/wait_status.h"
#include "sim/soc/soc_spec.h"
#include "traces/trace.h"

namespace ascend::sim {

struct MachineConfig {
    std::vector<std::shared_ptr<const SocSpec>> devices;  ///< one per device; they may differ
    traces::Recorder* recorder = nullptr;                 ///< may be null; outlives the machine
    bool exact = false;  ///< no fast-forward, no reuse of solved kernels
    std::vector<TaskFault> faults;
    /// Wall time after which a thread that makes no calls stops bounding kernel time.
    std::chrono::milliseconds host_grace{20};
};

struct WaitResult {
    WaitStatus status = WaitStatus::kDone;
    std::uint32_t device_error =
        0;  ///< device status (facts: acl_semantics.md 9.2); 0: none. Cleared once returned
    std::vector<TaskFailure> failures;  ///< all since the last time somebody was told
};

struct EventState {
    bool recorded = false;              ///< the record has executed and was not reset since
    std::optional<std::int64_t> ticks;  ///< time of the last executed record, in ticks of the SoC
    std::uint64_t records_queued = 0, records_executed = 0;
    std::uint64_t waits_outstanding = 0;  ///< queued and not passed
};

/// A host callback that is due: returned by take_report() in the thread that serves its queue.
struct Report {
    std::uint64_t token = 0;
    bool blocking = false;
    StreamId stream = 0;
};

/// Totals since the start of the simulation, for laws and summaries.
struct CoreStats {
    std::string name;  ///< "device_0.ai_core_3"
    Cycles cycles;     ///< simulated span in this core's clock
    std::array<Cycles, kPipeCount> busy{}, stall{},
        idle{};  ///< busy + stall + idle = cycles, per pipe
};
struct DeviceStats {
    std::vector<CoreStats> cores;
    std::int64_t tasks = 0;
    Bytes l2_read, l2_write, dram_read, dram_write, h2d, d2h, d2d;
};

/// The modelled machine: all devices on one SystemC kernel, and the host clocks that meet it
/// (host_time.md). One per process, never destroyed. Thread-safe: any host thread may call
/// anything; a call acts at the caller's clock. Ids that do not exist are Error{kNotFound}; the
/// front end checks before it calls.
class Machine {
  public:
    /// Elaborates the SystemC hierarchy. A second machine in one process is
    /// Error{kResourceExhausted}.
    static Machine& create(MachineConfig config);

    std::uint32_t device_count() const;
    const SocSpec& soc(DeviceId device) const;

    // Host threads (host_time.md 1).
    /// Makes the calling OS thread managed (idempotent); its clock starts at its creator's, or at
    /// kernel time.
    HostThreadId this_thread();
    Picoseconds clock(HostThreadId thread) const;
    /// The thread did host work, or made a call, of that length.
    void spend(HostThreadId thread, Picoseconds cost);
    /// An ACL call of the thread ended: draws it on the timeline, from `start` to its clock.
    void trace_call(HostThreadId thread, std::string_view name, Picoseconds start);
    /// The calling thread stops bounding kernel time (thread exit).
    void detach_thread(HostThreadId thread);

    // Streams. Priority 0 (highest) .. 7.
    StreamId create_stream(HostThreadId thread, DeviceId device, std::uint32_t priority = 0);
    /// Waits until the queue is empty, or with `force` discards what is queued.
    void destroy_stream(HostThreadId thread, StreamId stream, bool force = false);
    bool stream_idle(HostThreadId thread, StreamId stream);
    /// Waits at most `timeout` of simulated time; expiry does not cancel work.
    WaitResult synchronize_stream(HostThreadId thread, StreamId stream,
                                  Picoseconds timeout = kForever);
    WaitResult synchronize_streams(HostThreadId thread, const std::vector<StreamId>& streams,
                                   Picoseconds timeout = kForever);
    /// Appends to the stream at the thread's clock. Blocks the caller while the queue is full.
    void submit(HostThreadId thread, StreamId stream, Task task);
    std::uint32_t live_streams(DeviceId device) const;
    /// From now on the first task of the stream that fails is its last: what is queued behind it
    /// is dropped.
    void stop_on_failure(HostThreadId thread, StreamId stream);
    /// Failures in the streams up to now that nobody was told of; streams that are gone have none.
    std::vector<TaskFailure> take_failures(HostThreadId thread,
                                           const std::vector<StreamId>& streams);

    // Events: flags of the event engine.
    /// Error{kResourceExhausted} when the device has none left.
    EventId create_event(HostThreadId thread, DeviceId device);
    void destroy_event(HostThreadId thread, EventId event);
    EventState event_state(HostThreadId thread, EventId event);
    /// Waits that are queued and have not passed; an event that is gone has none.
    std::uint64_t waits_outstanding(HostThreadId thread, const std::vector<EventId>& events);
    std::uint32_t live_events(DeviceId device) const;
    WaitResult synchronize_event(HostThreadId thread, EventId event,
                                 Picoseconds timeout = kForever);

    // Host callbacks. A queue belongs to one device and is served by one thread at a time.
    std::uint32_t create_report_queue(HostThreadId thread, DeviceId device);
    void destroy_report_queue(HostThreadId thread, std::uint32_t queue);
    /// The oldest due report; waits at most `timeout`; nullopt on expiry.
    std::optional<Report> take_report(HostThreadId thread, std::uint32_t queue,
                                      Picoseconds timeout);
    /// A blocking report was served: its stream goes on.
    void release_report(HostThreadId thread, std::uint32_t queue, std::uint64_t token);

    // Models.
    /// Puts the model's streams on the device. Operand segments are bound at each ModelExecuteTask.
    ModelId load_model(HostThreadId thread, DeviceId device, ModelImage image);
    void unload_model(HostThreadId thread, ModelId model);
    /// The model's own streams on the device, in the image's order: what TaskFailure names.
    std::vector<StreamId> model_streams(HostThreadId thread, ModelId model);

    /// The memory was given back: L2 forgets it.
    void forget_memory(HostThreadId thread, DeviceId device, std::uint64_t address, Bytes bytes);
    /// Forgets what L2 holds of the device (validate --l2 cold).
    void flush_l2(HostThreadId thread, DeviceId device);

    Picoseconds kernel_time() const;
    std::uint64_t kernel_events() const;  ///< SystemC events executed so far (tests/bench)
    DeviceStats stats(DeviceId device) const;
    /// Runs what is queued to its end, then closes the recorder's sinks. Idempotent; also the exit
    /// hook.
    void finish();
    /// finish(), and nobody drives again: threads that wait sleep for ever. For the end of a
    /// process that may have threads in a wait.
    void shut_down();

  private:
    class Impl;
    explicit Machine(std::unique_ptr<Impl> impl);
    ~Machine();
    std::unique_ptr<Impl> impl_;
};

}  // namespace ascend::sim
