// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/passes/pattern.h"

#include <algorithm>
#include <cmath>

namespace ascend::models {

std::optional<ConstantOperand> constant_operand(const WorkGraph& graph, const WorkNode& node) {
    if (node.inputs.size() != 2) return std::nullopt;
    const bool first = graph.constant(node.inputs[0]), second = graph.constant(node.inputs[1]);
    if (first == second) return std::nullopt;
    return first ? ConstantOperand{node.inputs[1], node.inputs[0], true}
                 : ConstantOperand{node.inputs[0], node.inputs[1], false};
}

std::optional<ScalarOperand> scalar_operand(const WorkGraph& graph, const WorkNode& node) {
    const auto operand = constant_operand(graph, node);
    if (!operand || element_count(graph.shape(operand->constant)) != 1) return std::nullopt;
    return ScalarOperand{operand->activation, graph.scalar(operand->constant),
                         operand->constant_first};
}

const WorkNode* producer_of(const WorkGraph& graph, TensorId id, std::string_view type) {
    const WorkNode* node = graph.producer(id);
    return node != nullptr && node->type == type ? node : nullptr;
}

TensorId other_operand(const WorkNode& node, TensorId known) {
    if (node.inputs.size() != 2) return kNoTensor;
    if (node.inputs[0] == known) return node.inputs[1];
    return node.inputs[1] == known ? node.inputs[0] : kNoTensor;
}

bool near(std::optional<double> value, double expected) {
    return value && std::abs(*value - expected) <= 0.01 * std::abs(expected);
}

bool same_shape(const WorkGraph& graph, TensorId a, TensorId b) {
    return graph.shape(a) == graph.shape(b);
}

bool per_axis_constant(const WorkGraph& graph, TensorId constant, const Shape& shape,
                       std::size_t axis) {
    if (!graph.constant(constant)) return false;
    const Shape& own = graph.shape(constant);
    if (own.size() > shape.size()) return false;
    const std::size_t lead = shape.size() - own.size();
    for (std::size_t i = 0; i < own.size(); ++i) {
        const bool whole_axis = lead + i == axis && own[i] == shape[axis];
        if (own[i] != 1 && !whole_axis) return false;
    }
    return true;
}

void Cover::add(const WorkNode& node) {
    const NodeId id = graph_->id_of(node);
    if (std::find(nodes_.begin(), nodes_.end(), id) == nodes_.end()) nodes_.push_back(id);
}

}  // namespace ascend::models
