// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <systemc>

#include "sim/device/machine.h"
#include "sim/kernel/play_block.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

/// What a block did to the pipes of a core, with what others did to the block.
struct BlockActivity {
    BlockTiming timing;
    Cycles cold_start;  ///< before the first load
    Cycles stretch;     ///< after the end it would have had with the memory to itself
};

/// A core of either kind. Its pipes are played by play_block(); the module keeps their account.
class Core : public sc_core::sc_module {
  public:
    Core(sc_core::sc_module_name name, const CoreSpec& spec) : sc_module(name), spec_(spec) {}

    /// A block ended. Pipes outside `pipes` stayed idle. A cold start holds up MTE2; a stretch
    /// holds up whichever pipes the block moved memory with.
    void add(const BlockActivity& activity, const std::array<bool, kPipeCount>& pipes);
    CoreStats stats(Picoseconds now) const;

  private:
    const CoreSpec& spec_;
    std::array<Cycles, kPipeCount> busy_{}, stall_{};
};

/// The core that has the cube; unless the chip is split, the vector unit too.
class AiCore final : public Core {
  public:
    using Core::Core;
};

/// A vector core of its own.
class VectorCore final : public Core {
  public:
    using Core::Core;
};

/// Whole cycles of a clock of `mhz` in `time`.
Cycles cycles_in(Picoseconds time, double mhz);

}  // namespace ascend::sim
