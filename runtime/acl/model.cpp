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

/// The streams of all gears side by side; a program has one.
sim::ModelImage image_of(models::CompiledModel model) {
    sim::ModelImage image = std::move(model.programs.front().image);
    for (std::size_t gear = 1; gear < model.programs.size(); ++gear)
        image.streams.push_back(std::move(model.programs[gear].image.streams.front()));
    image.name = model.name;
    return image;
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

Model::Model(const std::shared_ptr<Context>& context, const models::CompiledModel& model)
    : context_(context), device_(context->device()), description_(describe(model)) {
    auto info = std::make_shared<sim::TaskInfo>();
    info->name = model.name;
    info->type = "MODEL_EXECUTE";
    info_ = std::move(info);
}

std::shared_ptr<Model> Model::load(Caller& caller, models::CompiledModel compiled,
                                   const ModelMemory& memory) {
    const std::shared_ptr<Context> context = current_context(caller);
    std::shared_ptr<Model> model(new Model(context, compiled));
    UnloadUnlessDone loading{caller, *model};
    model->take_memory(caller, compiled, memory);
    model->stream_ = std::make_shared<Stream>(
        context, caller.machine.create_stream(caller.thread, model->device_));
    model->move_weights(caller, compiled.weight_bytes());
    for (const models::Program& program : compiled.programs)
        model->dumps_.push_back(caller.simulator.dump.plan(program));
    model->sink(caller, image_of(std::move(compiled)));
    loading.done = true;
    return model;
}

void Model::take_memory(Caller& caller, const models::CompiledModel& model,
                        const ModelMemory& memory) {
    DeviceMemory& device = caller.simulator.memory(device_);
    weights_ = take(device, "weight", model.weight_bytes(), memory.weights, memory.weight_bytes,
                    own_allocations_);
    work_ =
        take(device, "work", model.work_bytes(), memory.work, memory.work_bytes, own_allocations_);
}

void Model::move_weights(Caller& caller, Bytes bytes) const {
    if (bytes.count() == 0) return;
    sim::CopyTask copy;
    copy.direction = sim::CopyDirection::kHostToDevice;
    copy.bytes = bytes;
    copy.destination = weights_;
    caller.machine.submit(caller.thread, stream_->id(), sim::Task{nullptr, std::move(copy)});
    synchronize(caller, *stream_);
}

void Model::sink(Caller& caller, sim::ModelImage image) {
    std::vector<std::vector<std::shared_ptr<const sim::TaskInfo>>> infos(image.streams.size());
    for (std::size_t i = 0; i < infos.size(); ++i)
        for (const sim::Task& task : image.streams[i]) infos[i].push_back(task.info);
    machine_model_ = caller.machine.load_model(caller.thread, device_, std::move(image));
    const auto streams = caller.machine.model_streams(caller.thread, machine_model_);
    for (std::size_t i = 0; i < infos.size(); ++i) tasks_[streams[i]] = std::move(infos[i]);
}

const sim::TaskInfo* Model::find_task(sim::StreamId stream, std::uint32_t task) const {
    const auto found = tasks_.find(stream);
    return found == tasks_.end() || task >= found->second.size() ? nullptr
                                                                 : found->second[task].get();
}

void Model::unload(Simulator& simulator, sim::HostThreadId thread) {
    if (machine_model_ != 0) simulator.machine().unload_model(thread, machine_model_);
    if (stream_ != nullptr) simulator.machine().destroy_stream(thread, stream_->id(), true);
    for (const std::uint64_t address : own_allocations_) simulator.memory(device_).release(address);
}

void Model::require_context(Caller& caller) const {
    require(context_.lock() == current_context(caller), ACL_ERROR_RT_MODEL_CONTEXT,
            "the model was loaded in another context than the current one");
}

std::optional<std::size_t> Model::chosen_gear() const {
    const std::int64_t gear = chosen_gear_;
    return gear < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(gear));
}

void Model::submit(Caller& caller, const Stream& stream, Request request) const {
    sim::ModelExecuteTask execute;
    execute.model = machine_model_;
    execute.bases = {weights_, work_};
    execute.bases.insert(execute.bases.end(), request.segments.begin(), request.segments.end());
    if (description_.gears.kind != models::GearKind::kNone)
        execute.only_stream = static_cast<std::uint32_t>(request.gear);
    sim::Task task{info_, std::move(execute)};
    task.effect = std::move(request.effect);
    runtime::submit(caller, stream, std::move(task));
    const std::uint32_t step = executions_++;
    const auto& dump = dumps_[request.gear];
    if (dump != nullptr && stream.capture() == nullptr)
        caller.simulator.dump.follow(caller, stream.id(), {dump, device_, id(), step});
}

}  // namespace ascend::runtime
