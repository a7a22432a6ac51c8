// SPDX-License-Identifier: Apache-2.0
#include "sim/device/core_pool.h"

namespace ascend::sim {

CorePool::CorePool(const SocSpec& soc)
    : ai_(static_cast<std::size_t>(soc.ai_core.count), true),
      vector_(static_cast<std::size_t>(soc.vector_core.count), true),
      vector_per_ai_(soc.ai_core.count > 0 ? soc.vector_core.count / soc.ai_core.count : 0) {}

std::int64_t CorePool::count(CoreType type) const {
    switch (type) {
        case CoreType::kAiCore:
            return std::ssize(ai_);
        case CoreType::kVectorCore:
            return std::ssize(vector_);
        case CoreType::kMix:
            return vector_per_ai_ > 0 ? std::ssize(ai_) : 0;
    }
    return 0;
}

bool CorePool::any_free(CoreType type) const {
    const auto cores = static_cast<std::size_t>(count(type));
    for (std::size_t core = 0; core < cores; ++core) {
        if (is_free(type, core)) return true;
    }
    return false;
}

CoreIndices CorePool::take(CoreType type, std::int64_t wanted) {
    CoreIndices taken;
    const auto cores = static_cast<std::size_t>(count(type));
    for (std::size_t core = 0; core < cores && std::ssize(taken) < wanted; ++core) {
        if (!is_free(type, core)) continue;
        mark(type, core, false);
        taken.push_back(static_cast<std::uint16_t>(core));
    }
    return taken;
}

void CorePool::give_back(CoreType type, const CoreIndices& cores) {
    for (const std::size_t core : cores) mark(type, core, true);
}

bool CorePool::is_free(CoreType type, std::size_t core) const {
    if (type == CoreType::kVectorCore) return vector_[core];
    if (!ai_[core] || type == CoreType::kAiCore) return ai_[core];
    const auto per_ai = static_cast<std::size_t>(vector_per_ai_);
    for (std::size_t i = core * per_ai; i < (core + 1) * per_ai; ++i) {
        if (!vector_[i]) return false;
    }
    return true;
}

void CorePool::mark(CoreType type, std::size_t core, bool free) {
    if (type == CoreType::kVectorCore) {
        vector_[core] = free;
        return;
    }
    ai_[core] = free;
    if (type == CoreType::kAiCore) return;
    const auto per_ai = static_cast<std::size_t>(vector_per_ai_);
    for (std::size_t i = core * per_ai; i < (core + 1) * per_ai; ++i) vector_[i] = free;
}

}  // namespace ascend::sim
