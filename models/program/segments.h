// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "models/fusion/fused_graph.h"
#include "sim/device/task.h"
#include "traces/units.h"

namespace ascend::models {

/// Where every tensor of a fused graph lies, as segment and offset.
class SegmentMap {
  public:
    explicit SegmentMap(const FusedGraph& graph);

    /// The first `bytes` of a tensor (all of it when it is shorter).
    sim::OperandRef tensor(std::uint32_t id, Bytes bytes) const;
    /// Memory that a kernel uses for itself, `offset` bytes into what all kernels share: tasks of
    /// the one stream follow one another.
    sim::OperandRef kernel_workspace(Bytes offset, Bytes bytes) const;

    Bytes weight_bytes() const { return weight_bytes_; }
    Bytes tensor_workspace() const { return tensor_workspace_; }

  private:
    const FusedGraph& graph_;
    std::vector<std::int64_t> offsets_;
    Bytes weight_bytes_, tensor_workspace_;
};

}  // namespace ascend::models
