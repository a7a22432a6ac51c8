// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/vector/work_estimate.h"

#include <algorithm>

namespace ascend::models::vector_kernels {

WorkEstimate::WorkEstimate(const sim::SocSpec& soc, const sim::CoreSpec& core, std::int64_t active,
                           bool single_buffered)
    : core_(core),
      memory_(sim::memory_view(soc, core, active)),
      buffers_(single_buffered ? 1 : 2) {}

double WorkEstimate::cycles(const BlockWork& work) const {
    double total = 0;
    TileCycles last;
    for (const TileTransfer& load : work.resident) {
        total += static_cast<double>(move(load, sim::GmPath::kGmToUb).occupancy.count());
    }
    for (const TileLoop& loop : work.loops) total += cycles(loop, last);
    return total + last.alone - last.steady;
}

double WorkEstimate::cycles(const TileLoop& loop) const {
    TileCycles last;
    const double total = cycles(loop, last);
    return total + last.alone - last.steady;
}

double WorkEstimate::cycles(const TileLoop& loop, TileCycles& last) const {
    double body = 0;
    for (const Tile& tile : loop.tiles) {
        last = measure(tile);
        body += last.steady;
    }
    for (const TileLoop& inner : loop.inner) body += cycles(inner, last);
    return body * static_cast<double>(loop.trips);
}

WorkEstimate::TileCycles WorkEstimate::measure(const Tile& tile) const {
    double load = 0, latency = 0, store = 0;
    for (const TileTransfer& transfer : tile.loads) {
        const sim::TransferCycles cycles = move(transfer, sim::GmPath::kGmToUb);
        load += static_cast<double>(cycles.occupancy.count());
        latency = std::max(latency, static_cast<double>(cycles.latency.count()));
    }
    for (const TileTransfer& transfer : tile.stores) {
        store += static_cast<double>(move(transfer, sim::GmPath::kUbToGm).occupancy.count());
    }
    const double scalar = core_.scalar_cycles_per_tile + static_cast<double>(tile.scalar.count());
    const auto vector = static_cast<double>(tile.vector.count());
    // What leaves UB uncomputed holds its buffer until it is stored.
    const double holding = vector > 0 ? vector : store;
    return {scalar + load + latency + vector + store,
            std::max({scalar, load, vector, store, (load + latency + holding) / buffers_,
                      (vector + store) / buffers_})};
}

sim::TransferCycles WorkEstimate::move(const TileTransfer& transfer, sim::GmPath path) const {
    return sim::gm_transfer_cycles(
        core_, memory_,
        sim::GmAccess{transfer.operand, path, false, transfer.bytes, transfer.rows});
}

}  // namespace ascend::models::vector_kernels
