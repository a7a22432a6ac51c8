// SPDX-License-Identifier: Apache-2.0
//
// The pure rules: fast-forward against stepping (exact), and the shared-memory models.
#include <benchmark/benchmark.h>

#include "models/lowering/lowering.h"
#include "sim/kernel/play_block.h"
#include "sim/memory/l2_state.h"
#include "sim/memory/shared_bandwidth.h"
#include "sim/soc/soc_loader.h"

namespace ascend {
namespace {

models::MatmulOp square(std::int64_t extent) {
    models::MatmulOp op;
    op.m = op.n = op.k = extent;
    return op;
}

void play_matmul(benchmark::State& state) {
    const auto soc = sim::load_soc("Ascend910B2");
    const auto plan = models::lower(square(state.range(0)), "MatMulV2", *soc);
    const auto memory = sim::memory_view(*soc, soc->ai_core, plan->block_dim());
    const bool exact = state.range(1) != 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            sim::play_block(*plan, plan->programs[0], soc->ai_core, memory, exact));
}
BENCHMARK(play_matmul)->ArgNames({"extent", "exact"})->ArgsProduct({{512, 2048, 8192}, {0, 1}});

void lower_matmul(benchmark::State& state) {
    const auto soc = sim::load_soc("Ascend910B2");
    for (auto _ : state)
        benchmark::DoNotOptimize(models::lower(square(state.range(0)), "MatMulV2", *soc));
}
BENCHMARK(lower_matmul)->Arg(512)->Arg(8192);

void l2_stream(benchmark::State& state) {
    sim::L2State l2(Bytes(16 << 20), Bytes(512));
    std::uint64_t address = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(l2.write(address, Bytes(300'000), Bytes(300'000)));
        benchmark::DoNotOptimize(l2.read(address, Bytes(300'000), Bytes(600'000)));
        address = (address + 300'032) % (64 << 20);
    }
}
BENCHMARK(l2_stream);

void share_bandwidth(benchmark::State& state) {
    sim::SharedBandwidth bandwidth(sim::rate_of_gbps(170));
    Picoseconds now;
    for (auto _ : state) {
        for (std::int64_t i = 0; i < state.range(0); ++i)
            bandwidth.add(now, Bytes(10'000 + i), sim::rate_of_gbps(30));
        while (!bandwidth.idle()) {
            now = bandwidth.next_finish();
            bandwidth.advance(now);
        }
    }
}
BENCHMARK(share_bandwidth)->Arg(4)->Arg(32);

}  // namespace
}  // namespace ascend

BENCHMARK_MAIN();
