// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/device/task.h"
#include "sim/kernel/kernel_plan.h"
#include "traces/trace.h"

namespace ascend::sim {

struct Lane;
struct StreamQueue;
struct TaskOutcome;

/// Draws one device on the timeline. Does nothing unless enabled().
class DeviceTrace {
  public:
    DeviceTrace(traces::Recorder* recorder, DeviceId device);

    bool enabled() const { return recorder_ != nullptr && recorder_->enabled(); }
    void declare_stream(StreamQueue& stream);
    /// The head task of the stream ended.
    void task_ended(const StreamQueue& stream, const TaskOutcome& outcome, Picoseconds now);
    /// One slice per core of the lane; on the pipes of its first core, what they did in it.
    void lane_ended(const Lane& lane, Picoseconds now, double mhz);
    /// Bytes that passed L2 and DRAM in [from, to).
    void bandwidth(Picoseconds from, Picoseconds to, Bytes l2, Bytes dram);
    void l2_used(Bytes used);

  private:
    /// A core's tracks, declared when it is first used.
    struct CoreTracks {
        traces::TrackId core = 0;
        std::array<traces::TrackId, kPipeCount> pipes{};
    };

    CoreTracks& core_tracks(CoreType type, std::size_t core);
    void pipes(const Lane& lane, CoreTracks& tracks, Picoseconds now, double mhz);
    void count(traces::TrackId track, Picoseconds time, double value, double& last);

    traces::Recorder* recorder_;
    DeviceId device_;
    traces::TrackId process_ = 0, l2_bandwidth_ = 0, dram_bandwidth_ = 0, l2_used_ = 0;
    double last_l2_ = -1, last_dram_ = -1, last_l2_used_ = -1;
    std::vector<CoreTracks> ai_cores_, vector_cores_;
};

}  // namespace ascend::sim
