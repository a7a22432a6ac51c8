// SPDX-License-Identifier: Apache-2.0
#include "sim/memory/shared_bandwidth.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "traces/error.h"

namespace ascend::sim {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kUnitsPerByte = std::int64_t{1} << 20;

/// Of positive numbers; those of 64 bits, nearly all, divide several times faster.
Wide quotient(Wide dividend, Wide divisor) {
    if (((dividend | divisor) >> 64) != 0) return dividend / divisor;
    return static_cast<std::uint64_t>(dividend) / static_cast<std::uint64_t>(divisor);
}

/// Most divisions follow one that left the claims in the same order.
template <class Iterator, class Less>
void sort_if_needed(Iterator begin, Iterator end, Less less) {
    if (!std::is_sorted(begin, end, less)) std::sort(begin, end, less);
}

}  // namespace

Rate rate_of_gbps(double gbps) {
    if (!(gbps >= 0 && gbps < 0x1p40)) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("bandwidth of {} GB/s: expected 0 to 2^40", gbps));
    }
    return Rate(std::llround(gbps * 1048.576));
}

ClaimId SharedBandwidth::add(Picoseconds now, Bytes bytes, Rate cap, std::int64_t weight) {
    if (bytes <= Bytes(0) || cap <= Rate(0) || weight <= 0 || capacity_ <= Rate(0)) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("claim of {} B, cap {}, weight {} on a bandwidth of {}: expected "
                                "more than 0 of each",
                                bytes.count(), cap.count(), weight, capacity_.count()));
    }
    move_to(now);
    claims_.push_back({++last_id_, Wide{bytes.count()} * kUnitsPerByte, cap, Rate(0), weight});
    divide();
    return last_id_;
}

Bytes SharedBandwidth::remove(Picoseconds now, ClaimId claim) {
    move_to(now);
    const auto found = find(claim);
    const Wide bytes = (found->remaining + kUnitsPerByte - 1) / kUnitsPerByte;
    claims_.erase(found);
    divide();
    return Bytes(static_cast<std::int64_t>(bytes));
}

Picoseconds SharedBandwidth::next_finish() const {
    for (const Claim& claim : claims_) {
        if (claim.remaining == 0) return now_;
    }
    return next_end_;
}

std::vector<ClaimId> SharedBandwidth::advance(Picoseconds now) {
    move_to(now);
    std::vector<ClaimId> ended;
    for (const Claim& claim : claims_) {
        if (claim.remaining == 0) ended.push_back(claim.id);
    }
    std::erase_if(claims_, [](const Claim& claim) { return claim.remaining == 0; });
    return ended;
}

Rate SharedBandwidth::rate_of(ClaimId claim) const {
    return find(claim)->rate;
}

Bytes SharedBandwidth::moved() const {
    return Bytes(static_cast<std::int64_t>(moved_ / kUnitsPerByte));
}

void SharedBandwidth::move_to(Picoseconds now) {
    ASCEND_INVARIANT(now >= now_, "shared bandwidth was moved back in time");
    while (next_end_ <= now && next_end_ < kForever) {
        flow(next_end_);
        divide();
    }
    flow(now);
}

void SharedBandwidth::flow(Picoseconds until) {
    const std::int64_t elapsed = (until - now_).count();
    for (Claim& claim : claims_) {
        const Wide amount = std::min(claim.remaining, Wide{claim.rate.count()} * elapsed);
        claim.remaining -= amount;
        moved_ += amount;
    }
    now_ = until;
}

SharedBandwidth::Wide SharedBandwidth::order_claims() {
    order_.clear();
    Wide weight = 0;
    for (std::size_t i = 0; i < claims_.size(); ++i) {
        claims_[i].rate = Rate(0);
        if (claims_[i].remaining == 0) continue;
        order_.push_back(i);
        weight += claims_[i].weight;
    }
    sort_if_needed(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) {
        const Wide cap_a = Wide{claims_[a].cap.count()} * claims_[b].weight;
        const Wide cap_b = Wide{claims_[b].cap.count()} * claims_[a].weight;
        return cap_a != cap_b ? cap_a < cap_b : a < b;
    });
    return weight;
}

/// Claims that want less than an equal share per unit of weight get their cap; whoever is left
/// divides the rest. Rates depend on the claims alone, never on the time: dividing again changes
/// nothing.
void SharedBandwidth::divide() {
    Wide weight = order_claims();
    std::int64_t left = capacity_.count();
    std::size_t next = 0;
    for (; next < order_.size(); ++next) {
        Claim& claim = claims_[order_[next]];
        if (claim.cap.count() * weight > Wide{left} * claim.weight) break;
        claim.rate = claim.cap;
        left -= claim.cap.count();
        weight -= claim.weight;
    }
    share_out(left, weight, next);
    next_end_ = first_end();
}

/// Rounding up keeps the order, so one division does: of the claim with the least quotient.
Picoseconds SharedBandwidth::first_end() const {
    constexpr Wide kMultipliable = Wide{1} << 63;
    const Claim* first = nullptr;
    for (const Claim& claim : claims_) {
        if (claim.rate == Rate(0)) continue;
        if (claim.remaining >= kMultipliable) return first_end_of_long_claims();
        if (first == nullptr ||
            claim.remaining * first->rate.count() < first->remaining * claim.rate.count()) {
            first = &claim;
        }
    }
    return first == nullptr ? kForever : finish_of(*first);
}

Picoseconds SharedBandwidth::first_end_of_long_claims() const {
    Picoseconds first = kForever;
    for (const Claim& claim : claims_) first = std::min(first, finish_of(claim));
    return first;
}

/// Every one of order_[first_sharing..] can use more than its share, so the remainder, which is
/// less than one unit each, finds room under the caps.
void SharedBandwidth::share_out(std::int64_t left, Wide weight, std::size_t first_sharing) {
    sort_if_needed(order_.begin() + static_cast<std::ptrdiff_t>(first_sharing), order_.end(),
                   std::less<>());
    std::int64_t remainder = left;
    for (std::size_t i = first_sharing; i < order_.size(); ++i) {
        Claim& claim = claims_[order_[i]];
        claim.rate = Rate(static_cast<std::int64_t>(quotient(Wide{left} * claim.weight, weight)));
        remainder -= claim.rate.count();
    }
    for (std::size_t i = first_sharing; i < order_.size() && remainder > 0; ++i) {
        Claim& claim = claims_[order_[i]];
        const std::int64_t extra = std::min(remainder, (claim.cap - claim.rate).count());
        claim.rate += Rate(extra);
        remainder -= extra;
    }
}

Picoseconds SharedBandwidth::finish_of(const Claim& claim) const {
    if (claim.rate == Rate(0)) return kForever;
    const Wide rate = claim.rate.count();
    const Wide finish = now_.count() + quotient(claim.remaining + rate - 1, rate);
    return finish < kForever.count() ? Picoseconds(static_cast<std::int64_t>(finish)) : kForever;
}

std::vector<SharedBandwidth::Claim>::const_iterator SharedBandwidth::find(ClaimId claim) const {
    const auto found = std::lower_bound(claims_.begin(), claims_.end(), claim,
                                        [](const Claim& c, ClaimId id) { return c.id < id; });
    if (found != claims_.end() && found->id == claim) return found;
    throw Error(ErrorCode::kNotFound, fmt::format("bandwidth claim {} does not exist", claim));
}

}  // namespace ascend::sim
