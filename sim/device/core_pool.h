// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <vector>

#include "sim/kernel/kernel_plan.h"
#include "sim/soc/soc_spec.h"

namespace ascend::sim {

/// Indices of cores: AI cores for kAiCore and kMix, vector cores for kVectorCore.
using CoreIndices = boost::container::small_vector<std::uint16_t, 32>;

/// Which cores of a device are free. Mix blocks take an AI core and the vector cores beside it:
/// AI core i has those of [i * n, (i + 1) * n) for n vector cores to an AI core.
class CorePool {
  public:
    explicit CorePool(const SocSpec& soc);

    std::int64_t count(CoreType type) const;
    bool any_free(CoreType type) const;
    /// Takes up to `wanted` free cores, lowest index first.
    CoreIndices take(CoreType type, std::int64_t wanted);
    void give_back(CoreType type, const CoreIndices& cores);
    /// Vector cores that belong to one AI core in a mix block.
    std::int64_t vector_cores_of_mix() const { return vector_per_ai_; }

  private:
    bool is_free(CoreType type, std::size_t core) const;
    void mark(CoreType type, std::size_t core, bool free);

    std::vector<bool> ai_, vector_;
    std::int64_t vector_per_ai_ = 0;
};

}  // namespace ascend::sim
