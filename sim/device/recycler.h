// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <vector>

namespace ascend::sim {

/// Objects that come and go with every task, kept for their next use.
template <class T>
class Recycler {
  public:
    /// A fresh object; its address stays until give_back().
    T& take() {
        if (free_.empty()) return objects_.emplace_back();
        T& object = *free_.back();
        free_.pop_back();
        object = T();
        return object;
    }
    void give_back(T& object) { free_.push_back(&object); }

  private:
    std::deque<T> objects_;
    std::vector<T*> free_;
};

}  // namespace ascend::sim
