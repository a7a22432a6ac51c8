// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

/// The chain between Q K^T and the softmax.
struct Scores {
    const WorkNode* product = nullptr;
    TensorId mask = kNoTensor;
};

/// Adds (subtracts, selects by) a mask: the operand that is not the scores.
TensorId mask_operand(const WorkGraph& graph, const WorkNode& node, TensorId& scores) {
    if (node.type == "Where" && node.inputs.size() == 3) {
        const bool last = graph.scalar(node.inputs[1]).has_value();
        scores = node.inputs[last ? 2 : 1];
        return node.inputs[0];
    }
    if ((node.type != "Add" && node.type != "Sub") || node.inputs.size() != 2) return kNoTensor;
    for (std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        if (node.type == "Sub" && side == 1) return kNoTensor;
        if (!same_shape(graph, node.inputs[side], node.outputs[0])) continue;
        if (graph.producer(node.inputs[side]) == nullptr) continue;
        scores = node.inputs[side];
        return node.inputs[1 - side];
    }
    return kNoTensor;
}

std::optional<Scores> scores_of(WorkGraph& graph, TensorId id, Cover& cover) {
    Scores found;
    while (WorkNode* node = graph.producer(id)) {
        if (graph.only_consumer(id) == nullptr) return std::nullopt;
        cover.add(*node);
        if (node->type == "MatMul") {
            found.product = node;
            return found;
        }
        const auto scale = scalar_operand(graph, *node);
        if (scale && (node->type == "Mul" || node->type == "Div")) {
            id = scale->activation;
        } else if (found.mask == kNoTensor) {
            found.mask = mask_operand(graph, *node, id);
            if (found.mask == kNoTensor) return std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

/// A scale in front of Q or K moves into the kernel.
TensorId without_scale(WorkGraph& graph, TensorId id, Cover& cover) {
    const WorkNode* node = graph.producer(id);
    if (node == nullptr || graph.only_consumer(id) == nullptr) return id;
    const auto scale = scalar_operand(graph, *node);
    if (!scale || (node->type != "Mul" && node->type != "Div")) return id;
    cover.add(*node);
    return scale->activation;
}

/// The kernel reads batch, sequence, heads, depth in that order too, so that the transpose which
/// brings the heads forward is not needed.
bool moves_heads(const WorkNode& node) {
    const std::vector<std::int64_t> four = {0, 2, 1, 3}, three = {1, 0, 2};
    const auto order = node.attribute("perm", std::vector<std::int64_t>{});
    return node.type == "Transpose" && (order == four || order == three);
}

TensorId without_head_transpose(WorkGraph& graph, TensorId id, Cover& cover) {
    const WorkNode* node = graph.producer(id);
    if (node == nullptr || !moves_heads(*node) || graph.only_consumer(id) == nullptr) return id;
    cover.add(*node);
    return node->inputs[0];
}

bool flag(const WorkNode& node, const char* name) {
    return node.attribute(name, std::int64_t{0}) != 0;
}

/// The product of the softmax with V; null when the softmax feeds anything else.
const WorkNode* value_product(WorkGraph& graph, const WorkNode& softmax) {
    const TensorId weights = softmax.outputs[0];
    const std::size_t rank = graph.shape(weights).size();
    const auto axis = softmax.attribute("axis", std::int64_t{-1});
    const WorkNode* product = graph.only_consumer(weights);
    if (rank < 3 || axis != static_cast<std::int64_t>(rank - 1) || product == nullptr)
        return nullptr;
    const bool plain = product->type == "MatMul" && product->inputs[0] == weights &&
                       !flag(*product, "transA") && !flag(*product, "transB") &&
                       !graph.constant(product->inputs[1]);
    return plain ? product : nullptr;
}

bool query_key_product(const WorkGraph& graph, const WorkNode& product) {
    return !graph.constant(product.inputs[1]) && !flag(product, "transA") &&
           flag(product, "transB");
}

WorkNode make_attention(const WorkGraph& graph, const WorkNode& softmax, const WorkNode& scores,
                        const WorkNode& values) {
    WorkNode attention;
    attention.type = "Attention";
    attention.name = softmax.name;
    attention.attributes["head_dim"] = graph.shape(scores.inputs[0]).back();
    attention.attributes["value_dim"] = graph.shape(values.inputs[1]).back();
    attention.attributes["scores"] = std::vector<std::int64_t>(graph.shape(softmax.outputs[0]));
    return attention;
}

void fuse_at(WorkGraph& graph, const WorkNode& softmax) {
    const WorkNode* root = value_product(graph, softmax);
    if (root == nullptr) return;
    Cover cover(graph);
    cover.add(softmax);
    cover.add(*root);
    const auto scores = scores_of(graph, softmax.inputs[0], cover);
    if (!scores || !query_key_product(graph, *scores->product)) return;
    WorkNode attention = make_attention(graph, softmax, *scores->product, *root);
    const auto direct = [&](TensorId id) {
        return without_head_transpose(graph, without_scale(graph, id, cover), cover);
    };
    attention.inputs = {direct(scores->product->inputs[0]), direct(scores->product->inputs[1]),
                        direct(root->inputs[1]), scores->mask};
    const WorkNode* merge = graph.only_consumer(root->outputs[0]);
    if (merge != nullptr && moves_heads(*merge)) {
        cover.add(*merge);
        root = merge;
    }
    attention.outputs = root->outputs;
    const NodeId id = graph.id_of(*root);
    if (graph.closed(cover.nodes(), id)) graph.replace(cover.nodes(), id, std::move(attention));
}

}  // namespace

void fuse_attention(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type == "Softmax" && node.attribute("log", std::int64_t{0}) == 0)
            fuse_at(graph, node);
    });
}

}  // namespace ascend::models
