// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

void become(WorkGraph& graph, const WorkNode& root, const Cover& cover, std::string type,
            TensorId x) {
    const NodeId id = graph.id_of(root);
    if (!graph.closed(cover.nodes(), id)) return;
    WorkNode node;
    node.name = root.name;
    node.type = std::move(type);
    node.inputs = {x};
    node.outputs = root.outputs;
    graph.replace(cover.nodes(), id, std::move(node));
}

/// x * gate(x) for a one-operand node of this type.
bool gated(const WorkGraph& graph, const WorkNode& root, TensorId gate, const char* type) {
    const WorkNode* node = producer_of(graph, gate, type);
    return node != nullptr && node->inputs[0] == other_operand(root, gate);
}

/// tanh(softplus(x)): x.
TensorId mish_operand(const WorkGraph& graph, TensorId gate, Cover& cover) {
    const WorkNode* tanh = producer_of(graph, gate, "Tanh");
    const WorkNode* softplus = tanh ? producer_of(graph, tanh->inputs[0], "Softplus") : nullptr;
    if (softplus == nullptr) return kNoTensor;
    cover.add(*tanh);
    cover.add(*softplus);
    return softplus->inputs[0];
}

/// clip(x + 3, 0, 6): x. The bounds are not looked at: no other clip follows such a sum.
TensorId hard_gate_operand(const WorkGraph& graph, TensorId gate, Cover& cover) {
    const WorkNode* clip = producer_of(graph, gate, "Clip");
    const WorkNode* sum = clip ? producer_of(graph, clip->inputs[0], "Add") : nullptr;
    const auto shifted = sum ? scalar_operand(graph, *sum) : std::nullopt;
    if (!shifted || !near(shifted->value, 3.0)) return kNoTensor;
    cover.add(*clip);
    cover.add(*sum);
    return shifted->activation;
}

/// Nodes that divide by six: Div(.., 6) or Mul(.., 1/6).
std::optional<ScalarOperand> sixth(const WorkGraph& graph, const WorkNode& node) {
    const auto operand = scalar_operand(graph, node);
    if (!operand) return std::nullopt;
    if (node.type == "Div" && !operand->constant_first && near(operand->value, 6.0)) return operand;
    if (node.type == "Mul" && near(operand->value, 1.0 / 6.0)) return operand;
    return std::nullopt;
}

/// x * clip(x + 3, 0, 6) / 6, divided before or behind the product.
bool hard_swish(WorkGraph& graph, const WorkNode& root) {
    Cover cover(graph);
    cover.add(root);
    const WorkNode* product = &root;
    if (const auto divided = sixth(graph, root)) {
        product = producer_of(graph, divided->activation, "Mul");
        if (product == nullptr) return false;
        cover.add(*product);
    }
    if (product->type != "Mul" || product->inputs.size() != 2) return false;
    for (TensorId gate : product->inputs) {
        Cover branch = cover;
        const WorkNode* divided = graph.producer(gate);
        const auto inner = divided ? sixth(graph, *divided) : std::nullopt;
        if (inner) branch.add(*divided);
        if (inner.has_value() == (product != &root)) continue;
        const TensorId x = hard_gate_operand(graph, inner ? inner->activation : gate, branch);
        if (x == kNoTensor || x != other_operand(*product, gate)) continue;
        become(graph, root, branch, "HardSwish", x);
        return true;
    }
    return false;
}

void recompose_product(WorkGraph& graph, WorkNode& root) {
    if (root.inputs.size() != 2) return;
    for (TensorId gate : root.inputs) {
        Cover cover(graph);
        cover.add(root);
        const TensorId x = other_operand(root, gate);
        if (gated(graph, root, gate, "Sigmoid")) {
            cover.add(*graph.producer(gate));
            return become(graph, root, cover, "Silu", x);
        }
        if (gated(graph, root, gate, "HardSigmoid")) {
            cover.add(*graph.producer(gate));
            return become(graph, root, cover, "HardSwish", x);
        }
        if (x != kNoTensor && mish_operand(graph, gate, cover) == x)
            return become(graph, root, cover, "Mish", x);
    }
}

}  // namespace

void recompose_activations(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type == "Mul" || node.type == "Div") {
            if (!hard_swish(graph, node) && node.type == "Mul") recompose_product(graph, node);
        }
    });
}

}  // namespace ascend::models
