// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/fusion/work_graph.h"

/// Small questions that several patterns ask.
namespace ascend::models {

/// A two-operand node with exactly one constant operand.
struct ConstantOperand {
    TensorId activation = kNoTensor, constant = kNoTensor;
    bool constant_first = false;
};
std::optional<ConstantOperand> constant_operand(const WorkGraph& graph, const WorkNode& node);

/// A two-operand node whose constant operand is one number, with that number if known.
struct ScalarOperand {
    TensorId activation = kNoTensor;
    std::optional<double> value;
    bool constant_first = false;
};
std::optional<ScalarOperand> scalar_operand(const WorkGraph& graph, const WorkNode& node);

/// The producer of `id` when it has this type, else null.
const WorkNode* producer_of(const WorkGraph& graph, TensorId id, std::string_view type);
/// Of a two-operand node: the operand that is not `known`; kNoTensor when `known` is neither.
TensorId other_operand(const WorkNode& node, TensorId known);
/// `value` is within 1 % of `expected`: exporters round constants to fp16 or fp32.
bool near(std::optional<double> value, double expected);
bool same_shape(const WorkGraph& graph, TensorId a, TensorId b);
/// A constant with one value per element along `axis` of `shape` (or one value in all).
bool per_axis_constant(const WorkGraph& graph, TensorId constant, const Shape& shape,
                       std::size_t axis);

/// Reshape, Flatten, Squeeze, Unsqueeze: another shape for the same bytes.
bool is_view(const WorkNode& node);
/// Of a Transpose node; ONNX's default reverses the axes.
std::vector<std::int64_t> permutation_of(const WorkGraph& graph, const WorkNode& transpose);
/// Only axes of one element move.
bool keeps_bytes(const Shape& shape, const std::vector<std::int64_t>& permutation);

/// Nodes of a pattern while it is being matched.
class Cover {
  public:
    explicit Cover(const WorkGraph& graph) : graph_(&graph) {}
    void add(const WorkNode& node);
    const std::vector<NodeId>& nodes() const { return nodes_; }

  private:
    const WorkGraph* graph_;
    std::vector<NodeId> nodes_;
};

}  // namespace ascend::models
