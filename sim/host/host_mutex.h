// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

#include "sim/host/os_call.h"

namespace ascend::sim {

/// A mutex that is fair (a ticket) and that a preloaded library cannot see.
class HostMutex {
  public:
    void lock() {
        const std::uint32_t ticket = next_.fetch_add(1, std::memory_order_relaxed);
        for (;;) {
            const std::uint32_t serving = serving_.load(std::memory_order_acquire);
            if (serving == ticket) return;
            futex_wait(serving_, serving);
        }
    }
    void unlock() {
        const std::uint32_t after = serving_.load(std::memory_order_relaxed) + 1;
        serving_.store(after, std::memory_order_seq_cst);
        if (next_.load(std::memory_order_seq_cst) != after) {
            futex_wake(serving_, std::numeric_limits<int>::max());
        }
    }

  private:
    FutexWord next_{0}, serving_{0};
};

}  // namespace ascend::sim
