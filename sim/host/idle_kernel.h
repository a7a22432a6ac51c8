// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "sim/host/driven_kernel.h"
#include "traces/error.h"

namespace ascend::sim {

/// Time without a machine: what threads wait in before the simulation starts.
class IdleKernel : public DrivenKernel {
  public:
    Picoseconds now() const override { return Picoseconds(now_.load()); }
    Picoseconds next_activity() const override { return kForever; }
    bool run_until(Picoseconds limit) override {
        if (limit < kForever) now_ = limit.count();
        return false;
    }
    bool apply(const HostThread&, HostAction&) override {
        internal_error("a host action without a machine", __FILE__, __LINE__);
    }

  private:
    std::atomic<std::int64_t> now_{0};
};

}  // namespace ascend::sim
