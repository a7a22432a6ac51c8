// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "models/fusion/emit/emitters.h"
#include "models/fusion/emit/outputs.h"
#include "models/fusion/passes/passes.h"
#include "models/fusion/slices/slice_for_l2.h"
#include "traces/error.h"

namespace ascend::models {

namespace {

/// What every device needs, fused or not: no constants left to compute, no recurrent loops.
void prepare(WorkGraph& graph) {
    fold_constants(graph);
    remove_identities(graph);
    remove_dead_nodes(graph);
    adopt_composites(graph);
    normalize_quantized(graph);
    decompose_einsum(graph);
    decompose_recurrent(graph);
}

void recompose(WorkGraph& graph) {
    recompose_gelu(graph);
    recompose_activations(graph);
    recompose_norms(graph);
    recompose_softmax(graph);
    recompose_rotary(graph);
    recompose_channel_shuffle(graph);
}

/// Flash attention exists where cube and vector cores run side by side, and in 16 bits only.
bool has_flash_attention(const WorkGraph& graph) {
    return graph.soc.split && graph.options.precision == Precision::kFp16;
}

void merge(WorkGraph& graph) {
    merge_pads(graph);
    fold_scales(graph);
    if (has_flash_attention(graph)) fuse_attention(graph);
    fuse_head_transposes(graph);
}

void fuse_vector_work(WorkGraph& graph) {
    fuse_epilogues(graph);
    fuse_norm_neighbours(graph);
    fuse_reduce_fronts(graph);
    fuse_elementwise_chains(graph);
}

void refuse_unsupported(WorkGraph& graph) {
    std::string list;
    graph.for_each([&](WorkNode& node) {
        const std::string why = refusal(graph, node);
        if (!why.empty())
            list +=
                fmt::format("{}{} '{}' ({})", list.empty() ? "" : ", ", node.type, node.name, why);
    });
    if (!list.empty())
        throw Error(ErrorCode::kUnsupported,
                    fmt::format("model '{}': operators without a lowering: {}", graph.name, list));
}

}  // namespace

FusedGraph fuse(const Graph& source, const sim::SocSpec& soc, const CompileOptions& options) {
    WorkGraph graph(source, soc, options);
    prepare(graph);
    if (options.fusion) recompose(graph);
    simplify_views(graph);
    normalize_matmuls(graph);
    if (options.fusion) merge(graph);
    lower_elementwise(graph);
    refuse_unsupported(graph);
    if (options.fusion) fuse_vector_work(graph);
    remove_dead_nodes(graph);
    FusedGraph fused;
    fused.name = source.name;
    Forms forms(graph, fused);
    declare_inputs(forms);
    graph.for_each([&](WorkNode& node) { emitter_of(node.type)(forms, node); });
    declare_outputs(forms);
    if (options.fusion) slice_for_l2(fused, soc);
    return fused;
}

}  // namespace ascend::models
