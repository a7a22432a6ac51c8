// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/acl/context.h"
#include "runtime/acl/model_description.h"
#include "runtime/acl/stream.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

struct Caller;
struct DumpPlan;

/// Device memory that the program brings along for a model; null: the runtime allocates.
struct ModelMemory {
    void* work = nullptr;
    std::size_t work_bytes = 0;
    void* weights = nullptr;
    std::size_t weight_bytes = 0;
};

/// A model in device memory: weights, work area, its streams on the device (one for each gear) and
/// one of its own for synchronous executions.
class Model {
  public:
    /// Loads a compiled model: takes memory, moves the weights, puts the streams on the device.
    /// Throws Failure{245000} without memory, Failure{145006} when the caller's memory is too
    /// small.
    static std::shared_ptr<Model> load(Caller& caller, models::CompiledModel model,
                                       const ModelMemory& memory);
    void unload(Simulator& simulator, sim::HostThreadId thread);

    std::uint32_t id() const { return description_.model_id; }
    void set_id(std::uint32_t id) { description_.model_id = id; }
    const ModelDescription& description() const { return description_; }
    bool belongs_to(const Context& context) const { return context_.lock().get() == &context; }
    /// Throws Failure{107004} unless the model was loaded in the caller's current context.
    void require_context(Caller& caller) const;
    sim::DeviceId device() const { return device_; }
    const Stream& own_stream() const { return *stream_; }

    /// What a task of one of the model's streams on the device is; null: none of it. `task` is its
    /// place in the stream.
    const sim::TaskInfo* find_task(sim::StreamId stream, std::uint32_t task) const;

    /// The gear that a caller chose last, for aclmdlGetCurOutputDims.
    std::optional<std::size_t> chosen_gear() const;
    void choose_gear(std::size_t gear) { chosen_gear_ = static_cast<std::int64_t>(gear); }

    /// One execution: the gear (0 without gears), the addresses of the network's inputs, then
    /// outputs, and what it leaves in memory when it ends.
    struct Request {
        std::size_t gear = 0;
        std::vector<std::uint64_t> segments;
        std::function<void()> effect;
    };
    /// Queues it in `stream`, and the delivery of what is dumped of it.
    void submit(Caller& caller, const Stream& stream, Request request) const;

  private:
    Model(const std::shared_ptr<Context>& context, const models::CompiledModel& model);
    void take_memory(Caller& caller, const models::CompiledModel& model, const ModelMemory& memory);
    void move_weights(Caller& caller, Bytes bytes) const;
    void sink(Caller& caller, sim::ModelImage image);

    std::weak_ptr<Context> context_;
    sim::DeviceId device_;
    ModelDescription description_;
    std::shared_ptr<const sim::TaskInfo> info_;
    std::uint64_t weights_ = 0, work_ = 0;
    std::vector<std::uint64_t> own_allocations_;
    std::shared_ptr<Stream> stream_;
    sim::ModelId machine_model_ = 0;
    /// By stream on the device, then by task.
    std::map<sim::StreamId, std::vector<std::shared_ptr<const sim::TaskInfo>>> tasks_;
    std::vector<std::shared_ptr<const DumpPlan>> dumps_;  ///< by gear; null: nothing is dumped
    std::atomic<std::int64_t> chosen_gear_ = -1;
    mutable std::atomic<std::uint32_t> executions_ = 0;
};

}  // namespace ascend::runtime
