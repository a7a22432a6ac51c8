// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "sim/kernel/kernel_plan.h"
#include "traces/trace.h"
#include "traces/units.h"

namespace ascend::sim {

using DeviceId = std::uint32_t;
using StreamId = std::uint32_t;  ///< unique in the machine, never reused; 0: none
using EventId = std::uint32_t;   ///< a hardware event of one device, unique in the machine; 0: none
using ModelId = std::uint32_t;   ///< a loaded model, unique in the machine; 0: none

/// A range of device memory, relative to a base that is bound at launch (for a model: at execute).
struct OperandRef {
    std::uint16_t segment = 0;  ///< index into the launch's bases
    std::uint64_t offset = 0;
    Bytes bytes;
};

/// What profilers show of a task; shared by all executions.
struct TaskInfo {
    std::string name;  ///< "Conv_0Relu_1"
    std::string type;  ///< "Conv2D"
    std::vector<traces::TensorInfo> inputs, outputs;
};

struct KernelTask {
    std::shared_ptr<const KernelPlan> plan;
    std::vector<OperandRef> operands;  ///< parallel to plan->operands
};

enum class CopyDirection : std::uint8_t { kHostToDevice, kDeviceToHost, kDeviceToDevice, kPeer };

/// One entry of a copy engine. `effect` moves the real bytes; it runs on the driving thread when
/// the copy ends in simulated time, must not call the simulator and must not throw.
struct CopyTask {
    CopyDirection direction = CopyDirection::kHostToDevice;
    Bytes bytes;
    bool pageable = false;
    DeviceId peer = 0;                          ///< the other device, for kPeer
    std::uint64_t source = 0, destination = 0;  ///< device addresses, for L2; 0 for a host end
    std::function<void()> effect;
};

/// Fills device memory; as CopyTask, one range, written by SDMA.
struct MemsetTask {
    Bytes bytes;
    std::uint64_t destination = 0;
    std::function<void()> effect;
};

struct EventRecordTask {
    EventId event = 0;
};
struct EventWaitTask {
    EventId event = 0;
    Picoseconds timeout = kForever;
};
struct EventResetTask {
    EventId event = 0;
};

/// Posts a report to a report queue (a subscribed host thread takes it); `blocking`: the stream
/// goes on only after release_report(token).
struct ReportTask {
    std::uint32_t queue = 0;
    std::uint64_t token = 0;
    bool blocking = false;
};

/// Writes a word of device memory: the task's effect does.
struct ValueWriteTask {
    std::uint64_t address = 0;
};
/// Holds its stream back until `holds()`, which is asked again whenever a task has written memory;
/// rules as for CopyTask::effect.
struct ValueWaitTask {
    std::uint64_t address = 0;
    std::function<bool()> holds;
};

/// Brings a range of device memory into L2, or takes it out.
enum class CacheOperation : std::uint8_t { kPrefetch, kWriteBack, kInvalidate, kFlush };
struct CacheTask {
    CacheOperation operation = CacheOperation::kPrefetch;
    std::uint64_t address = 0;
    Bytes bytes;
};

/// An operator on the AI CPU: fixed cost, or bytes through its bandwidth.
struct AiCpuTask {
    Bytes bytes;
    std::vector<OperandRef> operands;
};

/// Starts a loaded model's own streams and completes when they all end. `bases[s]` is the address
/// of segment s. A model with gears has one stream for each, of which one execution starts
/// `only_stream`.
struct ModelExecuteTask {
    static constexpr std::uint32_t kAllStreams = 0xffffffff;

    ModelId model = 0;
    std::vector<std::uint64_t> bases;
    std::uint32_t only_stream = kAllStreams;  ///< index into ModelImage::streams
};

/// One entry of a stream queue.
struct Task {
    std::shared_ptr<const TaskInfo> info;  ///< may be null: the kind names it
    std::variant<KernelTask, CopyTask, MemsetTask, EventRecordTask, EventWaitTask, EventResetTask,
                 ReportTask, AiCpuTask, ModelExecuteTask, ValueWriteTask, ValueWaitTask, CacheTask>
        work;
    /// What the task leaves in memory, besides what its kind does: runs when it ends without error;
    /// rules as for CopyTask::effect.
    std::function<void()> effect{};
    /// A kernel that runs longer than this fails; kForever: the product's own limit.
    Picoseconds limit = kForever;
};

/// A model's sunk streams as they stay on the device between executions. Every sunk stream starts
/// at execute unless that names one; waits and records of `events` order them (ids in the tasks are
/// 1-based indices, mapped at load).
struct ModelImage {
    std::string name;
    std::vector<std::vector<Task>> streams;
    std::uint32_t events = 0;
};

}  // namespace ascend::sim
