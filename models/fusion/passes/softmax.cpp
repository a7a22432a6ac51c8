// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

/// The one axis of a reduction that keeps its dimensions; -1 when there are several.
std::int64_t single_axis(const WorkGraph& graph, const WorkNode& reduce) {
    auto axes = reduce.attribute("axes", std::vector<std::int64_t>{});
    if (axes.empty() && reduce.inputs.size() > 1) axes = graph.integers(reduce.inputs[1], reduce);
    if (axes.size() != 1 || reduce.attribute("keepdims", std::int64_t{1}) == 0) return -1;
    return normalized_axis(axes[0], graph.shape(reduce.inputs[0]).size());
}

/// x - max(x) over the axis: x; what else is exponentiated is taken as it is.
TensorId shifted_operand(const WorkGraph& graph, TensorId id, std::int64_t axis, Cover& cover) {
    const WorkNode* difference = producer_of(graph, id, "Sub");
    const WorkNode* peak =
        difference ? producer_of(graph, difference->inputs[1], "ReduceMax") : nullptr;
    if (peak == nullptr || peak->inputs[0] != difference->inputs[0] ||
        single_axis(graph, *peak) != axis)
        return id;
    cover.add(*difference);
    cover.add(*peak);
    return difference->inputs[0];
}

void recompose_at(WorkGraph& graph, const WorkNode& division) {
    const WorkNode* exponential = producer_of(graph, division.inputs[0], "Exp");
    const WorkNode* sum =
        exponential ? producer_of(graph, division.inputs[1], "ReduceSum") : nullptr;
    if (sum == nullptr || sum->inputs[0] != exponential->outputs[0]) return;
    const std::int64_t axis = single_axis(graph, *sum);
    if (axis < 0) return;
    Cover cover(graph);
    for (const WorkNode* node : {&division, exponential, sum}) cover.add(*node);
    const TensorId x = shifted_operand(graph, exponential->inputs[0], axis, cover);
    const NodeId id = graph.id_of(division);
    if (!graph.closed(cover.nodes(), id)) return;
    WorkNode softmax;
    softmax.name = division.name;
    softmax.type = "Softmax";
    softmax.inputs = {x};
    softmax.outputs = division.outputs;
    softmax.attributes["axis"] = axis;
    graph.replace(cover.nodes(), id, std::move(softmax));
}

}  // namespace

void recompose_softmax(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type == "Div" && node.inputs.size() == 2) recompose_at(graph, node);
    });
}

}  // namespace ascend::models
