// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace ascend::runtime {

/// What an opaque handle stands for; also its upper half, so that no two kinds are ever equal.
enum class HandleKind : std::uint64_t {
    kContext = 1,
    kStream = 2,
    kEvent = 3,
    kCapturedModel = 4,
    kPhysicalMemory = 5,
    kNotify = 6,
    kBinaryBytes = 7,
    kKernelBinary = 8,
    kKernelFunction = 9,
    kArguments = 10,
    kTaskGroup = 11,
};

/// The handle that the n-th object of a kind gets, beyond any address: following one faults.
inline std::uint64_t handle_number(HandleKind kind, std::uint64_t n) {
    constexpr int kKindShift = 48;
    constexpr std::uint64_t kSpacing = 16;
    return (static_cast<std::uint64_t>(kind) << kKindShift) + n * kSpacing;
}

/// The objects behind opaque handles of one kind. A handle is a number, never an address, and is
/// never given out twice: a destroyed or foreign one is recognised without being touched, and equal
/// runs see equal handles. Thread-safe.
template <class Object>
class HandleTable {
  public:
    explicit HandleTable(HandleKind kind) : kind_(kind) {}

    void* insert(std::shared_ptr<Object> object) {
        const std::lock_guard lock(mutex_);
        const std::uint64_t number = handle_number(kind_, ++last_);
        objects_.emplace(number, std::move(object));
        return reinterpret_cast<void*>(number);
    }

    /// Null when the handle is destroyed, foreign or null.
    std::shared_ptr<Object> find(const void* handle) const {
        const std::lock_guard lock(mutex_);
        const auto found = objects_.find(reinterpret_cast<std::uint64_t>(handle));
        return found == objects_.end() ? nullptr : found->second;
    }

    /// Takes the object out; null as find().
    std::shared_ptr<Object> erase(const void* handle) {
        const std::lock_guard lock(mutex_);
        auto node = objects_.extract(reinterpret_cast<std::uint64_t>(handle));
        return node.empty() ? nullptr : std::move(node.mapped());
    }

    void clear() {
        const std::lock_guard lock(mutex_);
        objects_.clear();
    }

    /// Handles of the objects for which `chosen` is true.
    template <class Chosen>
    std::vector<void*> handles(Chosen chosen) const {
        const std::lock_guard lock(mutex_);
        std::vector<void*> result;
        for (const auto& [number, object] : objects_)
            if (chosen(*object)) result.push_back(reinterpret_cast<void*>(number));
        return result;
    }

    /// In order of creation.
    std::vector<std::shared_ptr<Object>> all() const {
        const std::lock_guard lock(mutex_);
        std::vector<std::shared_ptr<Object>> result;
        for (const auto& [number, object] : objects_) result.push_back(object);
        return result;
    }

  private:
    HandleKind kind_;
    mutable std::mutex mutex_;
    std::map<std::uint64_t, std::shared_ptr<Object>> objects_;
    std::uint64_t last_ = 0;
};

}  // namespace ascend::runtime
