// SPDX-License-Identifier: Apache-2.0
#include "sim/memory/l2_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "traces/error.h"

namespace ascend::sim {
namespace {

__extension__ using Wide = __int128;

/// bytes * part / whole, rounded down.
Bytes share(Bytes bytes, Bytes part, Bytes whole) {
    return Bytes(static_cast<std::int64_t>(Wide{bytes.count()} * part.count() / whole.count()));
}

void check(Bytes footprint, Bytes traffic) {
    if (footprint >= Bytes(0) && traffic >= Bytes(0)) return;
    throw Error(ErrorCode::kInvalidArgument,
                fmt::format("L2 traffic of {} B with a range of {} B: expected >= 0",
                            traffic.count(), footprint.count()));
}

}  // namespace

L2State::L2State(Bytes capacity, Bytes line) : line_(line) {
    if (capacity < Bytes(0) || line <= Bytes(0)) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("L2 of {} B in lines of {} B: expected >= 0 and > 0",
                                capacity.count(), line.count()));
    }
    capacity_ = line * (capacity / line);
}

L2Outcome L2State::read(std::uint64_t address, Bytes footprint, Bytes traffic) {
    check(footprint, traffic);
    if (footprint == Bytes(0)) return {.hit = traffic, .miss = {}, .written_back = {}};
    const Bytes touched = std::min(footprint, traffic);
    if (touched == Bytes(0)) return {};

    L2Outcome outcome;
    const Bytes overflow = std::max(touched - capacity_, Bytes(0));
    const Range range = lines_of(address, touched);
    outcome.miss = touched - resident(address, touched);
    outcome.miss += std::min(lost_while_streaming(range), touched - outcome.miss);
    outcome.miss += share(traffic - touched, overflow, touched);
    outcome.hit = traffic - outcome.miss;

    outcome.written_back = promote(range);
    return outcome;
}

/// A range that is held in part is read from its beginning: each line that comes in takes the place
/// of any other line, so that after x bytes of misses in a full cache of C bytes a line is still
/// there with probability exp(-x / C). Over a held piece of p bytes, dx/dp = 1 - exp(-x / C).
Bytes L2State::lost_while_streaming(const Range& range) const {
    const double capacity = static_cast<double>(capacity_.count());
    double room = static_cast<double>((capacity_ - used_).count());
    double missed = 0, lost = 0;
    std::uint64_t done = range.begin;
    auto next = by_begin_.upper_bound(range.begin);
    if (next != by_begin_.begin()) --next;
    for (; next != by_begin_.end() && next->first < range.end; ++next) {
        const std::uint64_t begin = std::max(range.begin, next->second->begin);
        const std::uint64_t end = std::min(range.end, next->second->end);
        if (begin >= end) continue;
        missed += static_cast<double>(begin - done);
        const double before = std::max(missed - room, 0.0);
        const double after =
            capacity * std::log1p(std::expm1(before / capacity) *
                                  std::exp(static_cast<double>(end - begin) / capacity));
        lost += after - before;
        missed += after - before;
        done = end;
    }
    return Bytes(static_cast<std::int64_t>(lost));
}

/// The range streams through: its head leaves if it does not fit, the rest is the most recent.
Bytes L2State::promote(const Range& range) {
    if (is_most_recent(range)) return Bytes(0);
    const Range kept = tail_that_fits(range);
    Bytes written_back;
    std::uint64_t done = kept.begin;
    for (const Range& piece : take(range)) {
        const std::uint64_t begin = std::clamp(kept.begin, piece.begin, piece.end);
        if (piece.dirty) written_back += Range{piece.begin, begin, true}.bytes();
        if (begin == piece.end) continue;
        append(done, begin, false);
        append(begin, piece.end, piece.dirty);
        done = piece.end;
    }
    append(done, kept.end, false);
    return written_back + evict();
}

L2Outcome L2State::write(std::uint64_t address, Bytes footprint, Bytes traffic) {
    check(footprint, traffic);
    const Bytes touched = std::min(footprint, traffic);
    if (touched == Bytes(0)) return {.hit = traffic, .miss = {}, .written_back = {}};

    L2Outcome outcome{.hit = traffic, .miss = {}, .written_back = {}};
    const Bytes overflow = std::max(touched - capacity_, Bytes(0));
    outcome.written_back = share(traffic, overflow, touched);

    const Range range = lines_of(address, touched);
    if (is_most_recent(range) && order_.back().dirty) return outcome;
    take(range);
    const Range kept = tail_that_fits(range);
    append(kept.begin, kept.end, true);
    outcome.written_back += evict();
    return outcome;
}

Bytes L2State::resident(std::uint64_t address, Bytes footprint) const {
    check(footprint, Bytes(0));
    return overlap(address, address + static_cast<std::uint64_t>(footprint.count()));
}

void L2State::discard(std::uint64_t address, Bytes footprint) {
    check(footprint, Bytes(0));
    if (footprint > Bytes(0)) take(lines_of(address, footprint));
}

void L2State::clear() {
    order_.clear();
    by_begin_.clear();
    used_ = Bytes(0);
    ++stamp_;
}

L2State::Range L2State::lines_of(std::uint64_t address, Bytes footprint) const {
    const auto line = static_cast<std::uint64_t>(line_.count());
    const std::uint64_t end = address + static_cast<std::uint64_t>(footprint.count());
    return {address / line * line, (end + line - 1) / line * line, false};
}

L2State::Range L2State::tail_that_fits(const Range& range) const {
    const Bytes kept = std::min(range.bytes(), capacity_);
    return {range.end - static_cast<std::uint64_t>(kept.count()), range.end, range.dirty};
}

Bytes L2State::overlap(std::uint64_t begin, std::uint64_t end) const {
    auto next = by_begin_.upper_bound(begin);
    if (next != by_begin_.begin()) --next;
    std::uint64_t bytes = 0;
    for (; next != by_begin_.end() && next->first < end; ++next) {
        const std::uint64_t low = std::max(begin, next->second->begin);
        const std::uint64_t high = std::min(end, next->second->end);
        if (low < high) bytes += high - low;
    }
    return Bytes(static_cast<std::int64_t>(bytes));
}

bool L2State::is_most_recent(const Range& range) const {
    return !order_.empty() && order_.back().begin <= range.begin && order_.back().end == range.end;
}

std::vector<L2State::Range> L2State::take(const Range& range) {
    std::vector<Range> taken;
    auto next = by_begin_.upper_bound(range.begin);
    if (next != by_begin_.begin()) --next;
    while (next != by_begin_.end() && next->first < range.end) {
        const auto piece = (next++)->second;
        const std::uint64_t begin = std::max(piece->begin, range.begin);
        const std::uint64_t end = std::min(piece->end, range.end);
        if (begin >= end) continue;
        taken.push_back({begin, end, piece->dirty});
        trim(piece, begin, end);
        used_ -= taken.back().bytes();
    }
    if (!taken.empty()) ++stamp_;
    return taken;
}

/// Cuts [begin, end) out of a range; what is left keeps its place in the order.
void L2State::trim(Order::iterator range, std::uint64_t begin, std::uint64_t end) {
    if (end < range->end) {
        const auto rest = order_.insert(std::next(range), {end, range->end, range->dirty});
        by_begin_.emplace(end, rest);
    }
    range->end = begin;
    if (range->begin == begin) {
        by_begin_.erase(begin);
        order_.erase(range);
    }
}

/// A neighbour in address and age becomes one with the range: lines within a range age in order of
/// address, so nothing is lost.
void L2State::append(std::uint64_t begin, std::uint64_t end, bool dirty) {
    if (begin >= end) return;
    ++stamp_;
    used_ += Range{begin, end, dirty}.bytes();
    if (!order_.empty() && order_.back().end == begin && order_.back().dirty == dirty) {
        order_.back().end = end;
        return;
    }
    order_.push_back({begin, end, dirty});
    by_begin_.emplace(begin, std::prev(order_.end()));
}

Bytes L2State::evict() {
    Bytes written_back;
    while (used_ > capacity_) {
        const auto oldest = order_.begin();
        const Bytes bytes = std::min(oldest->bytes(), used_ - capacity_);
        if (oldest->dirty) written_back += bytes;
        trim(oldest, oldest->begin, oldest->begin + static_cast<std::uint64_t>(bytes.count()));
        used_ -= bytes;
    }
    return written_back;
}

}  // namespace ascend::sim
