// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/fusion/fused_graph.h"
#include "models/fusion/slices/batch_cut.h"
#include "sim/soc/soc_spec.h"

namespace ascend::models {

/// Operators [begin, end) that are executed together, `images` images at a time.
struct SliceRun {
    std::size_t begin = 0, end = 0;
    std::int64_t images = 1;
    bool operator==(const SliceRun&) const = default;
};

/// Divides the operators into runs such that the time for DRAM traffic and task starts is least:
/// what a cut run passes on inside stays in L2 as far as all live images of a slice and the weights
/// of one operator fit there together; its weights are read again for each slice unless they fit
/// too. An operator that is not cut is a run of its own, of the whole batch.
std::vector<SliceRun> choose_slice_runs(const FusedGraph& graph, const BatchCut& cut,
                                        const sim::SocSpec& soc);

}  // namespace ascend::models
