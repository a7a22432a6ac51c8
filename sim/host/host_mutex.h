// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

#include "sim/host/os_call.h"

namespace ascend::sim {

/// A mutex that is fair (a ticket) and that a preloaded library cannot see. It is held for less
/// than a sleep in the operating system takes, so a thread looks again for a while first.
class HostMutex {
  public:
    void lock() {
        const std::uint32_t ticket = next_.fetch_add(1, std::memory_order_relaxed);
        for (int look = 0;; ++look) {
            const std::uint32_t serving = serving_.load(std::memory_order_acquire);
            if (serving == ticket) return;
            if (look < kLooks) {
                relax_processor();
            } else {
                sleep(serving);
            }
        }
    }
    void unlock() {
        const std::uint32_t after = serving_.load(std::memory_order_relaxed) + 1;
        serving_.store(after, std::memory_order_seq_cst);
        if (sleepers_.load(std::memory_order_seq_cst) > 0) {
            futex_wake(serving_, std::numeric_limits<int>::max());
        }
    }

  private:
    static constexpr int kLooks = 100;

    void sleep(std::uint32_t serving) {
        sleepers_.fetch_add(1, std::memory_order_seq_cst);
        futex_wait(serving_, serving);
        sleepers_.fetch_sub(1, std::memory_order_relaxed);
    }

    FutexWord next_{0}, serving_{0}, sleepers_{0};
};

}  // namespace ascend::sim
