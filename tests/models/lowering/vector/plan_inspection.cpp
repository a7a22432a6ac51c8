// SPDX-License-Identifier: Apache-2.0
#include "tests/models/lowering/vector/plan_inspection.h"

#include <algorithm>
#include <array>
#include <functional>

#include "sim/kernel/cycles.h"
#include "sim/kernel/play_block.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::models::testing {
namespace {

sim::BlockTiming play(const sim::KernelPlan& plan, const sim::SocSpec& soc,
                      const sim::BlockGroup& group, Memory place = Memory::kInL2) {
    const sim::CoreSpec& core = sim::vector_core_of(soc);
    sim::MemoryView memory = sim::memory_view(soc, core, plan.block_dim());
    if (place == Memory::kInDram) memory.miss_per_1024.fill(1024);
    return sim::play_block(plan, plan.programs[group.program], core, memory);
}

using Visit = std::function<void(const sim::Step& step, std::int64_t times)>;

void visit(const std::vector<sim::Node>& body, std::int64_t times, const Visit& visitor) {
    for (const sim::Node& node : body) {
        if (const auto* step = std::get_if<sim::Step>(&node.op)) visitor(*step, times);
        if (const auto* loop = std::get_if<sim::Loop>(&node.op)) {
            visit(loop->body, times * loop->trips, visitor);
        }
    }
}

/// Bytes moved since the last Acquire of each buffer; the largest ever.
class TileBytes {
  public:
    void walk(const std::vector<sim::Node>& body) {
        for (const sim::Node& node : body) {
            if (const auto* acquire = std::get_if<sim::Acquire>(&node.op)) clear(acquire->buffers);
            if (const auto* step = std::get_if<sim::Step>(&node.op)) add(*step);
            if (const auto* loop = std::get_if<sim::Loop>(&node.op)) walk(loop->body);
        }
    }
    std::int64_t total(const std::vector<std::uint8_t>& depths) const {
        std::int64_t bytes = 0;
        for (std::size_t b = 0; b < depths.size(); ++b) bytes += most_[b] * depths[b];
        return bytes;
    }

  private:
    void clear(sim::BufferMask buffers) {
        for (std::size_t b = 0; b < now_.size(); ++b) {
            if ((buffers >> b & 1U) != 0) now_[b] = 0;
        }
    }
    void add(const sim::Step& step) {
        if (!step.access) return;
        // A store of what was loaded takes no room of its own, nor does the instruction queue.
        const unsigned used = step.writes != 0 ? step.writes : step.reads & 0b010U;
        for (std::size_t b = 0; b < now_.size(); ++b) {
            if ((used >> b & 1U) == 0) continue;
            now_[b] += step.access->bytes.count();
            most_[b] = std::max(most_[b], now_[b]);
        }
    }

    std::array<std::int64_t, 16> now_{}, most_{};
};

}  // namespace

const std::vector<std::shared_ptr<const sim::SocSpec>>& shipped_socs() {
    static const std::vector<std::shared_ptr<const sim::SocSpec>> socs = [] {
        std::vector<std::shared_ptr<const sim::SocSpec>> loaded;
        for (const std::string& name : sim::soc_names()) loaded.push_back(sim::load_soc(name));
        return loaded;
    }();
    return socs;
}

const sim::SocSpec& soc_named(const std::string& name) {
    for (const auto& soc : shipped_socs()) {
        if (soc->name == name) return *soc;
    }
    throw Error(ErrorCode::kNotFound, "no SoC " + name);
}

double start_cycles(const sim::SocSpec& soc, std::int64_t blocks) {
    const sim::CoreSpec& core = sim::vector_core_of(soc);
    const auto count = static_cast<double>(blocks);
    double launch = soc.scheduler.kernel_launch_us +
                    count * (soc.split ? soc.scheduler.vector_launch_us_per_block
                                       : soc.scheduler.kernel_launch_us_per_block);
    if (soc.scheduler.kernel_launch_us_max > 0) {
        launch = std::min(launch, soc.scheduler.kernel_launch_us_max);
    }
    return launch * core.frequency_mhz + core.first_load_cycles +
           core.first_load_cycles_per_block * count;
}

double kernel_cycles(const sim::KernelPlan& plan, const sim::SocSpec& soc, Memory memory) {
    Cycles slowest;
    for (const sim::BlockGroup& group : plan.groups) {
        slowest = std::max(slowest, play(plan, soc, group, memory).total);
    }
    return start_cycles(soc, plan.block_dim()) + static_cast<double>(slowest.count());
}

std::int64_t busy_cycles(const sim::KernelPlan& plan, const sim::SocSpec& soc, sim::Pipe pipe) {
    std::int64_t busy = 0;
    for (const sim::BlockGroup& group : plan.groups) {
        const sim::BlockTiming timing = play(plan, soc, group);
        busy += timing.busy[static_cast<std::size_t>(pipe)].count() * group.blocks;
    }
    return busy;
}

std::int64_t moved_bytes(const sim::KernelPlan& plan, std::size_t operand) {
    std::int64_t bytes = 0;
    for (const sim::BlockGroup& group : plan.groups) {
        const auto traffic = sim::program_traffic(plan, plan.programs[group.program]);
        bytes += traffic[operand].count() * group.blocks;
    }
    return bytes;
}

std::int64_t ub_bytes(const sim::KernelPlan& plan) {
    std::int64_t most = 0;
    for (const sim::BlockProgram& program : plan.programs) {
        TileBytes tiles;
        tiles.walk(program.body);
        most = std::max(most, tiles.total(plan.buffer_depths));
    }
    return most;
}

std::int64_t runs_of(const sim::KernelPlan& plan, std::size_t operand) {
    std::int64_t runs = 0;
    for (const sim::BlockGroup& group : plan.groups) {
        visit(plan.programs[group.program].body, group.blocks,
              [&](const sim::Step& step, std::int64_t times) {
                  if (step.access && step.access->operand == operand) {
                      runs += step.access->rows * times;
                  }
              });
    }
    return runs;
}

}  // namespace ascend::models::testing
