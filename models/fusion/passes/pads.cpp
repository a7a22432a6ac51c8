// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

/// Pads of the spatial axes, begins then ends; empty when anything else is padded, or by anything
/// but a constant zero.
std::vector<std::int64_t> spatial_pads(const WorkGraph& graph, const WorkNode& pad) {
    if (pad.attribute("mode", std::string_view("constant")) != "constant") return {};
    if (pad.inputs.size() > 2 && pad.inputs[2] != kNoTensor && graph.scalar(pad.inputs[2]) != 0.0)
        return {};
    if (pad.attribute("value", 0.0) != 0.0) return {};
    auto pads = pad.attribute("pads", std::vector<std::int64_t>{});
    if (pads.empty() && pad.inputs.size() > 1) pads = graph.integers(pad.inputs[1], pad);
    const std::size_t rank = graph.shape(pad.inputs[0]).size();
    if (rank < 3 || pads.size() != 2 * rank || pad.inputs.size() > 3) return {};
    if (std::any_of(pads.begin(), pads.end(), [](auto p) { return p < 0; })) return {};
    if (pads[0] != 0 || pads[1] != 0 || pads[rank] != 0 || pads[rank + 1] != 0) return {};
    std::vector<std::int64_t> spatial(pads.begin() + 2, pads.begin() + static_cast<long>(rank));
    spatial.insert(spatial.end(), pads.begin() + static_cast<long>(rank) + 2, pads.end());
    return spatial;
}

/// Max pooling does not take zeros for padding, and an average that does not count its own pads
/// would not count these either.
bool takes_pads(const WorkNode& node) {
    const std::string padding = node.attribute("auto_pad", std::string_view("NOTSET"));
    if (padding != "NOTSET" && padding != "VALID") return false;
    if (node.type == "Conv") return true;
    if (node.type != "AveragePool") return false;
    const auto own = node.attribute("pads", std::vector<std::int64_t>{});
    const bool unpadded = std::all_of(own.begin(), own.end(), [](auto p) { return p == 0; });
    return unpadded || node.attribute("count_include_pad", std::int64_t{0}) != 0;
}

void merge_at(WorkGraph& graph, WorkNode& pad) {
    WorkNode* reader = graph.only_consumer(pad.outputs[0]);
    if (reader == nullptr || reader->inputs[0] != pad.outputs[0] || !takes_pads(*reader)) return;
    const auto extra = spatial_pads(graph, pad);
    if (extra.empty()) return;
    auto pads = reader->attribute("pads", std::vector<std::int64_t>(extra.size(), 0));
    for (std::size_t i = 0; i < extra.size(); ++i) pads[i] += extra[i];
    reader->attributes["pads"] = pads;
    reader->attributes["auto_pad"] = std::string("NOTSET");
    if (reader->type == "AveragePool") reader->attributes["count_include_pad"] = std::int64_t{1};
    std::vector<TensorId> inputs = reader->inputs;
    inputs[0] = pad.inputs[0];
    graph.erase(pad);
    graph.set_inputs(*reader, std::move(inputs));
}

}  // namespace

void merge_pads(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type == "Pad" && node.inputs[0] != kNoTensor) merge_at(graph, node);
    });
}

}  // namespace ascend::models
