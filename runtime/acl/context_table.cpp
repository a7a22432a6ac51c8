// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/context_table.h"

#include <fmt/format.h>

#include <utility>

#include "runtime/acl/failure.h"
#include "runtime/acl/simulator.h"

namespace ascend::runtime {

void ContextTable::set_device_count(std::uint32_t count) {
    const std::lock_guard lock(mutex_);
    primaries_.resize(count);
}

void ContextTable::check_device(std::int32_t device) const {
    const std::lock_guard lock(mutex_);
    if (device < 0 || static_cast<std::size_t>(device) >= primaries_.size())
        throw Failure(ACL_ERROR_RT_INVALID_DEVICEID,
                      fmt::format("device {} does not exist: expected 0 to {}", device,
                                  primaries_.size() - 1));
}

bool ContextTable::first_use(std::int32_t device) {
    const std::lock_guard lock(mutex_);
    return !std::exchange(primaries_[static_cast<std::size_t>(device)].used, true);
}

bool ContextTable::is_set(std::int32_t device) const {
    const std::lock_guard lock(mutex_);
    return primaries_[static_cast<std::size_t>(device)].references > 0;
}

std::shared_ptr<Context> ContextTable::open(Simulator& simulator, sim::HostThreadId thread,
                                            sim::DeviceId device, bool primary) {
    auto context = std::make_shared<Context>(device, primary);
    context->open(simulator, thread);
    context->set_handle(contexts_.insert(context));
    return context;
}

std::shared_ptr<Context> ContextTable::set_device(Simulator& simulator, sim::HostThreadId thread,
                                                  std::int32_t device) {
    check_device(device);
    const auto id = static_cast<sim::DeviceId>(device);
    if (auto context = refer_to_primary(id, nullptr)) return context;
    // Without the lock: the machine may wait for another thread that sets the device.
    std::shared_ptr<Context> made = open(simulator, thread, id, true);
    std::shared_ptr<Context> primary = refer_to_primary(id, made);
    if (primary != made) {
        contexts_.erase(made->handle());
        made->close(simulator, thread);
    }
    return primary;
}

std::shared_ptr<Context> ContextTable::refer_to_primary(
    sim::DeviceId device, const std::shared_ptr<Context>& if_there_is_none) {
    const std::lock_guard lock(mutex_);
    Primary& primary = primaries_[device];
    if (primary.context == nullptr) primary.context = if_there_is_none;
    if (primary.context != nullptr) ++primary.references;
    return primary.context;
}

void ContextTable::reset_device(Simulator& simulator, sim::HostThreadId thread, std::int32_t device,
                                bool force) {
    check_device(device);
    const auto id = static_cast<sim::DeviceId>(device);
    std::shared_ptr<Context> released;
    {
        const std::lock_guard lock(mutex_);
        Primary& primary = primaries_[id];
        require(primary.references > 0, ACL_ERROR_RT_CONTEXT_RELEASE_ERROR,
                "the device is not set, or was reset before");
        primary.references = force ? 0 : primary.references - 1;
        if (primary.references > 0) return;
        released = std::move(primary.context);
    }
    simulator.models.unload_context(simulator, thread, *released);
    release_events(simulator, thread, *released);
    contexts_.erase(released->handle());
    released->close(simulator, thread);
    const auto others = contexts_of(id);
    for (const auto& context : others) context->end_abort();
    if (!others.empty()) return;
    simulator.memory(id).release_all();
    simulator.machine().flush_l2(thread, id);
}

void ContextTable::abort_device(Simulator& simulator, sim::HostThreadId thread,
                                std::int32_t device) {
    check_device(device);
    const auto contexts = contexts_of(static_cast<sim::DeviceId>(device));
    require(!contexts.empty(), ACL_ERROR_RT_DEV_SETUP_ERROR, "the device is not set");
    for (const auto& context : contexts) context->abort(simulator, thread);
}

std::shared_ptr<Context> ContextTable::create(Simulator& simulator, sim::HostThreadId thread,
                                              std::int32_t device) {
    check_device(device);
    return open(simulator, thread, static_cast<sim::DeviceId>(device), false);
}

void ContextTable::destroy(Simulator& simulator, sim::HostThreadId thread, aclrtContext handle) {
    const std::shared_ptr<Context> context = contexts_.find(handle);
    require(context != nullptr, ACL_ERROR_RT_CONTEXT_NULL, "no context, or a destroyed one");
    require(!context->primary(), ACL_ERROR_RT_CONTEXT_NULL,
            "the context belongs to the device: aclrtResetDevice releases it");
    contexts_.erase(handle);
    context->close(simulator, thread);
}

std::vector<std::shared_ptr<Context>> ContextTable::contexts_of(sim::DeviceId device) const {
    auto contexts = contexts_.all();
    std::erase_if(contexts, [=](const auto& context) { return context->device() != device; });
    return contexts;
}

void ContextTable::release_all(Simulator& simulator, sim::HostThreadId thread) {
    for (const auto& context : contexts_.all()) {
        contexts_.erase(context->handle());
        context->close(simulator, thread);
    }
    const std::lock_guard lock(mutex_);
    for (Primary& primary : primaries_) {
        primary.context = nullptr;
        primary.references = 0;
    }
}

}  // namespace ascend::runtime
