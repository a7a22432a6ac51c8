// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/model_table.h"

#include <fmt/format.h>

#include "runtime/acl/failure.h"

namespace ascend::runtime {
namespace {

[[noreturn]] void unknown_model(std::uint32_t id) {
    throw Failure(static_cast<aclError>(ACL_ERROR_GE_EXEC_MODEL_ID_INVALID),
                  fmt::format("model id {} is not loaded", id));
}

}  // namespace

std::uint32_t ModelTable::add(std::shared_ptr<Model> model) {
    const std::lock_guard lock(mutex_);
    model->set_id(++last_id_);
    models_.emplace(last_id_, std::move(model));
    return last_id_;
}

std::shared_ptr<Model> ModelTable::find(std::uint32_t id) const {
    const std::lock_guard lock(mutex_);
    const auto found = models_.find(id);
    if (found == models_.end()) unknown_model(id);
    return found->second;
}

std::shared_ptr<Model> ModelTable::take(std::uint32_t id) {
    const std::lock_guard lock(mutex_);
    const auto node = models_.extract(id);
    if (node.empty()) unknown_model(id);
    return node.mapped();
}

std::vector<std::shared_ptr<Model>> ModelTable::all() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<Model>> result;
    for (const auto& [id, model] : models_) result.push_back(model);
    return result;
}

std::shared_ptr<const sim::TaskInfo> ModelTable::find_task(sim::DeviceId device,
                                                           sim::StreamId stream,
                                                           std::uint32_t task) const {
    for (const auto& model : all()) {
        const sim::TaskInfo* found =
            model->device() == device ? model->find_task(stream, task) : nullptr;
        if (found != nullptr) return {model, found};
    }
    return nullptr;
}

void ModelTable::unload(Simulator& simulator, sim::HostThreadId thread, std::uint32_t id) {
    take(id)->unload(simulator, thread);
}

void ModelTable::unload_context(Simulator& simulator, sim::HostThreadId thread,
                                const Context& context) {
    for (const auto& model : all())
        if (model->belongs_to(context)) unload(simulator, thread, model->id());
}

void ModelTable::unload_all(Simulator& simulator, sim::HostThreadId thread) {
    for (const auto& model : all()) unload(simulator, thread, model->id());
}

}  // namespace ascend::runtime
