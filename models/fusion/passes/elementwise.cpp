// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/fusion/passes/elementwise_rules.h"
#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

bool number(const WorkGraph& graph, TensorId id) {
    return graph.constant(id) && element_count(graph.shape(id)) == 1;
}

/// Type a step computes in: the widest of what it touches, so that comparisons compute in their
/// operands' type and casts in the wider one.
DataType step_type(const WorkGraph& graph, const WorkNode& node) {
    DataType widest = graph.tensors[node.outputs[0]].type;
    for (TensorId id : node.inputs)
        if (id != kNoTensor && bits_of(graph.tensors[id].type) > bits_of(widest))
            widest = graph.tensors[id].type;
    return widest;
}

/// x^2, x^3 and x^0.5 are products and a root; only other exponents need exp and log.
std::vector<VectorOp> power_ops(const WorkGraph& graph, const WorkNode& node) {
    const auto exponent = graph.scalar(node.inputs[1]);
    if (exponent == 2.0) return {VectorOp::kMul};
    if (exponent == 3.0) return {VectorOp::kMul, VectorOp::kMul};
    if (exponent == 0.5) return {VectorOp::kSqrt};
    if (exponent == -0.5) return {VectorOp::kRsqrt};
    return {VectorOp::kPow};
}

std::vector<VectorOp> ops_of(const WorkGraph& graph, const WorkNode& node,
                             const ElementwiseRule& rule, std::size_t operands) {
    if (rule.type == "Pow") return power_ops(graph, node);
    if (rule.operands != 0) return rule.ops;
    std::vector<VectorOp> ops(operands - 1, rule.ops.front());
    if (rule.type == "Mean") ops.push_back(VectorOp::kMul);
    return ops;
}

/// Operands that carry data: the first ones that the rule counts, without numbers.
std::vector<TensorId> data_operands(const WorkGraph& graph, const WorkNode& node,
                                    const ElementwiseRule& rule) {
    const std::size_t count =
        rule.operands == 0 ? node.inputs.size() : std::min(rule.operands, node.inputs.size());
    std::vector<TensorId> operands;
    for (std::size_t i = 0; i < count; ++i)
        if (node.inputs[i] != kNoTensor && !number(graph, node.inputs[i]))
            operands.push_back(node.inputs[i]);
    return operands;
}

void lower(WorkGraph& graph, WorkNode& node, const ElementwiseRule& rule) {
    const std::size_t count = rule.operands == 0 ? node.inputs.size() : rule.operands;
    std::vector<TensorId> operands = data_operands(graph, node, rule);
    const bool scalar = operands.size() < count && count > 1;
    const DataType type = step_type(graph, node);
    for (VectorOp op : ops_of(graph, node, rule, count)) node.steps.push_back({op, type, scalar});
    node.type = "Elementwise";
    node.vendor_type = rule.vendor_type;
    graph.set_inputs(node, std::move(operands));
}

}  // namespace

void lower_elementwise(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        const ElementwiseRule* rule = elementwise_rule(node.type);
        if (rule != nullptr) lower(graph, node, *rule);
    });
}

}  // namespace ascend::models
