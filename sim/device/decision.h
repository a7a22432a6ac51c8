// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <systemc>

namespace ascend::sim {

/// Puts an arbiter's decision off to a delta cycle in which nothing new was asked of it, so that
/// what happens at one instant is judged together, in whatever order it was reported.
class Decision {
  public:
    void request() {
        pending_ = true;
        requested_at_ = sc_core::sc_delta_count();
    }
    bool pending() const { return pending_; }
    /// True, once, in a later delta cycle than that of the last request.
    bool take() {
        if (!pending_ || sc_core::sc_delta_count() == requested_at_) return false;
        pending_ = false;
        return true;
    }

  private:
    bool pending_ = false;
    std::uint64_t requested_at_ = 0;
};

}  // namespace ascend::sim
