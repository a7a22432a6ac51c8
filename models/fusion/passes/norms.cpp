// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

/// The first of the trailing axes that a ReduceMean averages; -1 when they are not the last ones.
std::int64_t trailing_axis(const WorkGraph& graph, const WorkNode& reduce) {
    auto axes = reduce.attribute("axes", std::vector<std::int64_t>{});
    if (axes.empty() && reduce.inputs.size() > 1) axes = graph.integers(reduce.inputs[1], reduce);
    const auto rank = static_cast<std::int64_t>(graph.shape(reduce.inputs[0]).size());
    if (axes.empty() || reduce.attribute("keepdims", std::int64_t{1}) == 0) return -1;
    for (auto& axis : axes) axis = normalized_axis(axis, static_cast<std::size_t>(rank));
    std::sort(axes.begin(), axes.end());
    for (std::size_t i = 0; i < axes.size(); ++i)
        if (axes[i] != rank - static_cast<std::int64_t>(axes.size() - i)) return -1;
    return axes.front();
}

/// A cast between float types, which a norm that computes in fp32 has inside.
TensorId through_casts(const WorkGraph& graph, TensorId id, Cover& cover) {
    const WorkNode* cast = producer_of(graph, id, "Cast");
    if (cast == nullptr || !is_floating(graph.tensors[cast->inputs[0]].type) ||
        !is_floating(graph.tensors[id].type))
        return id;
    cover.add(*cast);
    return cast->inputs[0];
}

/// x * x or x ^ 2: x.
TensorId squared(const WorkGraph& graph, TensorId id, Cover& cover) {
    const WorkNode* node = graph.producer(id);
    if (node == nullptr) return kNoTensor;
    const bool power = node->type == "Pow" && near(graph.scalar(node->inputs[1]), 2.0);
    const bool product =
        node->type == "Mul" && node->inputs.size() == 2 && node->inputs[0] == node->inputs[1];
    if (!power && !product) return kNoTensor;
    cover.add(*node);
    return node->inputs[0];
}

struct Moment {
    TensorId of = kNoTensor;  ///< what is squared and averaged
    std::int64_t axis = 0;
};

/// sqrt(mean(x^2) + epsilon): x.
std::optional<Moment> root_mean_square(const WorkGraph& graph, TensorId id, Cover& cover) {
    const WorkNode* root = producer_of(graph, id, "Sqrt");
    const WorkNode* sum = root ? producer_of(graph, root->inputs[0], "Add") : nullptr;
    const auto shifted = sum ? scalar_operand(graph, *sum) : std::nullopt;
    const WorkNode* mean =
        shifted ? producer_of(graph, shifted->activation, "ReduceMean") : nullptr;
    if (mean == nullptr) return std::nullopt;
    const std::int64_t axis = trailing_axis(graph, *mean);
    const TensorId of = squared(graph, mean->inputs[0], cover);
    if (axis < 0 || of == kNoTensor) return std::nullopt;
    for (const WorkNode* node : {root, sum, mean}) cover.add(*node);
    return Moment{of, axis};
}

/// x / rms, x * (1 / rms) or x * reciprocal(rms): the two sides of the quotient.
struct Quotient {
    TensorId dividend = kNoTensor;
    Moment moment;
};

std::optional<Quotient> quotient(const WorkGraph& graph, const WorkNode& node, Cover& cover) {
    if (node.type == "Div" && node.inputs.size() == 2) {
        if (const auto moment = root_mean_square(graph, node.inputs[1], cover))
            return Quotient{node.inputs[0], *moment};
        return std::nullopt;
    }
    if (node.type != "Mul" || node.inputs.size() != 2) return std::nullopt;
    for (TensorId side : node.inputs) {
        const WorkNode* inverse = graph.producer(side);
        if (inverse == nullptr) continue;
        TensorId root = kNoTensor;
        if (inverse->type == "Reciprocal") root = inverse->inputs[0];
        if (inverse->type == "Div" && near(graph.scalar(inverse->inputs[0]), 1.0))
            root = inverse->inputs[1];
        Cover branch = cover;
        const auto moment = root_mean_square(graph, root, branch);
        if (!moment) continue;
        branch.add(*inverse);
        cover = branch;
        return Quotient{other_operand(node, side), *moment};
    }
    return std::nullopt;
}

/// x - mean(x) over the same axes: x.
TensorId centred(const WorkGraph& graph, TensorId id, std::int64_t axis, Cover& cover) {
    const WorkNode* difference = producer_of(graph, id, "Sub");
    const WorkNode* mean =
        difference ? producer_of(graph, difference->inputs[1], "ReduceMean") : nullptr;
    if (mean == nullptr || trailing_axis(graph, *mean) != axis) return kNoTensor;
    Cover branch = cover;
    const TensorId x = difference->inputs[0];
    const TensorId averaged = mean->inputs[0];
    if (averaged != x && through_casts(graph, averaged, branch) != x) return kNoTensor;
    branch.add(*difference);
    branch.add(*mean);
    cover = branch;
    return x;
}

/// Follows a product with gamma or a sum with beta of the normalised axes' shape.
const WorkNode* affine_step(WorkGraph& graph, TensorId id, const char* type, std::int64_t axis,
                            TensorId& constant) {
    const WorkNode* node = graph.only_consumer(id);
    if (node != nullptr && node->type == "Cast") node = graph.only_consumer(node->outputs[0]);
    if (node == nullptr || node->type != type) return nullptr;
    const auto operand = constant_operand(graph, *node);
    const auto& shape = graph.shape(id);
    if (!operand || graph.shape(node->outputs[0]) != shape) return nullptr;
    const std::int64_t columns =
        std::accumulate(shape.begin() + axis, shape.end(), std::int64_t{1}, std::multiplies<>());
    if (element_count(graph.shape(operand->constant)) != columns) return nullptr;
    constant = operand->constant;
    return node;
}

void cover_affine(WorkGraph& graph, const WorkNode*& root, const WorkNode* step, Cover& cover) {
    const WorkNode* between = graph.only_consumer(root->outputs[0]);
    if (between != nullptr && between != step) cover.add(*between);
    cover.add(*step);
    root = step;
}

void recompose_at(WorkGraph& graph, const WorkNode& division) {
    Cover cover(graph);
    cover.add(division);
    const auto found = quotient(graph, division, cover);
    if (!found) return;
    WorkNode norm;
    TensorId x = centred(graph, found->dividend, found->moment.axis, cover);
    norm.type = x == kNoTensor ? "RmsNorm" : "LayerNorm";
    if (x == kNoTensor) {
        x = found->dividend;
        if (found->moment.of != x && through_casts(graph, found->moment.of, cover) != x) return;
    } else if (found->moment.of != found->dividend &&
               centred(graph, found->moment.of, found->moment.axis, cover) != x) {
        return;
    }
    TensorId gamma = kNoTensor, beta = kNoTensor;
    const WorkNode* root = &division;
    if (const WorkNode* scale =
            affine_step(graph, root->outputs[0], "Mul", found->moment.axis, gamma))
        cover_affine(graph, root, scale, cover);
    if (const WorkNode* shift =
            affine_step(graph, root->outputs[0], "Add", found->moment.axis, beta))
        cover_affine(graph, root, shift, cover);
    const NodeId id = graph.id_of(*root);
    if (!graph.closed(cover.nodes(), id)) return;
    norm.name = root->name;
    norm.inputs = {x, gamma, beta};
    norm.outputs = root->outputs;
    norm.attributes["axis"] = found->moment.axis;
    graph.replace(cover.nodes(), id, std::move(norm));
}

}  // namespace

void recompose_norms(WorkGraph& graph) {
    graph.for_each([&](WorkNode& node) {
        if (node.type == "Div" || node.type == "Mul") recompose_at(graph, node);
    });
}

}  // namespace ascend::models
