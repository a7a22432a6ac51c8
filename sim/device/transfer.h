// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "traces/units.h"

namespace ascend::sim {

enum class Resource : std::uint8_t { kTime, kL2Read, kL2Write, kDram, kLink };

/// Something that moves bytes through shared resources for at least some time: it ends when its
/// time has passed and every one of its claims has been served.
class Transfer {
  public:
    virtual ~Transfer() = default;

    void add_part() { ++parts_; }
    void end_part(Resource resource) {
        last_ = resource;
        if (--parts_ == 0) transfer_ended();
    }
    /// What it waited for last.
    Resource last() const { return last_; }

  private:
    virtual void transfer_ended() = 0;

    int parts_ = 0;
    Resource last_ = Resource::kTime;
};

}  // namespace ascend::sim
