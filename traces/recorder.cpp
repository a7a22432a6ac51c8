// SPDX-License-Identifier: Apache-2.0
#include "traces/trace.h"

namespace ascend::traces {

void Recorder::add(std::unique_ptr<Sink> sink) {
    sinks_.push_back(std::move(sink));
}

TrackId Recorder::declare(TrackKind kind, TrackId parent, std::string name, std::string unit) {
    const Track track{++last_track_, parent, kind, std::move(name), std::move(unit)};
    for (auto& sink : sinks_) sink->declare(track);
    return track.id;
}

void Recorder::slice(const Slice& slice) {
    for (auto& sink : sinks_) sink->slice(slice);
}

void Recorder::counter(const Counter& counter) {
    for (auto& sink : sinks_) sink->counter(counter);
}

void Recorder::task(const TaskRecord& record) {
    for (auto& sink : sinks_) sink->task(record);
}

void Recorder::finish(Picoseconds end) {
    for (auto& sink : sinks_) sink->finish(end);
    sinks_.clear();
}

}  // namespace ascend::traces
