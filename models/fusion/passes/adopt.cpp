// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/passes/passes.h"

namespace ascend::models {

namespace {

/// Before opset 13 the axis splits the tensor into rows and columns.
void adopt_softmax(const WorkGraph& graph, WorkNode& node) {
    const bool coerced = graph.opset < 13;
    const std::int64_t axis = node.attribute("axis", std::int64_t{coerced ? 1 : -1});
    node.attributes["axis"] = normalized_axis(axis, graph.shape(node.inputs[0]).size());
    node.attributes["coerced"] = std::int64_t{coerced};
    node.attributes["log"] = std::int64_t{node.type == "LogSoftmax"};
    node.type = "Softmax";
}

void adopt_norm(WorkGraph& graph, WorkNode& node, const char* type) {
    const std::size_t rank = graph.shape(node.inputs[0]).size();
    std::vector<TensorId> inputs = node.inputs;
    inputs.resize(3, kNoTensor);
    graph.set_inputs(node, std::move(inputs));
    node.type = type;
    node.attributes["axis"] = normalized_axis(node.attribute("axis", std::int64_t{-1}), rank);
}

}  // namespace

void adopt_composites(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type == "Softmax" || node.type == "LogSoftmax") adopt_softmax(graph, node);
        if (node.type == "LayerNormalization") adopt_norm(graph, node, "LayerNorm");
        if (node.type == "RMSNormalization" || node.type == "SimplifiedLayerNormalization")
            adopt_norm(graph, node, "RmsNorm");
    });
}

}  // namespace ascend::models
