// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models::testing {

/// An operator and how it is planned, by name.
struct PlanExample {
    std::string name;
    std::function<sim::KernelPlan(const sim::SocSpec&)> plan;
};

/// Every vector operator over many shapes: one element, primes, ragged and even extents, rows that
/// fit UB and rows that do not.
std::vector<PlanExample> plan_examples();

}  // namespace ascend::models::testing
