// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/device/transfer.h"
#include "sim/memory/shared_bandwidth.h"
#include "traces/units.h"

namespace ascend::sim {

/// A shared bandwidth with the transfers that claim it. A bandwidth of 0 is unlimited: nothing
/// waits for it.
class ClaimTable {
  public:
    /// `claimants`: how many claims there can be at once. Each cap is rounded up to a whole unit of
    /// rate, so the capacity gets as many units on top: rounding alone never makes claims contend.
    ClaimTable(Resource resource, double gbps, std::int64_t claimants);

    /// Claims `bytes` that would take `alone` without contention, for `weight` cores in step.
    void add(Picoseconds now, Transfer& transfer, Bytes bytes, Picoseconds alone,
             std::int64_t weight);
    /// Ends the part of every transfer whose claim is served.
    void end_served(Picoseconds now);
    Picoseconds next_finish() const { return bandwidth_.next_finish(); }
    Bytes moved() const { return bandwidth_.moved(); }

  private:
    Resource resource_;
    bool unlimited_;
    SharedBandwidth bandwidth_;
    std::vector<std::pair<ClaimId, Transfer*>> transfers_;  ///< by id
};

/// Time that `bytes` take at `gbps`, rounded up; 0 at a bandwidth of 0.
Picoseconds time_at(double gbps, Bytes bytes);

}  // namespace ascend::sim
