// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "traces/units.h"

namespace ascend::sim {

/// 2^-20 bytes per picosecond: the unit in which shared bandwidth is divided. 1 GB/s is 1048.576 of
/// them.
using Rate = Quantity<struct RateTag>;
Rate rate_of_gbps(double gbps);

using ClaimId = std::uint64_t;

/// A bandwidth that claimants share max-min fairly, in integers (host_time.md 5): divided in order
/// of (cap, id), the remainder to the lowest id; a claim ends at the ceiling of its bytes over its
/// rate. Equal runs give equal picoseconds under any shift of time, order of calls at one instant,
/// or extra re-division.
class SharedBandwidth {
  public:
    explicit SharedBandwidth(Rate capacity) : capacity_(capacity) {}

    /// A claim of `bytes` at `now` that can use at most `cap`; `weight` equal claimants at once
    /// (cores in step), bytes and cap being those of all of them together. Throws
    /// Error{kInvalidArgument} unless bytes, cap and weight are positive.
    ClaimId add(Picoseconds now, Bytes bytes, Rate cap, std::int64_t weight = 1);
    /// Gives up a claim; returns the bytes it still wanted, rounded up.
    Bytes remove(Picoseconds now, ClaimId claim);
    /// When the next claim ends if nothing changes; kForever without claims.
    Picoseconds next_finish() const;
    /// Moves to `now` and takes out the claims that have ended, in order of id.
    std::vector<ClaimId> advance(Picoseconds now);
    Rate rate_of(ClaimId claim) const;
    bool idle() const { return claims_.empty(); }
    Bytes moved() const;  ///< total so far

  private:
    struct Claim {
        __int128 remaining = 0;  ///< 2^-20 B
        Rate cap, rate;
        std::int64_t weight = 1;
    };
    void divide();

    Rate capacity_;
    Picoseconds now_;
    std::map<ClaimId, Claim> claims_;
    ClaimId last_id_ = 0;
    __int128 moved_ = 0;
};

}  // namespace ascend::sim
