// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

struct Rotated {
    TensorId x = kNoTensor, cosine = kNoTensor, sine = kNoTensor;
};

/// a * c for a known a: c.
TensorId factor_of(const WorkGraph& graph, TensorId product, TensorId known, Cover& cover) {
    const WorkNode* node = producer_of(graph, product, "Mul");
    const TensorId factor = node ? other_operand(*node, known) : kNoTensor;
    if (factor != kNoTensor) cover.add(*node);
    return factor;
}

const WorkNode* through_squeeze(const WorkGraph& graph, TensorId id, Cover& cover) {
    const WorkNode* node = graph.producer(id);
    if (node != nullptr && node->type == "Squeeze") {
        cover.add(*node);
        node = graph.producer(node->inputs[0]);
    }
    return node;
}

/// first * cosine - second * sine and first * sine + second * cosine.
std::optional<Rotated> rotation(const WorkGraph& graph, TensorId even, TensorId odd, Cover& cover) {
    const WorkNode* difference = producer_of(graph, even, "Sub");
    const WorkNode* sum = producer_of(graph, odd, "Add");
    const WorkNode* product =
        difference ? producer_of(graph, difference->inputs[0], "Mul") : nullptr;
    if (product == nullptr || sum == nullptr) return std::nullopt;
    for (TensorId first : product->inputs) {
        Cover branch = cover;
        const WorkNode* split = through_squeeze(graph, first, branch);
        if (split == nullptr || split->type != "Split" || split->outputs.size() != 2) continue;
        const WorkNode* other = producer_of(graph, difference->inputs[1], "Mul");
        if (other == nullptr) return std::nullopt;
        for (TensorId second : other->inputs) {
            if (through_squeeze(graph, second, branch) != split) continue;
            const TensorId cosine = factor_of(graph, difference->inputs[0], first, branch);
            const TensorId sine = factor_of(graph, difference->inputs[1], second, branch);
            if (factor_of(graph, sum->inputs[0], first, branch) != sine ||
                factor_of(graph, sum->inputs[1], second, branch) != cosine)
                continue;
            for (const WorkNode* node : {split, difference, sum}) branch.add(*node);
            cover = branch;
            return Rotated{split->inputs[0], cosine, sine};
        }
    }
    return std::nullopt;
}

/// Pairs: concat(unsqueeze(even'), unsqueeze(odd')) on the last axis.
std::optional<Rotated> interleaved(const WorkGraph& graph, const WorkNode& root, Cover& cover) {
    if (root.type != "Concat" || root.inputs.size() != 2) return std::nullopt;
    const WorkNode* even = producer_of(graph, root.inputs[0], "Unsqueeze");
    const WorkNode* odd = producer_of(graph, root.inputs[1], "Unsqueeze");
    if (even == nullptr || odd == nullptr) return std::nullopt;
    for (const WorkNode* node : {&root, even, odd}) cover.add(*node);
    return rotation(graph, even->inputs[0], odd->inputs[0], cover);
}

/// concat(-x[half:], x[:half]): x.
TensorId swapped_halves(const WorkGraph& graph, TensorId id, Cover& cover) {
    const WorkNode* concat = producer_of(graph, id, "Concat");
    if (concat == nullptr || concat->inputs.size() != 2) return kNoTensor;
    const WorkNode* negated = producer_of(graph, concat->inputs[0], "Neg");
    const WorkNode* upper = negated ? graph.producer(negated->inputs[0]) : nullptr;
    const WorkNode* lower = graph.producer(concat->inputs[1]);
    if (upper == nullptr || lower == nullptr || upper->type != lower->type) return kNoTensor;
    if (upper->type != "Slice" && upper->type != "Split") return kNoTensor;
    if (upper->inputs[0] != lower->inputs[0]) return kNoTensor;
    for (const WorkNode* node : {concat, negated, upper, lower}) cover.add(*node);
    return upper->inputs[0];
}

/// Halves: x * cos + concat(-x[half:], x[:half]) * sin.
std::optional<Rotated> halved(const WorkGraph& graph, const WorkNode& root, Cover& cover) {
    if (root.type != "Add" || root.inputs.size() != 2) return std::nullopt;
    for (TensorId turned : root.inputs) {
        const WorkNode* product = producer_of(graph, turned, "Mul");
        if (product == nullptr) continue;
        for (TensorId swapped : product->inputs) {
            Cover branch = cover;
            const TensorId x = swapped_halves(graph, swapped, branch);
            if (x == kNoTensor) continue;
            const TensorId cosine = factor_of(graph, other_operand(root, turned), x, branch);
            if (cosine == kNoTensor) continue;
            branch.add(root);
            branch.add(*product);
            cover = branch;
            return Rotated{x, cosine, other_operand(*product, swapped)};
        }
    }
    return std::nullopt;
}

void recompose_at(WorkGraph& graph, const WorkNode& root) {
    Cover cover(graph);
    auto found = interleaved(graph, root, cover);
    if (!found) {
        cover = Cover(graph);
        found = halved(graph, root, cover);
    }
    const NodeId id = graph.id_of(root);
    if (!found || !graph.closed(cover.nodes(), id)) return;
    WorkNode rotary;
    rotary.name = root.name;
    rotary.type = "RotaryMul";
    rotary.inputs = {found->x, found->cosine, found->sine};
    rotary.outputs = root.outputs;
    graph.replace(cover.nodes(), id, std::move(rotary));
}

}  // namespace

void recompose_rotary(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type == "Concat" || node.type == "Add") recompose_at(graph, node);
    });
}

}  // namespace ascend::models
