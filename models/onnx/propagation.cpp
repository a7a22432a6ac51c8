// SPDX-License-Identifier: Apache-2.0
#include "models/onnx/propagation.h"

#include <algorithm>

namespace ascend::models::onnx_rules {
namespace {

template <class Predicate>
bool all_tensors(const Graph& graph, const std::vector<TensorId>& ids, Predicate predicate) {
    return std::ranges::all_of(
        ids, [&](TensorId id) { return id == kNoTensor || predicate(graph.tensor(id)); });
}

bool is_foldable(const Graph& graph, const Node& node, const OperatorRule& rule) {
    if (!rule.evaluate || rule.folding == Folding::kNever) return false;
    const bool small = all_tensors(graph, node.outputs, [](const Tensor& tensor) {
        return element_count(tensor.shape) <= kMaxKnownElements;
    });
    if (!small || rule.folding == Folding::kFromShapes) return small;
    return all_tensors(graph, node.inputs,
                       [](const Tensor& tensor) { return tensor.value.has_value(); });
}

/// Constant is what is known, and what is computed from constants alone.
void mark_constants(Graph& graph, const Node& node, const OperatorRule& rule) {
    const bool from_constants =
        rule.folding != Folding::kNever &&
        all_tensors(graph, node.inputs, [](const Tensor& tensor) { return tensor.constant; });
    for (const TensorId id : node.outputs) {
        if (id == kNoTensor) continue;
        Tensor& tensor = graph.tensor(id);
        tensor.constant = from_constants || tensor.value.has_value();
    }
}

/// A constant may be empty (the regions of a Resize without any); what a device computes may not.
void check_extents(const Tensor& tensor) {
    if (tensor.value || std::ranges::find(tensor.shape, 0) == tensor.shape.end()) return;
    throw Error(ErrorCode::kInvalidArgument,
                fmt::format("output '{}' has shape {}; positive dimensions are expected",
                            tensor.name, to_text(tensor.shape)));
}

void propagate_unguarded(Graph& graph, const Node& node, const OperatorRule& rule) {
    RuleContext context(graph, node);
    rule.shape(context);
    for (const TensorId id : node.outputs) {
        if (id == kNoTensor) continue;
        const Tensor& tensor = graph.tensor(id);
        if (tensor.type == DataType::kUndefined) {
            malformed("has no output '{}' in our knowledge of the operator", tensor.name);
        }
        check_size(tensor.type, tensor.shape);
    }
    if (is_foldable(graph, node, rule)) rule.evaluate(context);
    mark_constants(graph, node, rule);
    for (const TensorId id : node.outputs) {
        if (id != kNoTensor) check_extents(graph.tensor(id));
    }
}

}  // namespace

void check_size(DataType type, const Shape& shape) {
    if (shape.size() > kMaxRank) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("a tensor of {} dimensions; at most {} are expected", shape.size(),
                                kMaxRank));
    }
    const std::int64_t most = kMaxTensorBytes / std::max<std::int64_t>(bits_of(type) / 8, 1);
    // Beside an extent of 0 another could still be near 2^63 and overflow what is computed from it.
    const bool fits = element_count(shape) <= most &&
                      std::ranges::all_of(shape, [most](std::int64_t dim) { return dim <= most; });
    if (fits) return;
    throw Error(ErrorCode::kInvalidArgument,
                fmt::format("a tensor of shape {} is larger than 2^50 bytes", to_text(shape)));
}

void propagate(Graph& graph, NodeId id, const OperatorRule& rule) {
    const Node& node = graph.nodes[id];
    try {
        propagate_unguarded(graph, node, rule);
    } catch (const Error& error) {
        throw Error(error.code(),
                    fmt::format("node '{}' ({}): {}", node.name, node.type, error.what()));
    }
}

}  // namespace ascend::models::onnx_rules
