// SPDX-License-Identifier: Apache-2.0
#include "sim/kernel/tile_program.h"

#include <algorithm>

namespace ascend::sim {
namespace {

class Flattener {
  public:
    Flattener(const CoreSpec& core, const MemoryView& memory, TileProgram& out)
        : core_(core), memory_(memory), out_(out) {}

    Footprint body(const std::vector<Node>& nodes) {
        Footprint footprint;
        for (const Node& node : nodes) {
            std::visit([&](const auto& op) { add(op, footprint); }, node.op);
        }
        return footprint;
    }

  private:
    void add(const Step& step, Footprint& footprint) {
        TransferCycles transfer;
        if (step.access) transfer = gm_transfer_cycles(core_, memory_, *step.access);
        out_.ops.push_back({.kind = TileOpKind::kStep,
                            .pipe = step.pipe,
                            .reads = step.reads,
                            .writes = step.writes,
                            .occupancy = std::max(step.cycles, transfer.occupancy).count(),
                            .latency = (step.latency + transfer.latency).count()});
        const auto pipe = static_cast<PipeMask>(1u << static_cast<unsigned>(step.pipe));
        footprint.pipes = static_cast<PipeMask>(footprint.pipes | pipe);
        each_bit(step.reads, [&](std::size_t b) { footprint.readers[b] |= pipe; });
        each_bit(step.writes, [&](std::size_t b) { footprint.writers[b] |= pipe; });
    }

    void add(const Acquire& acquire, Footprint& footprint) {
        out_.ops.push_back({.kind = TileOpKind::kAcquire, .reads = acquire.buffers});
        footprint.acquired |= acquire.buffers;
    }

    void add(const Release& release, Footprint&) {
        out_.ops.push_back({.kind = TileOpKind::kRelease, .reads = release.buffers});
    }

    void add(const Loop& loop, Footprint& footprint) {
        const auto index = static_cast<std::uint32_t>(out_.loops.size());
        out_.ops.push_back({.kind = TileOpKind::kLoop, .loop = index});
        out_.loops.push_back({loop.trips, here(), here(), {}});
        const Footprint inner = body(loop.body);
        out_.loops[index].end = here();
        out_.loops[index].footprint = inner;
        footprint.merge(inner);
    }

    std::uint32_t here() const { return static_cast<std::uint32_t>(out_.ops.size()); }

    const CoreSpec& core_;
    const MemoryView& memory_;
    TileProgram& out_;
};

}  // namespace

void Footprint::merge(const Footprint& other) {
    pipes |= other.pipes;
    acquired |= other.acquired;
    for (std::size_t b = 0; b < kMaxBuffers; ++b) {
        readers[b] |= other.readers[b];
        writers[b] |= other.writers[b];
    }
}

TileProgram make_tile_program(const KernelPlan& plan, const BlockProgram& program,
                              const CoreSpec& core, const MemoryView& memory) {
    check_program(plan, program);
    TileProgram out;
    out.footprint = Flattener(core, memory, out).body(program.body);
    return out;
}

}  // namespace ascend::sim
