// SPDX-License-Identifier: Apache-2.0
#include "runtime/python/handle_registry.h"

namespace ascend::python {

HandleRegistry& HandleRegistry::instance() {
    static HandleRegistry& registry = *new HandleRegistry;
    return registry;
}

std::uint64_t HandleRegistry::add(Kind kind, const void* pointer, const void* owner, bool revive) {
    const auto number = reinterpret_cast<std::uint64_t>(pointer);
    if (pointer == nullptr) return number;
    const std::lock_guard lock(mutex_);
    const auto [entry, inserted] = entries_.try_emplace({number, kind});
    if (inserted || revive) entry->second = {true, owner};
    return number;
}

bool HandleRegistry::lives(Kind kind, std::uint64_t number) const {
    const std::lock_guard lock(mutex_);
    const auto entry = entries_.find({number, kind});
    return entry != entries_.end() && entry->second.live;
}

bool HandleRegistry::end(Kind kind, std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    const auto entry = entries_.find({number, kind});
    if (entry == entries_.end() || !entry->second.live) return false;
    entry->second.live = false;
    const void* ended = reinterpret_cast<const void*>(number);
    std::erase_if(entries_, [ended](const auto& each) { return each.second.owner == ended; });
    return true;
}

}  // namespace ascend::python
