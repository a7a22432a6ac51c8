// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/kernel/core_state.h"
#include "sim/kernel/tile_program.h"

namespace ascend::sim {

/// Finds out that a loop repeats itself: that an iteration left the state in which an earlier one
/// found it, only later. From there on every period does the same again, so whole periods can be
/// skipped and the state is the same to the cycle.
///
/// "Only later" holds per group of pipes that the loop's buffers couple: groups do not see each
/// other, so each may be later by its own amount. A buffer that is held around the loop and whose
/// time the loop does not touch may stand still, once it is too old to bind.
class Recurrence {
  public:
    Recurrence(const TileProgram& program, const TileLoop& loop);

    /// The loop is entered.
    void start(CoreState& state);
    /// After an iteration: its number of iterations if the loop has a period that ends here, or 0.
    std::int64_t period(CoreState& state);
    /// Skips `times` of the period that was just found.
    void skip(CoreState& state, std::int64_t times) const;

  private:
    struct Group {
        PipeMask pipes = 0;
        BufferMask rings = 0;    ///< acquired and released in the loop
        BufferMask used = 0;     ///< held around the loop: time of last use moves
        BufferMask written = 0;  ///< held around the loop: time of readiness moves
    };
    /// Times that the loop reads and does not change: readiness of what it only reads, the free
    /// slot of what it writes without acquiring it.
    struct Constant {
        std::size_t buffer = 0;
        bool slot = false;
        PipeMask pipes = 0;  ///< that wait for it
    };

    /// A ring whose past does not matter.
    struct Settled {
        std::size_t buffer = 0;
        PipeMask writers = 0;
    };

    void couple(const TileProgram& program, const TileLoop& loop);
    void hold(const TileLoop& loop);
    void settle(CoreState& state) const;
    void save(CoreState& state);
    std::int64_t shift_of(const Group& group, const CoreState& state) const;
    bool pipes_shift_alike(const CoreState& state) const;
    bool same_shift(CoreState& state);
    bool constants_are_past(const CoreState& state) const;
    template <class Visit>
    static void each_time(CoreState& state, const Group& group, Visit&& visit);

    std::vector<Group> groups_;
    std::vector<Constant> constants_;
    std::vector<Settled> settled_;

    std::vector<std::int64_t> saved_;  ///< the checkpoint's times, group by group
    std::array<PipeState, kPipeCount> saved_pipes_{};
    std::vector<std::int64_t> shifts_;  ///< per group
    std::int64_t since_ = 0, reach_ = 1;
};

}  // namespace ascend::sim
