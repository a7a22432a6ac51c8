// SPDX-License-Identifier: Apache-2.0
#include "models/lowering/vector/tile_program.h"

#include <utility>

namespace ascend::models::vector_kernels {
namespace {

using sim::BufferMask;
using sim::Node;
using sim::Pipe;
using sim::Step;

constexpr BufferMask bit(UbBuffer buffer) {
    return static_cast<BufferMask>(1U << static_cast<unsigned>(buffer));
}

constexpr BufferMask kInput = bit(UbBuffer::kInput), kOutput = bit(UbBuffer::kOutput),
                     kResident = bit(UbBuffer::kResident), kIssue = bit(UbBuffer::kIssue);

Node acquire(BufferMask buffers) {
    return Node{sim::Acquire{buffers}};
}

Node release(BufferMask buffers) {
    return Node{sim::Release{buffers}};
}

Node compute(Pipe pipe, Cycles cycles, BufferMask reads, BufferMask writes) {
    Step step;
    step.pipe = pipe;
    step.cycles = cycles;
    step.reads = reads;
    step.writes = writes;
    return Node{step};
}

Node transfer(const TileTransfer& transfer, sim::GmPath path, BufferMask reads, BufferMask writes) {
    Step step;
    step.pipe = path == sim::GmPath::kGmToUb ? Pipe::kMte2 : Pipe::kMte3;
    step.reads = reads;
    step.writes = writes;
    step.access = sim::GmAccess{transfer.operand, path, false, transfer.bytes, transfer.rows};
    return Node{step};
}

class ProgramWriter {
  public:
    ProgramWriter(Cycles scalar_per_tile, bool resident)
        : scalar_per_tile_(scalar_per_tile), resident_(resident ? kResident : BufferMask{0}) {}

    void write_tile(const Tile& tile, std::vector<Node>& body) const {
        const BufferMask input = tile.loads.empty() ? BufferMask{0} : kInput;
        const bool computes = tile.vector.count() > 0;
        const BufferMask output = computes && !tile.stores.empty() ? kOutput : BufferMask{0};
        const auto held = static_cast<BufferMask>(kIssue | input);

        body.push_back(acquire(held));
        body.push_back(
            compute(Pipe::kScalar, scalar_per_tile_ + tile.scalar, BufferMask{0}, kIssue));
        for (const TileTransfer& load : tile.loads) {
            body.push_back(transfer(load, sim::GmPath::kGmToUb, kIssue, kInput));
        }
        const auto sources = static_cast<BufferMask>(held | resident_);
        if (output != 0) body.push_back(acquire(output));
        if (computes) body.push_back(compute(Pipe::kVector, tile.vector, sources, output));
        for (const TileTransfer& store : tile.stores) {
            body.push_back(
                transfer(store, sim::GmPath::kUbToGm, output != 0 ? output : sources, {}));
        }
        body.push_back(release(static_cast<BufferMask>(held | output)));
    }

    void write_loop(const TileLoop& loop, std::vector<Node>& body) const {
        if (loop.trips == 0) return;
        std::vector<Node> nodes;
        for (const Tile& tile : loop.tiles) write_tile(tile, nodes);
        for (const TileLoop& inner : loop.inner) write_loop(inner, nodes);
        if (loop.trips == 1) {
            for (Node& node : nodes) body.push_back(std::move(node));
        } else {
            body.push_back(Node{sim::Loop{loop.trips, std::move(nodes)}});
        }
    }

  private:
    Cycles scalar_per_tile_;
    BufferMask resident_;
};

}  // namespace

sim::BlockProgram to_program(const BlockWork& work, Cycles scalar_per_tile) {
    const bool resident = !work.resident.empty();
    const ProgramWriter writer(scalar_per_tile, resident);
    sim::BlockProgram program;
    if (resident) program.body.push_back(acquire(kResident));
    for (const TileTransfer& load : work.resident) {
        program.body.push_back(transfer(load, sim::GmPath::kGmToUb, {}, kResident));
    }
    for (const TileLoop& loop : work.loops) writer.write_loop(loop, program.body);
    if (resident) program.body.push_back(release(kResident));
    return program;
}

}  // namespace ascend::models::vector_kernels
