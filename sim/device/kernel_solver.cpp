// SPDX-License-Identifier: Apache-2.0
#include "sim/device/kernel_solver.h"

#include <algorithm>

namespace ascend::sim {
namespace {

/// Solutions kept per plan: a steady program needs one per wave and group, contention adds few.
constexpr std::size_t kSolutionsPerPlan = 64;

/// Plans kept before those that nobody else holds are looked for.
constexpr std::size_t kFewPlans = 1024;

}  // namespace

KernelSolver::KernelSolver(const SocSpec& soc, bool exact)
    : soc_(soc), exact_(exact), mix_(mix_core(soc)), most_plans_(kFewPlans) {}

PreparedPlan& KernelSolver::prepare(const std::shared_ptr<const KernelPlan>& plan) {
    if (plans_.size() >= most_plans_) {
        forget_unused();
        most_plans_ = std::max(kFewPlans, 2 * plans_.size());
    }
    const auto [entry, added] = plans_.try_emplace(plan.get());
    if (added) entry->second = {plan, plan_traffic(*plan), {}};
    return entry->second;
}

void KernelSolver::forget_unused() {
    std::erase_if(plans_, [](const auto& entry) { return entry.second.plan.use_count() == 1; });
}

BlockTiming KernelSolver::solve(PreparedPlan& prepared, std::uint32_t program, std::int64_t active,
                                const std::vector<std::uint16_t>& misses) {
    if (exact_) return play(*prepared.plan, program, active, misses);
    auto& known = prepared.solutions;
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& solution) {
        return solution.program == program && solution.active == active &&
               solution.misses == misses;
    });
    if (found != known.end()) return found->timing;
    if (known.size() == kSolutionsPerPlan) known.pop_front();
    known.push_back({program, active, misses, play(*prepared.plan, program, active, misses)});
    return known.back().timing;
}

BlockTiming KernelSolver::play(const KernelPlan& plan, std::uint32_t program, std::int64_t active,
                               const std::vector<std::uint16_t>& misses) const {
    const CoreSpec& core = core_of(plan.core_type);
    MemoryView memory = memory_view(soc_, core, active);
    std::copy(misses.begin(), misses.end(), memory.miss_per_1024.begin());
    return play_block(plan, plan.programs[program], core, memory, exact_);
}

const CoreSpec& KernelSolver::core_of(CoreType type) const {
    switch (type) {
        case CoreType::kAiCore:
            return soc_.ai_core;
        case CoreType::kVectorCore:
            return soc_.vector_core;
        case CoreType::kMix:
            return mix_;
    }
    return soc_.ai_core;
}

CoreSpec mix_core(const SocSpec& soc) {
    CoreSpec core = soc.ai_core;
    const CoreSpec& vector = soc.vector_core;
    if (vector.count == 0) return core;
    core.has_vector = true;
    core.ub = vector.ub;
    core.vector = vector.vector;
    core.gm_to_ub = vector.gm_to_ub;
    core.ub_to_gm = vector.ub_to_gm;
    if (core.l0c_to_ub.bytes_per_cycle <= 0) core.l0c_to_ub = vector.l0c_to_ub;
    if (core.ub_to_l1.bytes_per_cycle <= 0) core.ub_to_l1 = vector.ub_to_l1;
    if (core.l1_to_ub.bytes_per_cycle <= 0) core.l1_to_ub = vector.l1_to_ub;
    return core;
}

}  // namespace ascend::sim
