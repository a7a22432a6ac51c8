// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/fusion/fused_graph.h"
#include "traces/units.h"

namespace ascend::models {

/// Gives workspace tensors offsets by liveness (first fit, 512 B aligned), so that dead ones are
/// reused. Parallel to graph.tensors; -1 for tensors that are not workspace. `total` receives the
/// size.
std::vector<std::int64_t> plan_memory(const FusedGraph& graph, Bytes& total);

}  // namespace ascend::models
