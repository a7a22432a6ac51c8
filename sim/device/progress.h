// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <systemc>
#include <utility>

namespace ascend::sim {

/// How the processes of the model tell whoever drives them what happened.
class Progress {
  public:
    /// Something changed that a waiting host thread asked for: the kernel pauses after this delta.
    void changed() {
        changed_ = true;
        if (running_) sc_core::sc_pause();
    }
    bool take_changed() { return std::exchange(changed_, false); }
    bool has_changed() const { return changed_; }
    void set_running(bool running) { running_ = running; }

    void count_activation() { activations_.fetch_add(1, std::memory_order_relaxed); }
    std::uint64_t activations() const { return activations_.load(std::memory_order_relaxed); }

  private:
    bool changed_ = false;
    bool running_ = false;
    std::atomic<std::uint64_t> activations_{0};
};

}  // namespace ascend::sim
