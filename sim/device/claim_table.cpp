// SPDX-License-Identifier: Apache-2.0
#include "sim/device/claim_table.h"

#include <algorithm>

#include "traces/error.h"

namespace ascend::sim {
namespace {

__extension__ using Wide = __int128;

/// The least rate at which `bytes` pass within `time`.
Rate rate_within(Bytes bytes, Picoseconds time) {
    const Wide units = Wide{bytes.count()} << 20;
    const Wide span = std::max<std::int64_t>(time.count(), 1);
    return Rate(static_cast<std::int64_t>((units + span - 1) / span));
}

}  // namespace

ClaimTable::ClaimTable(Resource resource, double gbps, std::int64_t claimants)
    : resource_(resource),
      unlimited_(gbps <= 0),
      bandwidth_(rate_of_gbps(gbps) + Rate(claimants + 1)) {}

void ClaimTable::add(Picoseconds now, Transfer& transfer, Bytes bytes, Picoseconds alone,
                     std::int64_t weight) {
    if (unlimited_ || bytes <= Bytes(0)) return;
    transfer.add_part();
    const ClaimId id = bandwidth_.add(now, bytes, rate_within(bytes, alone), weight);
    transfers_.emplace_back(id, &transfer);
}

void ClaimTable::end_served(Picoseconds now) {
    if (transfers_.empty()) return;
    for (const ClaimId id : bandwidth_.advance(now)) {
        const auto found = std::lower_bound(
            transfers_.begin(), transfers_.end(), id,
            [](const auto& entry, ClaimId wanted) { return entry.first < wanted; });
        ASCEND_INVARIANT(found != transfers_.end() && found->first == id,
                         "a bandwidth claim has no transfer");
        Transfer* transfer = found->second;
        transfers_.erase(found);
        transfer->end_part(resource_);
    }
}

Picoseconds time_at(double gbps, Bytes bytes) {
    const std::int64_t rate = rate_of_gbps(gbps).count();
    if (rate <= 0) return Picoseconds(0);
    const Wide units = Wide{bytes.count()} << 20;
    return Picoseconds(static_cast<std::int64_t>((units + rate - 1) / rate));
}

}  // namespace ascend::sim
