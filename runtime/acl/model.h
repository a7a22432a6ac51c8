// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "acl/acl_mdl.h"
#include "models/program/program.h"
#include "runtime/acl/context.h"
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

/// Inputs and outputs of a model, as descriptions copy them.
struct ModelPorts {
    std::vector<models::TensorPort> inputs, outputs;
};

/// A model in device memory: weights, work area, its streams on the device and one of its own for
/// synchronous executions.
class Model {
  public:
    /// Loads a compiled program: takes memory, moves the weights, puts the streams on the device.
    /// Throws Failure{245000} without memory, Failure{145006} when the caller's memory is too
    /// small.
    static std::shared_ptr<Model> load(Caller& caller, models::Program program,
                                       const ModelMemory& memory);
    void unload(Simulator& simulator, sim::HostThreadId thread);

    std::uint32_t id() const { return id_; }
    void set_id(std::uint32_t id) { id_ = id; }
    const ModelPorts& ports() const { return ports_; }
    bool belongs_to(const Context& context) const { return context_.lock().get() == &context; }
    bool executable_in(const std::shared_ptr<Context>& context) const {
        return context_.lock() == context;
    }
    sim::DeviceId device() const { return device_; }

    /// Queues one execution in `stream`, and the delivery of what is dumped of it; `segments` are
    /// the addresses of inputs, then outputs.
    void submit(Caller& caller, const Stream& stream, std::vector<std::uint64_t> segments) const;
    const Stream& own_stream() const { return *stream_; }

  private:
    Model(const std::shared_ptr<Context>& context, models::Program program);
    void take_memory(Caller& caller, const ModelMemory& memory);
    void move_weights(Caller& caller) const;

    std::uint32_t id_ = 0;
    std::weak_ptr<Context> context_;
    sim::DeviceId device_;
    models::Program program_;
    ModelPorts ports_;
    std::shared_ptr<const sim::TaskInfo> info_;
    std::uint64_t weights_ = 0, work_ = 0;
    std::vector<std::uint64_t> own_allocations_;
    std::shared_ptr<Stream> stream_;
    sim::ModelId machine_model_ = 0;
    std::shared_ptr<const DumpPlan> dump_;  ///< null: nothing is dumped
    mutable std::atomic<std::uint32_t> executions_ = 0;
};

}  // namespace ascend::runtime
