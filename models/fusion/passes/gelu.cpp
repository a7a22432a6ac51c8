// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <numbers>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

/// The factors of a product that spreads over several Mul nodes: scalar ones and others.
struct Product {
    double scale = 1.0;
    std::vector<TensorId> factors;
};

/// Products that are read more than once are factors: x itself is, by the erf and by the product.
void collect(const WorkGraph& graph, TensorId id, Product& product, Cover& cover, bool root) {
    const WorkNode* node = producer_of(graph, id, "Mul");
    if (node == nullptr || (!root && graph.tensors[id].consumers.size() != 1)) {
        product.factors.push_back(id);
        return;
    }
    cover.add(*node);
    for (TensorId input : node->inputs) {
        if (const auto value = graph.scalar(input))
            product.scale *= *value;
        else
            collect(graph, input, product, cover, false);
    }
}

/// erf(x / sqrt 2) or erf(x * 0.7071): x.
TensorId erf_operand(const WorkGraph& graph, TensorId id, Cover& cover) {
    const WorkNode* erf = producer_of(graph, id, "Erf");
    if (erf == nullptr) return kNoTensor;
    const WorkNode* scaled = graph.producer(erf->inputs[0]);
    if (scaled == nullptr || (scaled->type != "Div" && scaled->type != "Mul")) return kNoTensor;
    const auto operand = scalar_operand(graph, *scaled);
    if (!operand || (operand->constant_first && scaled->type == "Div")) return kNoTensor;
    const double expected = scaled->type == "Div" ? std::numbers::sqrt2 : 1 / std::numbers::sqrt2;
    if (!near(operand->value, expected)) return kNoTensor;
    cover.add(*erf);
    cover.add(*scaled);
    return operand->activation;
}

/// tanh(0.7979 * (x + 0.0447 * x^3)): x.
TensorId tanh_operand(const WorkGraph& graph, TensorId id, Cover& cover) {
    const WorkNode* tanh = producer_of(graph, id, "Tanh");
    const WorkNode* scaled = tanh ? producer_of(graph, tanh->inputs[0], "Mul") : nullptr;
    const auto outer = scaled ? scalar_operand(graph, *scaled) : std::nullopt;
    if (!outer || !near(outer->value, std::sqrt(2 / std::numbers::pi))) return kNoTensor;
    const WorkNode* sum = producer_of(graph, outer->activation, "Add");
    if (sum == nullptr || sum->inputs.size() != 2) return kNoTensor;
    for (TensorId cubic : sum->inputs) {
        const TensorId x = other_operand(*sum, cubic);
        Cover inner(graph);
        Product product;
        collect(graph, cubic, product, inner, false);
        if (!near(product.scale, 0.044715)) continue;
        for (TensorId factor : product.factors) {
            const WorkNode* power = producer_of(graph, factor, "Pow");
            if (power != nullptr && power->inputs[0] == x) inner.add(*power);
        }
        for (NodeId node : inner.nodes()) cover.add(graph.nodes[node]);
        cover.add(*tanh);
        cover.add(*scaled);
        cover.add(*sum);
        return x;
    }
    return kNoTensor;
}

/// 1 + erf(..) or 1 + tanh(..): x.
TensorId shifted_operand(const WorkGraph& graph, TensorId id, Cover& cover) {
    const WorkNode* sum = producer_of(graph, id, "Add");
    const auto operand = sum ? scalar_operand(graph, *sum) : std::nullopt;
    if (!operand || !near(operand->value, 1.0)) return kNoTensor;
    TensorId x = erf_operand(graph, operand->activation, cover);
    if (x == kNoTensor) x = tanh_operand(graph, operand->activation, cover);
    if (x != kNoTensor) cover.add(*sum);
    return x;
}

void recompose_at(WorkGraph& graph, const WorkNode& root) {
    Cover cover(graph);
    Product product;
    collect(graph, root.outputs[0], product, cover, true);
    if (product.factors.size() != 2 || !near(product.scale, 0.5)) return;
    for (std::size_t i = 0; i < 2; ++i) {
        const TensorId x = shifted_operand(graph, product.factors[i], cover);
        if (x == kNoTensor || x != product.factors[1 - i]) continue;
        const NodeId id = graph.id_of(root);
        if (!graph.closed(cover.nodes(), id)) return;
        WorkNode gelu;
        gelu.name = root.name;
        gelu.type = "Gelu";
        gelu.inputs = {x};
        gelu.outputs = root.outputs;
        graph.replace(cover.nodes(), id, std::move(gelu));
        return;
    }
}

}  // namespace

// The parser keeps the exporter's primitives; graph fusion gives them back as one Gelu, whose
// kernel evaluates x / (1 + exp(-1.5958 (x + 0.044715 x^3))) for both forms.
void recompose_gelu(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type == "Mul") recompose_at(graph, node);
    });
}

}  // namespace ascend::models
