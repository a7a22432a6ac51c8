// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/slices/slice_for_l2.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "models/fusion/memory_plan.h"
#include "models/fusion/slices/batch_cut.h"
#include "models/fusion/slices/slice_runs.h"

namespace ascend::models {

namespace {

using TensorMap = std::map<std::uint32_t, std::uint32_t>;

/// Writes one run of a graph as slices of it, behind what `operators` has so far.
class RunWriter {
  public:
    RunWriter(FusedGraph& graph, const BatchCut& cut, const SliceRun& run)
        : graph_(graph), cut_(cut), run_(run) {
        for (std::size_t op = run.begin; op < run.end; ++op) {
            shapes_.push_back(cut.slice(op, run.images));
        }
    }

    void write(std::vector<FusedOperator>& operators) {
        const TensorMap inner = place_inner_tensors();
        for (std::int64_t first = 0; first < cut_.batch(); first += run_.images) {
            TensorMap slices = inner;
            for (std::size_t i = 0; i < shapes_.size(); ++i) {
                const FusedOperator& whole = graph_.operators[run_.begin + i];
                FusedOperator op{fmt::format("{}_{}", whole.name, first / run_.images), whole.type,
                                 shapes_[i], whole.inputs, whole.outputs};
                for (auto* ids : {&op.inputs, &op.outputs}) {
                    for (std::uint32_t& id : *ids) id = slice_of(id, first, slices);
                }
                operators.push_back(std::move(op));
            }
        }
    }

  private:
    /// Made and used up inside the run.
    bool is_inner(std::uint32_t id) const {
        if (graph_.tensors[id].storage != Storage::kWorkspace) return false;
        std::size_t first = graph_.operators.size(), last = 0;
        for (std::size_t op = 0; op < graph_.operators.size(); ++op) {
            const FusedOperator& other = graph_.operators[op];
            for (const auto* ids : {&other.inputs, &other.outputs}) {
                if (std::find(ids->begin(), ids->end(), id) == ids->end()) continue;
                first = std::min(first, op);
                last = std::max(last, op);
            }
        }
        return first >= run_.begin && last < run_.end;
    }

    FusedTensor part(std::uint32_t id) const {
        FusedTensor tensor = graph_.tensors[id];
        tensor.shape.front() = run_.images;
        tensor.bytes = Bytes(cut_.image_bytes(id) * run_.images);
        return tensor;
    }

    /// One buffer for all tensors that stay inside the run, planned as if the slice were a network.
    TensorMap place_inner_tensors() {
        FusedGraph slice;
        slice.tensors = graph_.tensors;
        for (std::uint32_t id = 0; id < slice.tensors.size(); ++id) {
            slice.tensors[id].storage = Storage::kWeight;
        }
        std::vector<std::uint32_t> inner;
        for (std::size_t op = run_.begin; op < run_.end; ++op) {
            slice.operators.push_back(graph_.operators[op]);
            for (const std::uint32_t id : graph_.operators[op].outputs) {
                if (!is_inner(id)) continue;
                inner.push_back(id);
                slice.tensors[id] = part(id);
            }
        }
        Bytes total;
        const std::vector<std::int64_t> offsets = plan_memory(slice, total);
        TensorMap map;
        if (inner.empty()) return map;
        const auto buffer = static_cast<std::uint32_t>(graph_.tensors.size());
        graph_.tensors.push_back({.name = fmt::format("l2_buffer_{}", run_.begin),
                                  .shape = {total.count()},
                                  .type = DataType::kUint8,
                                  .bytes = total});
        for (const std::uint32_t id : inner) map[id] = add_part(id, buffer, offsets[id]);
        return map;
    }

    std::uint32_t add_part(std::uint32_t id, std::uint32_t whole, std::int64_t offset) {
        FusedTensor tensor = part(id);
        tensor.alias_of = whole;
        tensor.alias_offset = offset;
        graph_.tensors.push_back(std::move(tensor));
        return static_cast<std::uint32_t>(graph_.tensors.size() - 1);
    }

    std::uint32_t slice_of(std::uint32_t id, std::int64_t first, TensorMap& slices) {
        if (!cut_.has_images(id)) return id;
        const auto known = slices.find(id);
        if (known != slices.end()) return known->second;
        return slices[id] = add_part(id, id, first * cut_.image_bytes(id));
    }

    FusedGraph& graph_;
    const BatchCut& cut_;
    const SliceRun run_;
    std::vector<OperatorShape> shapes_;
};

}  // namespace

void slice_for_l2(FusedGraph& graph, const sim::SocSpec& soc) {
    if (soc.split || soc.ai_core.fixpipe) return;
    const BatchCut cut(graph);
    if (cut.batch() <= 1) return;
    std::vector<FusedOperator> operators;
    for (const SliceRun& run : choose_slice_runs(graph, cut, soc)) {
        if (run.images == cut.batch()) {
            operators.push_back(graph.operators[run.begin]);
        } else {
            RunWriter(graph, cut, run).write(operators);
        }
    }
    graph.operators = std::move(operators);
}

}  // namespace ascend::models
