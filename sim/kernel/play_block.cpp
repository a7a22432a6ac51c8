// SPDX-License-Identifier: Apache-2.0
#include "sim/kernel/play_block.h"

#include <algorithm>
#include <vector>

#include "sim/kernel/core_state.h"
#include "sim/kernel/recurrence.h"
#include "sim/kernel/tile_program.h"

namespace ascend::sim {
namespace {

/// Loops of fewer trips are over before a recurrence could be told.
constexpr std::int64_t kFewTrips = 3;

class Player {
  public:
    Player(const TileProgram& program, const std::vector<std::uint8_t>& depths, bool exact)
        : program_(program), exact_(exact), state_(depths) {
        if (exact) return;
        recurrences_.reserve(program.loops.size());
        for (const TileLoop& loop : program.loops) recurrences_.emplace_back(program, loop);
    }

    BlockTiming play() {
        run(0, static_cast<std::uint32_t>(program_.ops.size()));
        BlockTiming timing;
        for (std::size_t p = 0; p < kPipeCount; ++p) {
            timing.busy[p] = Cycles(state_.pipes[p].busy);
            timing.stall[p] = Cycles(state_.pipes[p].stall);
            timing.total = std::max(timing.total, Cycles(state_.pipes[p].done));
        }
        return timing;
    }

  private:
    void run(std::uint32_t begin, std::uint32_t end) {
        for (std::uint32_t i = begin; i != end; ++i) {
            const TileOp& op = program_.ops[i];
            switch (op.kind) {
                case TileOpKind::kStep:
                    state_.step(op);
                    break;
                case TileOpKind::kAcquire:
                    state_.acquire(op.reads);
                    break;
                case TileOpKind::kRelease:
                    state_.release(op.reads);
                    break;
                case TileOpKind::kLoop:
                    run_loop(op.loop);
                    i = program_.loops[op.loop].end - 1;
                    break;
            }
        }
    }

    void run_loop(std::uint32_t index) {
        const TileLoop& loop = program_.loops[index];
        std::int64_t left = loop.trips;
        if (!exact_ && left > kFewTrips) left = run_until_recurrence(loop, recurrences_[index]);
        for (; left > 0; --left) run(loop.begin, loop.end);
    }

    /// Returns the trips that are left after the last whole period.
    std::int64_t run_until_recurrence(const TileLoop& loop, Recurrence& recurrence) {
        recurrence.start(state_);
        for (std::int64_t left = loop.trips; left > 0;) {
            run(loop.begin, loop.end);
            --left;
            const std::int64_t period = recurrence.period(state_);
            if (period == 0) continue;
            recurrence.skip(state_, left / period);
            return left % period;
        }
        return 0;
    }

    const TileProgram& program_;
    const bool exact_;
    CoreState state_;
    std::vector<Recurrence> recurrences_;  ///< parallel to program_.loops
};

}  // namespace

BlockTiming play_block(const KernelPlan& plan, const BlockProgram& program, const CoreSpec& core,
                       const MemoryView& memory, bool exact) {
    const TileProgram tiles = make_tile_program(plan, program, core, memory);
    return Player(tiles, plan.buffer_depths, exact).play();
}

}  // namespace ascend::sim
