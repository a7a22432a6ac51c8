// SPDX-License-Identifier: Apache-2.0
#include "sim/device/device_trace.h"

#include <fmt/format.h>

#include "sim/device/kernel_run.h"
#include "sim/device/loaded_model.h"
#include "sim/device/simulated_time.h"
#include "sim/device/task_kind.h"
#include "sim/device/task_record.h"

namespace ascend::sim {

using traces::TrackKind;

DeviceTrace::DeviceTrace(traces::Recorder* recorder, DeviceId device)
    : recorder_(recorder), device_(device) {
    if (!enabled()) return;
    process_ = recorder_->declare(TrackKind::kProcess, 0, fmt::format("Device {}", device));
    const auto counter = [this](const char* name, const char* unit) {
        return recorder_->declare(TrackKind::kCounter, process_, name, unit);
    };
    l2_bandwidth_ = counter("L2 bandwidth", "GB/s");
    dram_bandwidth_ = counter("DRAM bandwidth", "GB/s");
    l2_used_ = counter("L2 used", "bytes");
}

void DeviceTrace::declare_stream(StreamQueue& stream) {
    if (!enabled()) return;
    std::string name = fmt::format("Stream {}", stream.id);
    if (stream.model != nullptr) name += fmt::format(" (model {})", stream.model->id);
    stream.track = recorder_->declare(TrackKind::kStream, process_, std::move(name));
}

void DeviceTrace::task_ended(const StreamQueue& stream, const TaskOutcome& outcome,
                             Picoseconds now) {
    const traces::TaskRecord record = make_task_record(stream, outcome, now);
    traces::Slice slice;
    slice.track = stream.track;
    slice.name = record.name;
    slice.category = category_of(stream.head());
    slice.start = stream.start;
    slice.end = now;
    if (const std::uint64_t flow = stream.head_flow()) slice.flows.push_back(flow);
    slice.arguments.emplace_back("task", std::int64_t{record.task});
    if (outcome.kernel != nullptr) {
        slice.arguments.emplace_back("type", record.type);
        slice.arguments.emplace_back("block_dim", std::int64_t{record.block_dim});
        slice.arguments.emplace_back("bound", std::string(record.bound));
    }
    recorder_->slice(slice);
    recorder_->task(record);
}

void DeviceTrace::lane_ended(const Lane& lane, Picoseconds now, double mhz) {
    if (!enabled()) return;
    const CoreType type = lane.run->plan().core_type;
    traces::Slice slice;
    slice.name = name_of(lane.run->stream->head());
    slice.category = "kernel";
    slice.start = lane.begin;
    slice.end = now;
    slice.arguments.emplace_back("blocks", std::int64_t{std::ssize(lane.cores)});
    for (const std::size_t core : lane.cores) {
        slice.track = core_tracks(type, core).core;
        recorder_->slice(slice);
    }
    pipes(lane, core_tracks(type, lane.cores.front()), now, mhz);
}

void DeviceTrace::pipes(const Lane& lane, CoreTracks& tracks, Picoseconds now, double mhz) {
    const auto span = static_cast<double>(cycles_in(now - lane.begin, mhz).count());
    for (std::size_t pipe = 0; pipe < kPipeCount; ++pipe) {
        const std::int64_t busy = lane.activity.timing.busy[pipe].count();
        if (busy == 0) continue;
        traces::TrackId& track = tracks.pipes[pipe];
        if (track == 0) {
            track =
                recorder_->declare(TrackKind::kPipe, tracks.core, std::string(kPipeNames[pipe]));
        }
        traces::Slice slice;
        slice.track = track;
        slice.name = kPipeNames[pipe];
        slice.category = "pipe";
        slice.start = lane.begin;
        slice.end = now;
        slice.arguments.emplace_back("busy_cycles", busy);
        slice.arguments.emplace_back("busy_share", static_cast<double>(busy) / span);
        recorder_->slice(slice);
    }
}

DeviceTrace::CoreTracks& DeviceTrace::core_tracks(CoreType type, std::size_t core) {
    const bool vector = type == CoreType::kVectorCore;
    auto& tracks = vector ? vector_cores_ : ai_cores_;
    if (core >= tracks.size()) tracks.resize(core + 1);
    if (tracks[core].core == 0) {
        tracks[core].core =
            recorder_->declare(TrackKind::kEngine, process_,
                               fmt::format("{} {}", vector ? "Vector core" : "AI core", core));
    }
    return tracks[core];
}

void DeviceTrace::bandwidth(Picoseconds from, Picoseconds to, Bytes l2, Bytes dram) {
    const auto gbps = [&](Bytes bytes) {
        return 1e3 * static_cast<double>(bytes.count()) / static_cast<double>((to - from).count());
    };
    count(l2_bandwidth_, from, gbps(l2), last_l2_);
    count(dram_bandwidth_, from, gbps(dram), last_dram_);
}

void DeviceTrace::l2_used(Bytes used) {
    if (!enabled()) return;
    count(l2_used_, simulated_now(), static_cast<double>(used.count()), last_l2_used_);
}

void DeviceTrace::count(traces::TrackId track, Picoseconds time, double value, double& last) {
    if (value == last) return;
    last = value;
    recorder_->counter({track, time, value});
}

}  // namespace ascend::sim
