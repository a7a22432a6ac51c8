// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/host/block_deque.h"

namespace ascend::sim {

inline constexpr std::uint32_t kPriorities = 8;  ///< 0 is served first. source: facts 1.2

/// First come, first served within a priority. A stream has one task outstanding, so that this
/// serves streams of one priority round robin.
template <class T>
class PriorityFifo {
  public:
    void push(std::uint32_t priority, T item) {
        levels_[priority].push_back(std::move(item));
        ++size_;
    }
    bool empty() const { return size_ == 0; }
    T& front() { return levels_[first_level()].front(); }
    std::uint32_t first_level() const {
        std::uint32_t level = 0;
        while (levels_[level].empty()) ++level;
        return level;
    }
    T pop() {
        auto& level = levels_[first_level()];
        T item = std::move(level.front());
        level.pop_front();
        --size_;
        return item;
    }

  private:
    std::array<BlockDeque<T>, kPriorities> levels_;
    std::size_t size_ = 0;
};

}  // namespace ascend::sim
