// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "traces/units.h"

namespace ascend::sim {

/// Items by the time they are due; those due at once come in the order in which they were pushed.
template <class T>
class DueQueue {
  public:
    void push(Picoseconds time, T item) {
        heap_.push_back({time, ++pushed_, std::move(item)});
        std::push_heap(heap_.begin(), heap_.end(), later);
    }
    Picoseconds next() const { return heap_.empty() ? kForever : heap_.front().time; }
    bool due(Picoseconds now) const { return next() <= now; }
    T pop() {
        std::pop_heap(heap_.begin(), heap_.end(), later);
        T item = std::move(heap_.back().item);
        heap_.pop_back();
        return item;
    }

  private:
    struct Entry {
        Picoseconds time;
        std::uint64_t sequence;
        T item;
    };
    static bool later(const Entry& a, const Entry& b) {
        return a.time != b.time ? a.time > b.time : a.sequence > b.sequence;
    }

    std::vector<Entry> heap_;
    std::uint64_t pushed_ = 0;
};

}  // namespace ascend::sim
