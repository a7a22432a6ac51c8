// SPDX-License-Identifier: Apache-2.0
#include "sim/device/operand_memory.h"

#include <algorithm>

namespace ascend::sim {
namespace {

class OperandPass {
  public:
    OperandPass(KernelRun& run, MemorySystem& memory) : run_(run), memory_(memory) {}

    void read(std::size_t i) {
        const Bytes traffic = run_.prepared->traffic.total.loaded[i];
        if (traffic > Bytes(0)) run_.operands[i] += memory_.read(address(i), footprint(i), traffic);
    }
    void write(std::size_t i) {
        const Bytes traffic = run_.prepared->traffic.total.stored[i];
        if (traffic > Bytes(0)) {
            run_.operands[i] += memory_.write(address(i), footprint(i), traffic);
        }
    }

  private:
    std::uint64_t address(std::size_t i) const {
        return address_of(run_.task->operands[i], run_.bases);
    }
    Bytes footprint(std::size_t i) const { return run_.task->operands[i].bytes; }

    KernelRun& run_;
    MemorySystem& memory_;
};

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

void touch_operands(KernelRun& run, MemorySystem& memory) {
    const std::vector<Operand>& operands = run.plan().operands;
    run.operands.assign(operands.size(), {});
    OperandPass pass(run, memory);
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
