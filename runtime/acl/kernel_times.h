// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

namespace ascend::runtime {

/// How long one block of a kernel computes, and on which cores.
struct KernelTime {
    double block_us = 0;
    sim::CoreType core = sim::CoreType::kAiCore;
};

/// What the user says of kernels whose code is not executed (ASCEND_SIM_KERNELS). Thread-safe once
/// configured.
class KernelTimes {
  public:
    /// Reads {"kernels": {"NAME": {"block_us": 12.5, "core": "ai_core" | "vector_core" | "mix"}}}.
    /// Throws Error as parse_faults() does; kIo when the file cannot be read.
    void load(const std::string& file);
    void parse(std::string_view text, std::string_view name);

    /// A launch of that many blocks. Throws Failure{200001} for a kernel of which nothing is said.
    std::shared_ptr<const sim::KernelPlan> plan_of(const sim::SocSpec& soc, const std::string& name,
                                                   std::uint32_t blocks);

  private:
    std::map<std::string, KernelTime> times_;
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const sim::KernelPlan>> plans_;  ///< by what they are of
};

}  // namespace ascend::runtime
