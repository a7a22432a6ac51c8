// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "traces/error.h"

namespace ascend::sim {

/// Objects by an id that counts from 1 and is never reused.
template <class T>
class IdTable {
  public:
    explicit IdTable(std::string_view kind) : kind_(kind) {}

    std::uint32_t next_id() const { return static_cast<std::uint32_t>(objects_.size()) + 1; }
    T& add(std::unique_ptr<T> object) { return *objects_.emplace_back(std::move(object)); }
    void erase(std::uint32_t id) { objects_[id - 1].reset(); }
    T* find(std::uint32_t id) const {
        return id - 1 < objects_.size() ? objects_[id - 1].get() : nullptr;
    }
    /// Throws Error{kNotFound}.
    T& at(std::uint32_t id) const {
        if (T* object = find(id)) return *object;
        throw Error(ErrorCode::kNotFound, fmt::format("{} {} does not exist", kind_, id));
    }

  private:
    std::string_view kind_;
    std::vector<std::unique_ptr<T>> objects_;
};

}  // namespace ascend::sim
