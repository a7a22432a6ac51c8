// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/model.h"

#include <fmt/format.h>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

namespace ascend::runtime {
namespace {

/// The caller's memory, or newly allocated: its address, and the allocation in `allocations`.
std::uint64_t take(DeviceMemory& memory, const char* what, Bytes needed, void* given,
                   std::size_t given_bytes, std::vector<std::uint64_t>& allocations) {
    const auto bytes = static_cast<std::uint64_t>(needed.count());
    if (given != nullptr) {
        if (given_bytes < bytes)
            throw Failure(static_cast<aclError>(ACL_ERROR_GE_EXEC_MODEL_DATA_SIZE_INVALID),
                          fmt::format("{} memory of {} bytes is too small: the model needs {}",
                                      what, given_bytes, bytes));
        return reinterpret_cast<std::uint64_t>(given);
    }
    if (bytes == 0) return 0;
    const auto address = memory.allocate(bytes);
    if (!address)
        throw Failure(static_cast<aclError>(ACL_ERROR_GE_MEMORY_ALLOCATION),
                      fmt::format("{} memory of {} bytes: the device has {} free", what, bytes,
                                  memory.free().count()));
    allocations.push_back(*address);
    return *address;
}

/// Gives back what a load took before it failed.
struct UnloadUnlessDone {
    Caller& caller;
    Model& model;
    bool done = false;

    ~UnloadUnlessDone() {
        if (!done) model.unload(caller.simulator, caller.thread);
    }
};

}  // namespace

Model::Model(const std::shared_ptr<Context>& context, models::Program program)
    : context_(context),
      device_(context->device()),
      program_(std::move(program)),
      ports_{program_.inputs, program_.outputs} {
    auto info = std::make_shared<sim::TaskInfo>();
    info->name = program_.name;
    info->type = "MODEL_EXECUTE";
    info_ = std::move(info);
}

std::shared_ptr<Model> Model::load(Caller& caller, models::Program program,
                                   const ModelMemory& memory) {
    const std::shared_ptr<Context> context = current_context(caller);
    std::shared_ptr<Model> model(new Model(context, std::move(program)));
    UnloadUnlessDone loading{caller, *model};
    model->take_memory(caller, memory);
    model->stream_ = std::make_shared<Stream>(
        context, caller.machine.create_stream(caller.thread, model->device_));
    model->move_weights(caller);
    model->dump_ = caller.simulator.dump.plan(model->program_);
    model->machine_model_ =
        caller.machine.load_model(caller.thread, model->device_, std::move(model->program_.image));
    loading.done = true;
    return model;
}

void Model::take_memory(Caller& caller, const ModelMemory& memory) {
    DeviceMemory& device = caller.simulator.memory(device_);
    weights_ = take(device, "weight", program_.weight_bytes, memory.weights, memory.weight_bytes,
                    own_allocations_);
    work_ =
        take(device, "work", program_.work_bytes, memory.work, memory.work_bytes, own_allocations_);
}

void Model::move_weights(Caller& caller) const {
    if (program_.weight_bytes.count() == 0) return;
    sim::CopyTask copy;
    copy.direction = sim::CopyDirection::kHostToDevice;
    copy.bytes = program_.weight_bytes;
    copy.destination = weights_;
    caller.machine.submit(caller.thread, stream_->id(), sim::Task{nullptr, std::move(copy)});
    synchronize(caller, *stream_);
}

void Model::unload(Simulator& simulator, sim::HostThreadId thread) {
    if (machine_model_ != 0) simulator.machine().unload_model(thread, machine_model_);
    if (stream_ != nullptr) simulator.machine().destroy_stream(thread, stream_->id(), true);
    for (const std::uint64_t address : own_allocations_) simulator.memory(device_).release(address);
}

void Model::submit(Caller& caller, const Stream& stream,
                   std::vector<std::uint64_t> segments) const {
    sim::ModelExecuteTask task;
    task.model = machine_model_;
    task.bases = {weights_, work_};
    task.bases.insert(task.bases.end(), segments.begin(), segments.end());
    runtime::submit(caller, stream, sim::Task{info_, std::move(task)});
    const std::uint32_t step = executions_++;
    if (dump_ != nullptr && stream.capture() == nullptr)
        caller.simulator.dump.follow(caller, stream.id(), {dump_, device_, id_, step});
}

}  // namespace ascend::runtime
