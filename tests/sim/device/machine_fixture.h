// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/device/machine.h"
#include "sim/soc/soc_spec.h"
#include "traces/trace.h"

/// A small SoC with round numbers, and tasks for it.
namespace ascend::sim::test {

/// Four AI cores at 1 GHz. Launch 1 us; gap 0.1 us (0.05 us in a model); event 0.02 us; model
/// 10 us + 5 us; callback 2 us; host link 10 GB/s after 5 us; L2 of 1 MiB at 64 GB/s each way; DRAM
/// at 16 GB/s; queues of 8 tasks.
SocSpec small_soc();
/// The same with two vector cores beside each of its AI cores, which lose theirs.
SocSpec split_soc();

struct Setup {
    int devices = 1;
    bool exact = false;
    std::chrono::milliseconds grace{20};
    traces::Recorder* recorder = nullptr;
    SocSpec soc = small_soc();
    std::vector<TaskFault> faults = {};
};
Machine& make_machine(const Setup& setup = {});

/// `blocks` blocks that each compute for `cycles` and touch no memory.
Task compute(std::int64_t cycles, std::uint32_t blocks = 1, CoreType type = CoreType::kAiCore);
/// `blocks` blocks that together load [address, address + bytes) in tiles of 1 KiB, and with
/// `destination` store as much there.
Task load(std::uint64_t address, Bytes bytes, std::uint32_t blocks = 1,
          std::uint64_t destination = 0);
Task copy(CopyDirection direction, Bytes bytes, std::function<void()> effect = {});
Task record(EventId event);
Task wait(EventId event, Picoseconds timeout = kForever);
Task reset(EventId event);

inline constexpr Picoseconds kLaunch = microseconds(1);
inline constexpr Picoseconds kGap = nanoseconds(100);
inline constexpr Picoseconds kModelGap = nanoseconds(50);
inline constexpr Picoseconds kEvent = nanoseconds(20);

/// Keeps what it is told.
struct Recording {
    std::vector<traces::Track> tracks;
    std::vector<traces::Slice> slices;
    std::vector<traces::Counter> counters;
    std::vector<traces::TaskRecord> tasks;
    Picoseconds end{-1};

    /// Of the n-th task that ended in the stream.
    const traces::TaskRecord& task(StreamId stream, std::size_t n) const;
    /// Everything, a line each.
    std::string text() const;
};
/// Adds a sink that fills `recording`, which outlives the recorder.
void record_into(Recording& recording, traces::Recorder& recorder);

}  // namespace ascend::sim::test
