// SPDX-License-Identifier: Apache-2.0
#include "sim/device/operand_memory.h"

#include <algorithm>

namespace ascend::sim {
namespace {

/// Pieces into which streams are cut that pass through L2 side by side.
constexpr std::int64_t kStreamPieces = 16;

class OperandPass {
  public:
    OperandPass(KernelRun& run, MemorySystem& memory) : run_(run), memory_(memory) {}

    void read(std::size_t i) { read(i, {Bytes(0), footprint(i)}, loaded(i)); }
    void write(std::size_t i) { write(i, {Bytes(0), footprint(i)}, stored(i)); }

    /// Passes through an operand once, from its beginning to its end.
    bool streams(std::size_t i) const { return loaded(i) + stored(i) <= footprint(i); }
    Bytes traffic(std::size_t i) const { return loaded(i) + stored(i); }

    /// One of the pieces of a stream.
    void piece(std::size_t i, std::int64_t number) {
        const Part part{piece_begin(footprint(i), number), piece_begin(footprint(i), number + 1)};
        const auto traffic = [&](Bytes whole) {
            return piece_begin(whole, number + 1) - piece_begin(whole, number);
        };
        read(i, part, traffic(loaded(i)));
        write(i, part, traffic(stored(i)));
    }

  private:
    struct Part {
        Bytes begin, end;
    };

    void read(std::size_t i, const Part& part, Bytes traffic) {
        if (traffic > Bytes(0)) {
            run_.operands[i] += memory_.read(address(i, part), part.end - part.begin, traffic);
        }
    }
    void write(std::size_t i, const Part& part, Bytes traffic) {
        if (traffic > Bytes(0)) {
            run_.operands[i] += memory_.write(address(i, part), part.end - part.begin, traffic);
        }
    }

    static Bytes piece_begin(Bytes whole, std::int64_t number) {
        return Bytes(whole.count() / kStreamPieces * number +
                     whole.count() % kStreamPieces * number / kStreamPieces);
    }
    std::uint64_t address(std::size_t i, const Part& part) const {
        return address_of(run_.task->operands[i], run_.bases) +
               static_cast<std::uint64_t>(part.begin.count());
    }
    Bytes footprint(std::size_t i) const { return run_.task->operands[i].bytes; }
    Bytes loaded(std::size_t i) const { return run_.prepared->traffic.total.loaded[i]; }
    Bytes stored(std::size_t i) const { return run_.prepared->traffic.total.stored[i]; }

    KernelRun& run_;
    MemorySystem& memory_;
};

/// All operands are streams, and more of them than L2 holds: results are driven out to DRAM while
/// the inputs still come in.
bool stream_past_l2(const OperandPass& pass, std::size_t operands, Bytes l2) {
    Bytes traffic;
    for (std::size_t i = 0; i < operands; ++i) {
        if (!pass.streams(i)) return false;
        traffic += pass.traffic(i);
    }
    return traffic > l2;
}

void touch_in_turn(OperandPass& pass, const std::vector<Operand>& operands) {
    for (std::size_t i = 0; i < operands.size(); ++i) {
        if (operands[i].role == OperandRole::kInput) pass.read(i);
    }
    for (std::size_t i = 0; i < operands.size(); ++i) {
        if (operands[i].role == OperandRole::kWorkspace) pass.write(i), pass.read(i);
    }
    for (std::size_t i = 0; i < operands.size(); ++i) {
        if (operands[i].role == OperandRole::kOutput) pass.read(i);
        if (operands[i].role != OperandRole::kWorkspace) pass.write(i);
    }
}

/// Rounded up, so that a block's own time covers all that it claims of DRAM.
std::uint16_t miss_per_1024(const KernelRun& run, std::size_t i) {
    const OperandTraffic& total = run.prepared->traffic.total;
    const std::int64_t traffic = (total.loaded[i] + total.stored[i]).count();
    if (traffic == 0) return 0;
    const std::int64_t miss = run.operands[i].dram_read.count();
    const double share = static_cast<double>(miss) / static_cast<double>(traffic);
    return static_cast<std::uint16_t>(std::min<std::int64_t>(
        1024, miss < (std::int64_t{1} << 50) ? ceil_div(miss * 1024, traffic)
                                             : static_cast<std::int64_t>(share * 1024) + 1));
}

}  // namespace

void touch_operands(KernelRun& run, MemorySystem& memory, Bytes l2) {
    const std::vector<Operand>& operands = run.plan().operands;
    run.operands.assign(operands.size(), {});
    OperandPass pass(run, memory);
    if (stream_past_l2(pass, operands.size(), l2)) {
        for (std::int64_t number = 0; number < kStreamPieces; ++number) {
            for (std::size_t i = 0; i < operands.size(); ++i) pass.piece(i, number);
        }
    } else {
        touch_in_turn(pass, operands);
    }
    run.misses.resize(operands.size());
    for (std::size_t i = 0; i < operands.size(); ++i) {
        run.misses[i] = miss_per_1024(run, i);
        run.memory += run.operands[i];
    }
}

std::uint64_t address_of(const OperandRef& operand, const std::vector<std::uint64_t>* bases) {
    return bases == nullptr ? operand.offset : bases->at(operand.segment) + operand.offset;
}

}  // namespace ascend::sim
