// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <list>
#include <map>

#include "traces/units.h"

namespace ascend::sim {

/// What one kernel's traffic with one operand met in L2.
struct L2Outcome {
    Bytes hit;           ///< of the traffic
    Bytes miss;          ///< of the traffic; comes from DRAM
    Bytes written_back;  ///< dirty bytes that had to leave to make room: DRAM writes
};

/// What L2 holds, as address ranges in least-recently-used order; partial residency, write-back,
/// write-allocate. A range that is written again is not fetched and not written back twice. Not a
/// set-associative model: capacity is the usable one. Ranges are kept in whole lines.
class L2State {
  public:
    L2State(Bytes capacity, Bytes line);

    /// Reads [address, address + footprint) with `traffic` bytes in all (re-reads count: traffic >=
    /// footprint usually). The first pass misses what is not resident; re-reads miss in proportion
    /// to what of the footprint cannot stay.
    L2Outcome read(std::uint64_t address, Bytes footprint, Bytes traffic);
    /// Writes the range; it is resident and dirty afterwards as far as it fits.
    L2Outcome write(std::uint64_t address, Bytes footprint, Bytes traffic);
    /// Bytes of the range that are resident. Does not touch the order.
    Bytes resident(std::uint64_t address, Bytes footprint) const;
    /// Memory was given back, or flushed: forgets ranges without writing them back.
    void discard(std::uint64_t address, Bytes footprint);
    void clear();
    Bytes used() const { return used_; }
    /// Changes whenever the content or its order does: equal stamps mean equal state.
    std::uint64_t stamp() const { return stamp_; }

  private:
    struct Range {
        std::uint64_t begin = 0, end = 0;
        bool dirty = false;
    };
    Bytes capacity_, line_, used_;
    std::list<Range> order_;  ///< least recently used first
    std::map<std::uint64_t, std::list<Range>::iterator> by_begin_;
    std::uint64_t stamp_ = 0;
};

}  // namespace ascend::sim
