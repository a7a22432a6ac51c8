// SPDX-License-Identifier: Apache-2.0
#include "sim/memory/l2_state.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <list>
#include <random>

#include "traces/error.h"

namespace ascend::sim {
namespace {

constexpr Bytes kLine{512};

Bytes lines(std::int64_t count) {
    return kLine * count;
}
std::uint64_t address(std::int64_t line) {
    return static_cast<std::uint64_t>(lines(line).count());
}

/// Reads or writes whole lines once.
L2Outcome read(L2State& l2, std::int64_t begin, std::int64_t count) {
    return l2.read(address(begin), lines(count), lines(count));
}
L2Outcome write(L2State& l2, std::int64_t begin, std::int64_t count) {
    return l2.write(address(begin), lines(count), lines(count));
}
Bytes resident(const L2State& l2, std::int64_t begin, std::int64_t count) {
    return l2.resident(address(begin), lines(count));
}

TEST(L2State, TheSecondReadOfWhatFitsHitsFully) {
    L2State l2(lines(100), kLine);
    EXPECT_EQ(read(l2, 0, 100).miss, lines(100));
    EXPECT_EQ(read(l2, 0, 100).hit, lines(100));
    EXPECT_EQ(l2.used(), lines(100));
}

TEST(L2State, AConsumerHitsWhatIsStillThereWhenItComesBy) {
    L2State l2(lines(100), kLine);
    write(l2, 0, 80);
    read(l2, 1000, 50);
    EXPECT_EQ(resident(l2, 0, 80), lines(50));
    const L2Outcome outcome = read(l2, 0, 80);
    // 30 lines come in first, and while 50 held ones are read the misses x grow by 1 - exp(-x /
    // 100) a line.
    const double missed = 100 * std::log1p(std::expm1(0.30) * std::exp(0.50));
    EXPECT_NEAR(static_cast<double>(outcome.hit.count()),
                (80 - missed) * static_cast<double>(kLine.count()), 1);
    EXPECT_EQ(outcome.hit + outcome.miss, lines(80));
}

TEST(L2State, AHeldHeadIsReadBeforeMissesCanPushItOut) {
    L2State l2(lines(100), kLine);
    write(l2, 0, 50);
    read(l2, 1000, 50);
    EXPECT_EQ(read(l2, 0, 80).hit, lines(50));
}

TEST(L2State, MissesFillFreeRoomFirst) {
    L2State l2(lines(100), kLine);
    write(l2, 30, 50);
    EXPECT_EQ(read(l2, 0, 80).hit, lines(50));
}

TEST(L2State, TheLeastRecentLeavesFirst) {
    L2State l2(lines(30), kLine);
    read(l2, 0, 10);
    read(l2, 100, 10);
    read(l2, 200, 10);
    read(l2, 0, 10);
    read(l2, 300, 10);
    EXPECT_EQ(resident(l2, 0, 10), lines(10));
    EXPECT_EQ(resident(l2, 100, 10), lines(0));
    EXPECT_EQ(resident(l2, 200, 10), lines(10));
    EXPECT_EQ(resident(l2, 300, 10), lines(10));
}

TEST(L2State, ARangeLeavesHeadFirst) {
    L2State l2(lines(30), kLine);
    read(l2, 0, 30);
    read(l2, 100, 7);
    EXPECT_EQ(resident(l2, 0, 7), lines(0));
    EXPECT_EQ(resident(l2, 7, 23), lines(23));
}

TEST(L2State, AskingDoesNotTouchTheOrder) {
    L2State l2(lines(20), kLine);
    read(l2, 0, 10);
    read(l2, 100, 10);
    const std::uint64_t stamp = l2.stamp();
    EXPECT_EQ(resident(l2, 0, 10), lines(10));
    EXPECT_EQ(l2.stamp(), stamp);
    read(l2, 200, 1);
    EXPECT_EQ(resident(l2, 0, 10), lines(9));
}

TEST(L2State, ReReadsOfWhatFitsHit) {
    L2State l2(lines(100), kLine);
    const L2Outcome outcome = l2.read(0, lines(100), lines(700));
    EXPECT_EQ(outcome.miss, lines(100));
    EXPECT_EQ(outcome.hit, lines(600));
}

TEST(L2State, ReReadsMissInProportionToTheOverflow) {
    L2State l2(lines(100), kLine);
    const L2Outcome outcome = l2.read(0, lines(400), lines(1200));
    EXPECT_EQ(outcome.miss, lines(400 + 800 * 3 / 4));
    EXPECT_EQ(outcome.hit, lines(200));
    EXPECT_EQ(l2.used(), lines(100));
    EXPECT_EQ(resident(l2, 300, 100), lines(100));
}

TEST(L2State, WritesHitAndAreWrittenBackWhenTheyLeave) {
    L2State l2(lines(30), kLine);
    const L2Outcome written = write(l2, 0, 20);
    EXPECT_EQ(written.hit, lines(20));
    EXPECT_EQ(written.miss, lines(0));
    EXPECT_EQ(written.written_back, lines(0));
    EXPECT_EQ(read(l2, 100, 10).written_back, lines(0));
    EXPECT_EQ(read(l2, 200, 5).written_back, lines(5));
    EXPECT_EQ(write(l2, 300, 20).written_back, lines(15));
    EXPECT_EQ(read(l2, 400, 5).written_back, lines(0));
}

TEST(L2State, OverwritingDirtyBytesWritesNothingBack) {
    L2State l2(lines(30), kLine);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(write(l2, 5, 20).written_back, lines(0));
    EXPECT_EQ(l2.used(), lines(20));
    // They leave once.
    EXPECT_EQ(read(l2, 100, 30).written_back, lines(20));
}

TEST(L2State, ReadingDirtyBytesKeepsThemDirty) {
    L2State l2(lines(30), kLine);
    write(l2, 10, 5);
    EXPECT_EQ(read(l2, 0, 30).hit, lines(5));
    EXPECT_EQ(read(l2, 100, 30).written_back, lines(5));
}

TEST(L2State, AWriteLargerThanL2GoesThrough) {
    L2State l2(lines(100), kLine);
    write(l2, 0, 10);
    const L2Outcome outcome = write(l2, 0, 250);
    EXPECT_EQ(outcome.hit, lines(250));
    EXPECT_EQ(outcome.written_back, lines(150));
    EXPECT_EQ(resident(l2, 150, 100), lines(100));
    EXPECT_EQ(resident(l2, 0, 150), lines(0));
    EXPECT_EQ(l2.write(0, lines(400), lines(800)).written_back, lines(600));
}

TEST(L2State, AReadLargerThanL2DrivesOutItsOwnDirtyHead) {
    L2State l2(lines(100), kLine);
    write(l2, 0, 60);
    const L2Outcome outcome = read(l2, 0, 150);
    EXPECT_EQ(outcome.hit, lines(60));
    EXPECT_EQ(outcome.written_back, lines(50));
    EXPECT_EQ(resident(l2, 50, 100), lines(100));
}

TEST(L2State, CountsBytesWhereRangesAreNotWholeLines) {
    L2State l2(lines(100), kLine);
    EXPECT_EQ(l2.read(100, Bytes(1000), Bytes(1000)).miss, Bytes(1000));
    EXPECT_EQ(l2.used(), lines(3));
    EXPECT_EQ(l2.read(100, Bytes(1000), Bytes(3000)).hit, Bytes(3000));
    EXPECT_EQ(l2.resident(0, Bytes(99)), Bytes(99));
}

TEST(L2State, DiscardedBytesAreForgottenNotWrittenBack) {
    L2State l2(lines(30), kLine);
    write(l2, 0, 30);
    l2.discard(address(10), lines(10));
    EXPECT_EQ(l2.used(), lines(20));
    EXPECT_EQ(resident(l2, 0, 30), lines(20));
    EXPECT_EQ(read(l2, 100, 30).written_back, lines(20));
    l2.clear();
    EXPECT_EQ(l2.used(), lines(0));
    EXPECT_EQ(resident(l2, 100, 30), lines(0));
}

TEST(L2State, TheStampTellsChanges) {
    L2State l2(lines(30), kLine);
    write(l2, 0, 10);
    read(l2, 100, 10);
    std::uint64_t stamp = l2.stamp();
    read(l2, 100, 10);
    l2.discard(address(500), lines(10));
    EXPECT_EQ(l2.stamp(), stamp) << "the most recent range was read again";
    const auto expect_changed = [&](const char* what) {
        EXPECT_NE(l2.stamp(), stamp) << what;
        stamp = l2.stamp();
    };
    write(l2, 100, 10), expect_changed("clean became dirty");
    read(l2, 0, 10), expect_changed("order");
    read(l2, 200, 1), expect_changed("content");
    l2.discard(address(200), kLine), expect_changed("discard");
    l2.clear(), expect_changed("clear");
}

TEST(L2State, WithoutCapacityEverythingMissesAndIsWrittenThrough) {
    L2State l2(Bytes(0), kLine);
    EXPECT_EQ(l2.read(0, lines(4), lines(12)).miss, lines(12));
    EXPECT_EQ(write(l2, 0, 4).written_back, lines(4));
    EXPECT_EQ(l2.used(), Bytes(0));
}

TEST(L2State, RefusesNegativeSizesAndAnEmptyRangeHits) {
    EXPECT_THROW(L2State(Bytes(-1), kLine), Error);
    EXPECT_THROW(L2State(lines(1), Bytes(0)), Error);
    L2State l2(lines(10), kLine);
    EXPECT_THROW(l2.read(0, Bytes(-1), Bytes(0)), Error);
    EXPECT_THROW(l2.write(0, Bytes(1), Bytes(-1)), Error);
    EXPECT_EQ(l2.read(0, Bytes(0), Bytes(7)).hit, Bytes(7));
    EXPECT_EQ(l2.read(0, Bytes(7), Bytes(0)).hit, Bytes(0));
    EXPECT_EQ(l2.used(), Bytes(0));
}

/// L2 as a list of lines: what the ranges must behave like.
class LineByLine {
  public:
    explicit LineByLine(std::size_t capacity) : capacity_(capacity) {}

    std::int64_t touch(std::int64_t begin, std::int64_t count, bool write) {
        for (std::int64_t line = begin; line < begin + count; ++line) {
            const auto found = std::find_if(order_.begin(), order_.end(),
                                            [&](const Line& l) { return l.number == line; });
            const bool dirty = write || (found != order_.end() && found->dirty);
            if (found != order_.end()) order_.erase(found);
            pending_.push_back({line, dirty});
        }
        order_.insert(order_.end(), pending_.begin(), pending_.end());
        pending_.clear();
        std::int64_t written_back = 0;
        for (; order_.size() > capacity_; order_.pop_front()) written_back += order_.front().dirty;
        return written_back;
    }

    std::int64_t resident(std::int64_t begin, std::int64_t count) const {
        return std::count_if(order_.begin(), order_.end(), [&](const Line& line) {
            return line.number >= begin && line.number < begin + count;
        });
    }

  private:
    struct Line {
        std::int64_t number = 0;
        bool dirty = false;
    };
    std::size_t capacity_;
    std::list<Line> order_, pending_;
};

TEST(L2State, BehavesAsSingleLinesInLeastRecentlyUsedOrder) {
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        std::mt19937 random(seed);
        L2State l2(lines(50), kLine);
        LineByLine reference(50);
        for (int i = 0; i < 300; ++i) {
            const auto begin = static_cast<std::int64_t>(random() % 120);
            const auto count = static_cast<std::int64_t>(1 + random() % 30);
            const bool is_write = random() % 3 == 0;
            const Bytes hit = lines(reference.resident(begin, count));
            const std::int64_t written_back = reference.touch(begin, count, is_write);
            const L2Outcome outcome = is_write ? write(l2, begin, count) : read(l2, begin, count);
            if (is_write || hit == lines(count) || hit == lines(0)) {
                EXPECT_EQ(outcome.hit, is_write ? lines(count) : hit) << seed;
            }
            EXPECT_LE(outcome.hit, is_write ? lines(count) : hit) << seed;
            EXPECT_EQ(outcome.hit + outcome.miss, lines(count)) << seed;
            EXPECT_EQ(outcome.written_back, lines(written_back)) << seed;
            for (std::int64_t line = 0; line < 150; line += 7) {
                ASSERT_EQ(resident(l2, line, 7), lines(reference.resident(line, 7))) << seed;
            }
        }
    }
}

TEST(L2State, HitsAndMissesAddUpAndItNeverOverflows) {
    for (std::uint32_t seed = 0; seed < 100; ++seed) {
        std::mt19937 random(seed);
        L2State l2(Bytes(1'000'000), kLine);
        for (int i = 0; i < 200; ++i) {
            const std::uint64_t begin = random() % 5'000'000;
            const Bytes footprint(random() % 2'000'000);
            const Bytes traffic(random() % 9'000'000);
            const L2Outcome outcome = random() % 2 == 0 ? l2.read(begin, footprint, traffic)
                                                        : l2.write(begin, footprint, traffic);
            EXPECT_EQ(outcome.hit + outcome.miss, traffic);
            EXPECT_GE(outcome.hit, Bytes(0));
            EXPECT_GE(outcome.miss, Bytes(0));
            EXPECT_GE(outcome.written_back, Bytes(0));
            ASSERT_LE(l2.used(), Bytes(1'000'000));
            ASSERT_EQ(l2.used(), l2.resident(0, Bytes(8'000'000)));
        }
    }
}

}  // namespace
}  // namespace ascend::sim
