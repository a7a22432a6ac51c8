// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "sim/kernel/cycles.h"
#include "traces/error.h"

namespace ascend::sim {
namespace {

/// The vendor's constants for a 910B core. source: facts 2.3b
CoreSpec core() {
    CoreSpec spec;
    spec.frequency_mhz = 1800;
    spec.gm_to_l1 = {.bytes_per_cycle = 160, .startup_cycles = 0};
    spec.gm_to_ub = {.bytes_per_cycle = 117, .startup_cycles = 27};
    spec.ub_to_gm = {.bytes_per_cycle = 74, .startup_cycles = 12};
    spec.l0c_to_gm = {.bytes_per_cycle = 125, .startup_cycles = 37};
    spec.read_outstanding = 64;
    spec.write_outstanding = 48;
    spec.dram_bytes_per_cycle = 37;
    return spec;
}

MemoryView lone_core() {
    MemoryView view;
    view.l2_read_share = view.l2_write_share = 2550;
    view.dram_share = 850;
    view.l2_read_latency = 236;
    view.l2_write_latency = 96;
    view.dram_read_latency = 347;
    view.dram_write_latency = 203;
    return view;
}

GmAccess rows(std::int64_t count, std::int64_t bytes, GmPath path = GmPath::kGmToL1) {
    GmAccess access;
    access.path = path;
    access.bytes = Bytes(count * bytes);
    access.rows = count;
    return access;
}

Cycles occupancy(const CoreSpec& spec, const MemoryView& view, const GmAccess& access) {
    return gm_transfer_cycles(spec, view, access).occupancy;
}

TEST(GmTransfer, AHitIsLimitedByTheRequestsInFlight) {
    // 64 requests of 512 B in 236 cycles.
    EXPECT_EQ(occupancy(core(), lone_core(), rows(64, 512)), Cycles(236));
    EXPECT_EQ(occupancy(core(), lone_core(), rows(640, 512)), Cycles(2360));
}

TEST(GmTransfer, AShortRowWastesItsRequest) {
    EXPECT_EQ(occupancy(core(), lone_core(), rows(64, 128)), Cycles(236));
    EXPECT_EQ(occupancy(core(), lone_core(), rows(64, 1)), Cycles(236));
    EXPECT_EQ(occupancy(core(), lone_core(), rows(64, 513)), Cycles(472));
}

TEST(GmTransfer, ThePathAndItsStartHoldThePipe) {
    MemoryView view = lone_core();
    view.l2_read_latency = 0;
    EXPECT_EQ(occupancy(core(), view, rows(1, 16000)), Cycles(100));
    EXPECT_EQ(occupancy(core(), view, rows(1, 11700, GmPath::kGmToUb)), Cycles(127));
    EXPECT_EQ(occupancy(core(), view, rows(1, 11701, GmPath::kGmToUb)), Cycles(128));
}

TEST(GmTransfer, MissesAreLimitedByTheCoresShareOfDram) {
    MemoryView view = lone_core();
    view.miss_per_1024[3] = 1024;
    GmAccess access = rows(1, 37000);
    access.operand = 3;
    EXPECT_EQ(occupancy(core(), view, access), Cycles(1000));
    view.dram_share = 18.5;
    EXPECT_EQ(occupancy(core(), view, access), Cycles(2000));
    access.operand = 2;
    EXPECT_LT(occupancy(core(), view, access), Cycles(1000));
}

TEST(GmTransfer, HitsAndMissesAddUpInTheCore) {
    MemoryView view = lone_core();
    view.l2_read_latency = view.dram_read_latency = 0;
    view.miss_per_1024[0] = 512;
    // Half of 32,000 B at 160 B/cycle, half at 37.
    EXPECT_EQ(occupancy(core(), view, rows(1, 32000)), Cycles(100 + 433));
}

TEST(GmTransfer, LatencyFollowsTheMissesAndDoesNotHoldThePipe) {
    MemoryView view = lone_core();
    EXPECT_EQ(gm_transfer_cycles(core(), view, rows(1, 512)).latency, Cycles(236));
    EXPECT_EQ(gm_transfer_cycles(core(), view, rows(1, 512, GmPath::kUbToGm)).latency, Cycles(96));
    view.miss_per_1024[0] = 1024;
    EXPECT_EQ(gm_transfer_cycles(core(), view, rows(1, 512)).latency, Cycles(347));
    EXPECT_EQ(gm_transfer_cycles(core(), view, rows(1, 512, GmPath::kUbToGm)).latency, Cycles(203));
    view.miss_per_1024[0] = 512;
    EXPECT_EQ(gm_transfer_cycles(core(), view, rows(1, 512)).latency, Cycles(292));
}

TEST(GmTransfer, AStoreUsesTheWritePorts) {
    MemoryView view = lone_core();
    EXPECT_EQ(occupancy(core(), view, rows(1, 74000, GmPath::kUbToGm)), Cycles(1012));
    EXPECT_EQ(occupancy(core(), view, rows(1, 125000, GmPath::kL0cToGm)), Cycles(1037));
    view.l2_write_share = 37;
    EXPECT_EQ(occupancy(core(), view, rows(1, 74000, GmPath::kUbToGm)), Cycles(2012));
    EXPECT_EQ(occupancy(core(), view, rows(480, 64, GmPath::kUbToGm)), Cycles(960 + 12));
}

TEST(GmTransfer, RowsThatFixpipeStoresWaitForNoAnswer) {
    CoreSpec spec = core();
    spec.row_cycles = 4;
    EXPECT_EQ(occupancy(spec, lone_core(), rows(1000, 125, GmPath::kL0cToGm)), Cycles(1037));
}

TEST(GmTransfer, ConversionSlowsThePath) {
    CoreSpec spec = core();
    spec.nd2nz_rate = 0.5;
    spec.nz2nd_rate = 0.25;
    spec.nd2nz_latency_cycles = 60;
    GmAccess load = rows(1, 16000);
    const TransferCycles plain = gm_transfer_cycles(spec, lone_core(), load);
    load.nd2nz = true;
    const TransferCycles converted = gm_transfer_cycles(spec, lone_core(), load);
    EXPECT_EQ(converted.latency, plain.latency + Cycles(60));
    EXPECT_EQ(converted.occupancy, Cycles(200));
    GmAccess store = rows(1, 12500, GmPath::kL0cToGm);
    EXPECT_EQ(occupancy(spec, lone_core(), store), Cycles(137));
    store.nd2nz = true;
    EXPECT_EQ(occupancy(spec, lone_core(), store), Cycles(437));
}

TEST(GmTransfer, RowsThatStartInsideASectorAreSlow) {
    CoreSpec spec = core();
    spec.ragged_read_bytes_per_cycle = 16;
    spec.ragged_write_bytes_per_cycle = 5;
    GmAccess load = rows(1, 16000);
    GmAccess store = rows(1, 5000, GmPath::kL0cToGm);
    load.pitch = store.pitch = Bytes(96);
    EXPECT_LT(occupancy(spec, lone_core(), load), Cycles(1000));
    load.nd2nz = store.nd2nz = true;
    EXPECT_EQ(occupancy(spec, lone_core(), load), Cycles(1000));
    EXPECT_EQ(occupancy(spec, lone_core(), store), Cycles(1037));
    load.pitch = store.pitch = Bytes(128);
    EXPECT_LT(occupancy(spec, lone_core(), load), Cycles(1000));
    EXPECT_LT(occupancy(spec, lone_core(), store), Cycles(1037));
}

TEST(GmTransfer, ARowHasALeastCost) {
    CoreSpec spec = core();
    spec.read_outstanding = 100000;
    spec.row_cycles = 4;
    spec.nd2nz_cycles_per_row = 16;
    GmAccess access = rows(100, 64);
    EXPECT_EQ(occupancy(spec, lone_core(), access), Cycles(400));
    access.nd2nz = true;
    EXPECT_EQ(occupancy(spec, lone_core(), access), Cycles(1600));
    // 3200 B are six bursts of 512 B and one of 128 B.
    access = rows(100, 3200);
    access.nd2nz = true;
    EXPECT_EQ(occupancy(spec, lone_core(), access), Cycles(100 * 7 * 16));
}

TEST(GmTransfer, MoreBandwidthIsNeverSlower) {
    for (const std::int64_t row : {32, 200, 512, 1000, 8192}) {
        for (const int miss : {0, 100, 700, 1024}) {
            MemoryView view = lone_core();
            view.miss_per_1024[0] = static_cast<std::uint16_t>(miss);
            const GmAccess access = rows(50, row);
            Cycles before = occupancy(core(), view, access);
            CoreSpec faster = core();
            const auto expect_no_slower = [&] {
                const Cycles after = occupancy(faster, view, access);
                EXPECT_LE(after, before) << row << " " << miss;
                before = after;
            };
            faster.gm_to_l1.bytes_per_cycle *= 2, expect_no_slower();
            faster.read_outstanding *= 2, expect_no_slower();
            faster.dram_bytes_per_cycle *= 3, expect_no_slower();
            view.dram_share *= 2, expect_no_slower();
            view.l2_read_share *= 2, expect_no_slower();
            view.dram_read_latency /= 2, expect_no_slower();
        }
    }
}

TEST(GmTransfer, NothingCostsNothing) {
    const TransferCycles none = gm_transfer_cycles(core(), lone_core(), rows(1, 0));
    EXPECT_EQ(none.occupancy, Cycles(0));
    EXPECT_EQ(none.latency, Cycles(0));
}

TEST(GmTransfer, RefusesAPathThatTheCoreLacksAndBadShapes) {
    CoreSpec spec = core();
    spec.gm_to_ub = {};
    EXPECT_THROW(gm_transfer_cycles(spec, lone_core(), rows(1, 64, GmPath::kGmToUb)), Error);
    EXPECT_THROW(gm_transfer_cycles(spec, lone_core(), rows(1, -64)), Error);
    GmAccess access = rows(1, 64);
    access.rows = 0;
    EXPECT_THROW(gm_transfer_cycles(spec, lone_core(), access), Error);
}

TEST(MemoryView, DividesTheChipAmongActiveCores) {
    SocSpec soc;
    soc.l2.read_gbps = 3600;
    soc.l2.write_gbps = 1800;
    soc.dram.gbps = 1440;
    soc.l2.read_latency_ns = 110;
    soc.dram.write_latency_ns = 100;
    const MemoryView view = memory_view(soc, core(), 20);
    EXPECT_DOUBLE_EQ(view.l2_read_share, 100);
    EXPECT_DOUBLE_EQ(view.l2_write_share, 50);
    EXPECT_DOUBLE_EQ(view.dram_share, 40);
    EXPECT_DOUBLE_EQ(view.l2_read_latency, 198);
    EXPECT_DOUBLE_EQ(view.dram_write_latency, 180);
    EXPECT_THROW(memory_view(soc, core(), 0), Error);
    EXPECT_THROW(memory_view(soc, CoreSpec{}, 1), Error);
}

}  // namespace
}  // namespace ascend::sim
