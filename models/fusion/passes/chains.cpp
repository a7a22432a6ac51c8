// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

/// Every operand needs a double-buffered slice of UB: with more, slices get too short to pay.
constexpr std::size_t kMaxOperands = 5;
constexpr std::size_t kMaxSteps = 16;

std::vector<TensorId> joined_operands(const WorkNode& first, const WorkNode& second) {
    std::vector<TensorId> operands = first.inputs;
    for (TensorId id : second.inputs)
        if (id != first.outputs[0] &&
            std::find(operands.begin(), operands.end(), id) == operands.end())
            operands.push_back(id);
    return operands;
}

/// No broadcast between the two: the first result is as large as the second.
bool joinable(const WorkGraph& graph, const WorkNode& first, const WorkNode& second) {
    return second.type == "Elementwise" && same_shape(graph, first.outputs[0], second.outputs[0]) &&
           joined_operands(first, second).size() <= kMaxOperands &&
           first.steps.size() + second.steps.size() <= kMaxSteps;
}

void join(WorkGraph& graph, const WorkNode& first, const WorkNode& second) {
    WorkNode merged = second;
    merged.name = joined_name(first, second);
    merged.vendor_type = first.vendor_type;
    merged.steps = first.steps;
    merged.steps.insert(merged.steps.end(), second.steps.begin(), second.steps.end());
    merged.inputs = joined_operands(first, second);
    graph.replace({graph.id_of(first), graph.id_of(second)}, graph.id_of(second),
                  std::move(merged));
}

}  // namespace

void fuse_elementwise_chains(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type != "Elementwise") return;
        const WorkNode* next = graph.only_consumer(node.outputs[0]);
        if (next != nullptr && joinable(graph, node, *next)) join(graph, node, *next);
    });
}

}  // namespace ascend::models
