// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "traces/units.h"

namespace ascend::traces {

/// A row of the timeline. Ids count from 1 in order of declaration; 0 means "none".
using TrackId = std::uint32_t;

enum class TrackKind {
    kProcess,     ///< "Host", "Device 0": a group of rows
    kHostThread,  ///< ACL calls of one host thread
    kStream,      ///< tasks of one stream
    kEngine,      ///< one core, copy engine or AI CPU: what occupies it
    kPipe,        ///< one pipe of a core
    kCounter,     ///< a numeric series
};

struct Track {
    TrackId id = 0;
    TrackId parent = 0;  ///< a kProcess track, or a kEngine track for kPipe; 0 for kProcess
    TrackKind kind = TrackKind::kProcess;
    std::string name;
    std::string unit;  ///< kCounter only: "GB/s", "bytes"
};

using ArgumentValue = std::variant<std::int64_t, double, std::string>;
using Argument = std::pair<std::string_view, ArgumentValue>;  ///< keys are string literals

/// Something that occupied a track in [start, end). Slices of one track do not
/// overlap and come in order.
struct Slice {
    TrackId track = 0;
    std::string name;
    std::string_view category;  ///< a string literal: "acl", "kernel", "copy", "pipe", "event"
    Picoseconds start;
    Picoseconds end;
    std::vector<std::uint64_t> flows;  ///< arrows that begin or pass here
    std::vector<Argument> arguments;
};

struct Counter {
    TrackId track = 0;
    Picoseconds time;
    double value = 0;
};

struct TensorInfo {
    std::string shape;      ///< "1,3,224,224"
    std::string data_type;  ///< "FLOAT16"
    std::string format;     ///< "NC1HWC0"
};

/// Busy, stalled and idle time of one kind of pipe, summed over the cores of a task.
struct PipeTime {
    std::string_view pipe;  ///< "CUBE", "MTE2", ...
    Picoseconds busy;
};

/// One device task that ended: the row of op_summary, of the operator table and of the report.
struct TaskRecord {
    std::uint32_t device = 0;
    std::uint32_t stream = 0;
    std::uint32_t task = 0;
    std::uint32_t model = 0xffffffff;  ///< 0xffffffff: not part of a model
    std::uint32_t iteration = 0;       ///< how many executions of the model preceded this one
    std::string name;
    std::string type;  ///< "Conv2D", "EVENT_RECORD"
    std::string_view
        task_type;      ///< "AI_CORE", "AI_VECTOR_CORE", "MIX_AIC", "AI_CPU", "MEMCPY", ...
    Picoseconds ready;  ///< it became the head of its stream
    Picoseconds start;
    Picoseconds end;
    std::uint32_t block_dim = 0;
    Picoseconds core_time;  ///< of the slowest core, without dispatch
    std::vector<PipeTime> pipes;
    std::int64_t cycles = 0;  ///< summed over cores
    std::int64_t flops = 0;   ///< useful operations, 2 per multiply-add
    Bytes l2_read, l2_write, dram_read, dram_write;
    std::string_view bound;  ///< "cube", "vector", "mte2", "mte3", "dram", "l2", "launch", ...
    std::vector<TensorInfo> inputs, outputs;
};

/// Where events go. Calls come from one thread at a time. A sink writes as it goes and keeps
/// bounded memory. Throws Error{kIo} naming the file when a write fails.
class Sink {
  public:
    virtual ~Sink() = default;
    virtual void declare(const Track& track) = 0;
    virtual void slice(const Slice& slice) = 0;
    virtual void counter(const Counter& counter) = 0;
    virtual void task(const TaskRecord& record) = 0;
    /// The last call: `end` is the end of the simulated span. Files are complete afterwards.
    virtual void finish(Picoseconds end) = 0;
};

/// Hands every event to every sink and numbers tracks. With no sinks everything returns at once, so
/// that producers ask enabled() before they build an event.
class Recorder {
  public:
    void add(std::unique_ptr<Sink> sink);
    bool enabled() const { return !sinks_.empty(); }
    TrackId declare(TrackKind kind, TrackId parent, std::string name, std::string unit = {});
    std::uint64_t next_flow() { return ++last_flow_; }
    void slice(const Slice& slice);
    void counter(const Counter& counter);
    void task(const TaskRecord& record);
    /// Idempotent. Afterwards the recorder has no sinks.
    void finish(Picoseconds end);

  private:
    std::vector<std::unique_ptr<Sink>> sinks_;
    TrackId last_track_ = 0;
    std::uint64_t last_flow_ = 0;
};

}  // namespace ascend::traces
