// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "sim/device/plan_traffic.h"
#include "sim/kernel/play_block.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

/// A plan as the device has prepared it.
struct PreparedPlan {
    std::shared_ptr<const KernelPlan> plan;
    PlanTraffic traffic;

    struct Solution {
        std::uint32_t program;
        std::int64_t active;
        std::vector<std::uint16_t> misses;
        BlockTiming timing;
    };
    std::deque<Solution> solutions;
};

/// Plays the blocks of kernels on one device. A block whose surroundings are the same as before is
/// not played again, unless `exact`; that changes no cycle.
class KernelSolver {
  public:
    KernelSolver(const SocSpec& soc, bool exact);

    PreparedPlan& prepare(const std::shared_ptr<const KernelPlan>& plan);
    /// Drops plans that nobody else holds any more.
    void forget_unused();

    /// One block of `program` while `active` cores run the kernel; `misses` is the share, per
    /// operand, that L2 does not hold, in 1/1024.
    BlockTiming solve(PreparedPlan& prepared, std::uint32_t program, std::int64_t active,
                      const std::vector<std::uint16_t>& misses);
    const CoreSpec& core_of(CoreType type) const;

  private:
    BlockTiming play(const KernelPlan& plan, std::uint32_t program, std::int64_t active,
                     const std::vector<std::uint16_t>& misses) const;

    const SocSpec& soc_;
    bool exact_;
    CoreSpec mix_;
    std::unordered_map<const KernelPlan*, PreparedPlan> plans_;
    std::size_t most_plans_;
};

/// An AI core of a split chip together with a vector core of its own: each path and unit is that of
/// the core which has it.
CoreSpec mix_core(const SocSpec& soc);

}  // namespace ascend::sim
