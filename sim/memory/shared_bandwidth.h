// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "traces/units.h"

namespace ascend::sim {

/// 2^-20 bytes per picosecond: the unit in which shared bandwidth is divided. 1 GB/s is 1048.576 of
/// them.
using Rate = Quantity<struct RateTag>;
/// Rounded to the nearest. Throws Error{kInvalidArgument} unless 0 <= gbps < 2^40.
Rate rate_of_gbps(double gbps);

using ClaimId = std::uint64_t;

/// A bandwidth that claimants share max-min fairly, in integers (host_time.md 5): divided in order
/// of (cap, id), the remainder to the lowest id; a claim ends at the ceiling of its bytes over its
/// rate. Equal runs give equal picoseconds under any shift of time, order of calls at one instant,
/// or extra re-division. Time never goes back from one call to the next.
class SharedBandwidth {
  public:
    explicit SharedBandwidth(Rate capacity) : capacity_(capacity) {}

    /// A claim of `bytes` at `now` that can use at most `cap`; `weight` equal claimants at once
    /// (cores in step), bytes and cap being those of all of them together. Throws
    /// Error{kInvalidArgument} unless bytes, cap, weight and the capacity are positive.
    ClaimId add(Picoseconds now, Bytes bytes, Rate cap, std::int64_t weight = 1);
    /// Gives up a claim; returns the bytes it still wanted, rounded up. Throws Error{kNotFound}.
    Bytes remove(Picoseconds now, ClaimId claim);
    /// When the next claim ends if nothing changes; kForever without claims. A claim that has ended
    /// counts until advance() takes it out.
    Picoseconds next_finish() const;
    /// Moves to `now` and takes out the claims that have ended, in order of id.
    std::vector<ClaimId> advance(Picoseconds now);
    /// What the claim gets now; 0 once it has ended. Throws Error{kNotFound}.
    Rate rate_of(ClaimId claim) const;
    bool idle() const { return claims_.empty(); }
    Bytes moved() const;  ///< total so far, rounded down

  private:
    __extension__ using Wide = __int128;
    struct Claim {
        ClaimId id = 0;
        Wide remaining = 0;  ///< 2^-20 B; 0: ended
        Rate cap, rate;
        std::int64_t weight = 1;
    };

    /// Moves to `now` through every end of a claim on the way.
    void move_to(Picoseconds now);
    void flow(Picoseconds until);
    void divide();
    /// Fills order_; returns the sum of its weights.
    Wide order_claims();
    void share_out(std::int64_t left, Wide weight, std::size_t first_sharing);
    Picoseconds finish_of(const Claim& claim) const;
    Picoseconds first_end() const;
    Picoseconds first_end_of_long_claims() const;
    std::vector<Claim>::const_iterator find(ClaimId claim) const;

    Rate capacity_;
    Picoseconds now_;
    Picoseconds next_end_ = kForever;  ///< of a claim that has not ended
    std::vector<Claim> claims_;        ///< by id
    std::vector<std::size_t> order_;   ///< divide(): claims that have not ended, by (cap, id)
    ClaimId last_id_ = 0;
    Wide moved_ = 0;  ///< 2^-20 B
};

}  // namespace ascend::sim
