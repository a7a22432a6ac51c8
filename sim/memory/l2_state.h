// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <vector>

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
/// set-associative model: capacity is the usable one. Ranges are kept in whole lines, outwards;
/// hits and misses are counted in bytes. Every call throws Error{kInvalidArgument} for negative
/// bytes; an empty range hits.
class L2State {
  public:
    /// Throws Error{kInvalidArgument} unless capacity >= 0 and line > 0. Only whole lines of the
    /// capacity are used.
    L2State(Bytes capacity, Bytes line);

    /// Reads [address, address + footprint) with `traffic` bytes in all (re-reads count: traffic >=
    /// footprint usually; less reads the head of the range). The first pass misses what is not
    /// resident, and what its own misses push out before it comes by; re-reads miss in proportion
    /// to what of the footprint cannot stay. Afterwards the range is the most recent; of one larger
    /// than L2, its tail stays.
    L2Outcome read(std::uint64_t address, Bytes footprint, Bytes traffic);
    /// Writes the range; it is resident and dirty afterwards as far as it fits. Nothing is fetched,
    /// so all of the traffic hits; what cannot stay is written through and counts as written back.
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

        Bytes bytes() const { return Bytes(static_cast<std::int64_t>(end - begin)); }
    };
    using Order = std::list<Range>;

    Range lines_of(std::uint64_t address, Bytes footprint) const;
    /// The part of the range that stays once all of it has passed through.
    Range tail_that_fits(const Range& range) const;
    Bytes overlap(std::uint64_t begin, std::uint64_t end) const;
    /// Bytes that are held now, but leave before a read that begins at the range's start reaches
    /// them.
    Bytes lost_while_streaming(const Range& range) const;
    bool is_most_recent(const Range& range) const;
    /// Makes the range resident and most recent; returns the dirty bytes that left.
    Bytes promote(const Range& range);
    /// Takes out what is resident of the range, in order of address.
    std::vector<Range> take(const Range& range);
    void trim(Order::iterator range, std::uint64_t begin, std::uint64_t end);
    /// Puts a range that is not resident behind all others.
    void append(std::uint64_t begin, std::uint64_t end, bool dirty);
    /// Drops least recent lines until the capacity holds; returns the dirty bytes among them.
    Bytes evict();

    Bytes capacity_, line_, used_;
    Order order_;  ///< least recently used first; disjoint
    std::map<std::uint64_t, Order::iterator> by_begin_;
    std::uint64_t stamp_ = 0;
};

}  // namespace ascend::sim
