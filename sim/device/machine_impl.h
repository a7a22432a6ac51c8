// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <vector>

#include "sim/device/device.h"
#include "sim/device/machine.h"
#include "sim/device/progress.h"
#include "sim/device/task_check.h"
#include "sim/host/drive.h"

namespace ascend::sim {

/// The devices on their SystemC kernel, and the drive that runs it. Objects are looked up by host
/// threads under the host lock, and made and destroyed under it by whoever drives.
class Machine::Impl : public DrivenKernel {
  public:
    explicit Impl(const MachineConfig& config);

    Picoseconds now() const override { return Picoseconds(now_.load()); }
    Picoseconds next_activity() const override;
    bool run_until(Picoseconds limit) override;
    bool apply(const HostThread& thread, HostAction& action) override;

    Device& device(DeviceId id) const;
    /// Throws Error{kNotFound, kInvalidArgument, kUnsupported}: see Machine::submit.
    void check(const StreamQueue& stream, const Task& task);
    /// Takes a place in the stream's queue; false when it is full.
    bool reserve(StreamQueue& stream) const;
    /// Appends to a stream at the thread's clock, in the place that was reserved. The queue is an
    /// object that threads synchronise on: an entry is never earlier than the one before it.
    void post(HostThread& thread, StreamQueue& stream, Task task);
    StreamQueue& add_stream(DeviceId device, std::uint32_t priority, LoadedModel* model);
    void remove_stream(const StreamQueue& stream);
    HardwareEvent& add_event(DeviceId device);
    /// The event goes when the last task that names it has ended.
    void remove_event(HardwareEvent& event);
    /// Throws Error{kInvalidArgument} for an image that refers to what it does not have,
    /// Error{kResourceExhausted} when the device has too few streams or events left.
    LoadedModel& add_model(DeviceId device, ModelImage image);
    void remove_model(LoadedModel& model);

    MachineTables tables;
    std::vector<std::uint32_t> live_streams, live_events;  ///< by device; under the host lock
    traces::Recorder* recorder;
    Progress progress;
    Drive& drive;

  private:
    void add_sunk_stream(LoadedModel& model, std::vector<Task>& program);
    void remove_parts(LoadedModel& model);
    void collect_events();
    void settle();
    void advance(Picoseconds limit);
    void draw_call(const HostThread& thread, Picoseconds end, const TraceCallAction& call);

    std::vector<std::unique_ptr<Device>> devices_;
    TaskCheck task_check_;
    std::atomic<std::int64_t> now_{0};
    std::vector<EventId> destroyed_events_;  ///< that tasks still name
    traces::TrackId host_process_ = 0;
    std::map<HostThreadId, traces::TrackId> host_tracks_;
    std::map<HostThreadId, std::vector<std::uint64_t>> host_flows_;  ///< of the call under way
};

}  // namespace ascend::sim
