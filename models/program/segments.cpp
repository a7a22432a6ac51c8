// SPDX-License-Identifier: Apache-2.0
#include "models/program/segments.h"

#include <algorithm>

#include "models/program/program.h"
#include "traces/error.h"

namespace ascend::models {

namespace {

constexpr std::int64_t kAlignment = 512;
constexpr std::uint32_t kNotAliased = 0xffffffff;

std::uint16_t segment_of(const FusedGraph& graph, const FusedTensor& tensor) {
    switch (tensor.storage) {
        case Storage::kWeight:
            return kWeightSegment;
        case Storage::kWorkspace:
            return kWorkSegment;
        case Storage::kInput:
            return static_cast<std::uint16_t>(kFirstInputSegment + tensor.io_index);
        case Storage::kOutput:
            return static_cast<std::uint16_t>(kFirstInputSegment + graph.inputs.size() +
                                              tensor.io_index);
    }
    return kWorkSegment;
}

}  // namespace

SegmentMap::SegmentMap(const FusedGraph& graph) : graph_(graph) {
    offsets_ = plan_memory(graph, tensor_workspace_);
    std::int64_t weights = 0;
    for (std::size_t i = 0; i < graph.tensors.size(); ++i) {
        const FusedTensor& tensor = graph.tensors[i];
        if (tensor.alias_of != kNotAliased || tensor.storage == Storage::kWorkspace) continue;
        offsets_[i] = 0;
        if (tensor.storage != Storage::kWeight) continue;
        offsets_[i] = weights;
        weights += round_up(tensor.bytes.count(), kAlignment);
    }
    weight_bytes_ = Bytes(weights);
}

sim::OperandRef SegmentMap::tensor(std::uint32_t id, Bytes bytes) const {
    std::int64_t offset = 0;
    std::uint32_t root = id;
    for (; graph_.tensors[root].alias_of != kNotAliased; root = graph_.tensors[root].alias_of)
        offset += graph_.tensors[root].alias_offset;
    ASCEND_INVARIANT(offsets_[root] >= 0, "a kernel touches a tensor that has no memory");
    return {segment_of(graph_, graph_.tensors[root]),
            static_cast<std::uint64_t>(offsets_[root] + offset),
            std::min(bytes, graph_.tensors[id].bytes)};
}

sim::OperandRef SegmentMap::kernel_workspace(Bytes offset, Bytes bytes) const {
    return {kWorkSegment, static_cast<std::uint64_t>((tensor_workspace_ + offset).count()), bytes};
}

}  // namespace ascend::models
