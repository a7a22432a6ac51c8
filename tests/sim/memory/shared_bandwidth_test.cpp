// SPDX-License-Identifier: Apache-2.0
#include "sim/memory/shared_bandwidth.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

#include "traces/error.h"

namespace ascend::sim {
namespace {

using Ends = std::map<ClaimId, Picoseconds>;

constexpr Rate kUnlimited{std::int64_t{1} << 50};

TEST(RateOfGbps, IsBytesPerPicosecondInTwentyBitFractions) {
    EXPECT_EQ(rate_of_gbps(1), Rate(1049));
    EXPECT_EQ(rate_of_gbps(1000), Rate(1048576));
    EXPECT_EQ(rate_of_gbps(0), Rate(0));
    EXPECT_THROW(rate_of_gbps(-1), Error);
    EXPECT_THROW(rate_of_gbps(1e18), Error);
}

TEST(SharedBandwidth, ALoneClaimEndsAtTheCeilingOfItsBytesOverItsRate) {
    SharedBandwidth bandwidth(rate_of_gbps(3000));
    const ClaimId claim = bandwidth.add(Picoseconds(100), Bytes(10), kUnlimited);
    EXPECT_EQ(bandwidth.next_finish(), Picoseconds(104));
    EXPECT_TRUE(bandwidth.advance(Picoseconds(103)).empty());
    EXPECT_EQ(bandwidth.moved(), Bytes(9));
    EXPECT_EQ(bandwidth.advance(Picoseconds(104)), std::vector<ClaimId>{claim});
    EXPECT_EQ(bandwidth.moved(), Bytes(10));
    EXPECT_TRUE(bandwidth.idle());
    EXPECT_EQ(bandwidth.next_finish(), kForever);
}

TEST(SharedBandwidth, TwoEqualClaimsEndTogetherInOrderOfId) {
    SharedBandwidth bandwidth(rate_of_gbps(1000));
    const ClaimId first = bandwidth.add(Picoseconds(0), Bytes(1000), kUnlimited);
    const ClaimId second = bandwidth.add(Picoseconds(0), Bytes(1000), kUnlimited);
    EXPECT_EQ(bandwidth.next_finish(), Picoseconds(2000));
    EXPECT_TRUE(bandwidth.advance(Picoseconds(1999)).empty());
    EXPECT_EQ(bandwidth.advance(Picoseconds(2000)), (std::vector<ClaimId>{first, second}));
}

TEST(SharedBandwidth, WhoWantsLessThanItsShareLeavesTheRest) {
    SharedBandwidth bandwidth(Rate(1000));
    const ClaimId big = bandwidth.add(Picoseconds(0), Bytes(1), Rate(900));
    const ClaimId small = bandwidth.add(Picoseconds(0), Bytes(1), Rate(100));
    const ClaimId middle = bandwidth.add(Picoseconds(0), Bytes(1), Rate(400));
    EXPECT_EQ(bandwidth.rate_of(small), Rate(100));
    EXPECT_EQ(bandwidth.rate_of(middle), Rate(400));
    EXPECT_EQ(bandwidth.rate_of(big), Rate(500));
}

TEST(SharedBandwidth, CapsBelowTheCapacityLeaveItIdle) {
    SharedBandwidth bandwidth(Rate(1000));
    const ClaimId one = bandwidth.add(Picoseconds(0), Bytes(1), Rate(300));
    const ClaimId two = bandwidth.add(Picoseconds(0), Bytes(1), Rate(400));
    EXPECT_EQ(bandwidth.rate_of(one), Rate(300));
    EXPECT_EQ(bandwidth.rate_of(two), Rate(400));
}

TEST(SharedBandwidth, TheRemainderGoesToTheLowestId) {
    SharedBandwidth bandwidth(Rate(1001));
    bandwidth.add(Picoseconds(0), Bytes(1), Rate(100));
    const ClaimId low = bandwidth.add(Picoseconds(0), Bytes(1), Rate(900));
    const ClaimId high = bandwidth.add(Picoseconds(0), Bytes(1), Rate(800));
    EXPECT_EQ(bandwidth.rate_of(low), Rate(451));
    EXPECT_EQ(bandwidth.rate_of(high), Rate(450));
}

TEST(SharedBandwidth, AWeightCountsAsThatManyClaims) {
    SharedBandwidth bandwidth(Rate(1000));
    const ClaimId cores = bandwidth.add(Picoseconds(0), Bytes(3), kUnlimited, 3);
    const ClaimId copy = bandwidth.add(Picoseconds(0), Bytes(1), kUnlimited);
    EXPECT_EQ(bandwidth.rate_of(cores), Rate(750));
    EXPECT_EQ(bandwidth.rate_of(copy), Rate(250));
    // A cap of 600 is 200 a core: below the equal share.
    bandwidth.remove(Picoseconds(0), cores);
    const ClaimId capped = bandwidth.add(Picoseconds(0), Bytes(3), Rate(600), 3);
    EXPECT_EQ(bandwidth.rate_of(capped), Rate(600));
    EXPECT_EQ(bandwidth.rate_of(copy), Rate(400));
}

TEST(SharedBandwidth, WhoLeavesGivesItsShareToTheOthers) {
    SharedBandwidth bandwidth(rate_of_gbps(1000));
    const ClaimId stays = bandwidth.add(Picoseconds(0), Bytes(1000), kUnlimited);
    const ClaimId leaves = bandwidth.add(Picoseconds(0), Bytes(1000), kUnlimited);
    EXPECT_EQ(bandwidth.remove(Picoseconds(501), leaves), Bytes(750));
    EXPECT_EQ(bandwidth.next_finish(), Picoseconds(501 + 750));
    EXPECT_EQ(bandwidth.advance(Picoseconds(1251)), std::vector<ClaimId>{stays});
}

TEST(SharedBandwidth, AClaimThatHasEndedWaitsToBeTakenOutAndBindsNobody) {
    SharedBandwidth bandwidth(rate_of_gbps(1000));
    const ClaimId ended = bandwidth.add(Picoseconds(0), Bytes(10), kUnlimited);
    const ClaimId next = bandwidth.add(Picoseconds(50), Bytes(1000), kUnlimited);
    EXPECT_EQ(bandwidth.next_finish(), Picoseconds(50));
    EXPECT_EQ(bandwidth.rate_of(ended), Rate(0));
    EXPECT_EQ(bandwidth.rate_of(next), rate_of_gbps(1000));
    EXPECT_EQ(bandwidth.advance(Picoseconds(50)), std::vector<ClaimId>{ended});
    EXPECT_EQ(bandwidth.next_finish(), Picoseconds(1050));
}

TEST(SharedBandwidth, RefusesClaimsWithoutBytesCapOrWeightAndUnknownIds) {
    SharedBandwidth bandwidth(Rate(1000));
    EXPECT_THROW(bandwidth.add(Picoseconds(0), Bytes(0), Rate(1)), Error);
    EXPECT_THROW(bandwidth.add(Picoseconds(0), Bytes(1), Rate(0)), Error);
    EXPECT_THROW(bandwidth.add(Picoseconds(0), Bytes(1), Rate(1), 0), Error);
    EXPECT_THROW(bandwidth.remove(Picoseconds(0), 7), Error);
    EXPECT_THROW(bandwidth.rate_of(7), Error);
    SharedBandwidth none(Rate(0));
    EXPECT_THROW(none.add(Picoseconds(0), Bytes(1), Rate(1)), Error);
}

/// Random claims that come at random instants; every id is the index in the list plus one.
struct Arrival {
    Picoseconds at;
    Bytes bytes;
    Rate cap;
    std::int64_t weight = 1;
};

std::vector<Arrival> random_arrivals(std::uint32_t seed) {
    std::mt19937 random(seed);
    std::vector<Arrival> arrivals(2 + random() % 12);
    for (Arrival& arrival : arrivals) {
        arrival.at = Picoseconds(random() % 4 * 500);
        arrival.bytes = Bytes(1 + random() % 100'000);
        arrival.cap = Rate(1 + random() % 3'000'000);
        arrival.weight = 1 + random() % 24;
    }
    std::stable_sort(arrivals.begin(), arrivals.end(),
                     [](const Arrival& a, const Arrival& b) { return a.at < b.at; });
    return arrivals;
}

struct Episode {
    Ends ends;
    Bytes moved;
};

/// Plays the arrivals `shift` later; `interrupt` is called at each instant before time moves on.
Episode play(const std::vector<Arrival>& arrivals, Picoseconds shift, const auto& interrupt) {
    SharedBandwidth bandwidth(rate_of_gbps(1234.5));
    Episode result;
    std::size_t next = 0;
    while (next < arrivals.size() || !bandwidth.idle()) {
        Picoseconds now = bandwidth.next_finish();
        if (next < arrivals.size()) now = std::min(now, arrivals[next].at + shift);
        interrupt(bandwidth, now);
        for (const ClaimId ended : bandwidth.advance(now)) result.ends[ended] = now - shift;
        for (; next < arrivals.size() && arrivals[next].at + shift == now; ++next) {
            bandwidth.add(now, arrivals[next].bytes, arrivals[next].cap, arrivals[next].weight);
        }
    }
    result.moved = bandwidth.moved();
    return result;
}

const auto kUndisturbed = [](SharedBandwidth&, Picoseconds) {};

TEST(SharedBandwidth, EveryByteIsMovedAndNoClaimBeatsItsCap) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        const std::vector<Arrival> arrivals = random_arrivals(seed);
        const Episode result = play(arrivals, Picoseconds(0), kUndisturbed);
        ASSERT_EQ(result.ends.size(), arrivals.size());
        Bytes bytes;
        for (std::size_t i = 0; i < arrivals.size(); ++i) {
            bytes += arrivals[i].bytes;
            const std::int64_t took = (result.ends.at(i + 1) - arrivals[i].at).count();
            EXPECT_GE(took * arrivals[i].cap.count(), arrivals[i].bytes.count() << 20) << seed;
        }
        EXPECT_EQ(result.moved, bytes) << seed;
    }
}

TEST(SharedBandwidth, IsUsedUpWhileAnybodyCouldUseMore) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        SharedBandwidth bandwidth(Rate(1'000'003));
        std::int64_t caps = 0;
        std::vector<ClaimId> claims;
        for (const Arrival& arrival : random_arrivals(seed)) {
            claims.push_back(
                bandwidth.add(Picoseconds(0), arrival.bytes, arrival.cap, arrival.weight));
            caps += arrival.cap.count();
        }
        std::int64_t rates = 0;
        for (const ClaimId claim : claims) rates += bandwidth.rate_of(claim).count();
        EXPECT_EQ(rates, std::min<std::int64_t>(caps, 1'000'003)) << seed;
    }
}

TEST(SharedBandwidth, AShiftOfTimeChangesNothing) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        const std::vector<Arrival> arrivals = random_arrivals(seed);
        const Ends ends = play(arrivals, Picoseconds(0), kUndisturbed).ends;
        for (const std::int64_t shift : {1LL, 1'000'000'000'007LL}) {
            EXPECT_EQ(play(arrivals, Picoseconds(shift), kUndisturbed).ends, ends) << seed;
        }
    }
}

TEST(SharedBandwidth, DividingAgainInBetweenChangesNothing) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        const std::vector<Arrival> arrivals = random_arrivals(seed);
        Picoseconds before;
        const auto interrupt = [&](SharedBandwidth& bandwidth, Picoseconds now) {
            const Picoseconds between = before + (now - before) / 3;
            bandwidth.remove(between, bandwidth.add(between, Bytes(77), Rate(1'000'000)));
            before = now;
        };
        // Ids differ from the undisturbed run's, their order does not.
        std::vector<Picoseconds> disturbed, undisturbed;
        for (const auto& [id, end] : play(arrivals, Picoseconds(0), interrupt).ends) {
            disturbed.push_back(end);
        }
        for (const auto& [id, end] : play(arrivals, Picoseconds(0), kUndisturbed).ends) {
            undisturbed.push_back(end);
        }
        EXPECT_EQ(disturbed, undisturbed) << seed;
    }
}

TEST(SharedBandwidth, TheOrderOfCallsAtOneInstantChangesNothing) {
    const auto ends = [](bool advance_first) {
        SharedBandwidth bandwidth(Rate(1'000'003));
        const ClaimId short_one = bandwidth.add(Picoseconds(0), Bytes(100), kUnlimited);
        const ClaimId leaves = bandwidth.add(Picoseconds(0), Bytes(5000), kUnlimited);
        const ClaimId stays = bandwidth.add(Picoseconds(0), Bytes(7000), kUnlimited);
        const Picoseconds now = bandwidth.next_finish();
        std::vector<ClaimId> ended;
        if (advance_first) {
            ended = bandwidth.advance(now);
            bandwidth.remove(now, leaves);
        }
        const ClaimId comes = bandwidth.add(now, Bytes(900), Rate(900'000));
        if (!advance_first) {
            bandwidth.remove(now, leaves);
            ended = bandwidth.advance(now);
        }
        EXPECT_EQ(ended, std::vector<ClaimId>{short_one});
        const Picoseconds next = bandwidth.next_finish();
        return std::tuple{now, bandwidth.rate_of(comes), bandwidth.rate_of(stays), next,
                          bandwidth.advance(next)};
    };
    EXPECT_EQ(ends(true), ends(false));
}

TEST(SharedBandwidth, ALongAdvancePassesThroughEveryEnd) {
    SharedBandwidth bandwidth(rate_of_gbps(1000));
    const ClaimId slow = bandwidth.add(Picoseconds(0), Bytes(1500), kUnlimited);
    const ClaimId fast = bandwidth.add(Picoseconds(0), Bytes(500), kUnlimited);
    // Both at half rate until 1000, then `slow` alone: 1000 B more.
    EXPECT_TRUE(bandwidth.advance(Picoseconds(999)).empty());
    EXPECT_EQ(bandwidth.advance(Picoseconds(2000)), (std::vector<ClaimId>{slow, fast}));
}

}  // namespace
}  // namespace ascend::sim
