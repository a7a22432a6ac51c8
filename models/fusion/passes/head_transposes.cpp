// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "models/fusion/passes/passes.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

constexpr std::int64_t kFractal = 16;

std::vector<std::int64_t> permutation(const WorkNode& node) {
    return node.attribute("perm", std::vector<std::int64_t>{});
}

/// Heads move across the sequence, their depth stays innermost.
bool moves_heads(const WorkNode& node) {
    const std::vector<std::int64_t> four = {0, 2, 1, 3}, three = {1, 0, 2};
    return node.type == "Transpose" && (permutation(node) == four || permutation(node) == three);
}

/// In FRACTAL_NZ heads lie behind one another and rows in blocks of 16, so that moving heads
/// across the sequence only permutes whole fractals: the store writes them elsewhere.
bool whole_fractals(const Shape& heads) {
    return heads.size() == 4 && heads[2] % kFractal == 0 && heads[3] % kFractal == 0;
}

/// A reshape of columns into heads and the transpose behind it, or the other way round.
struct HeadMove {
    WorkNode* first = nullptr;
    WorkNode* second = nullptr;
    bool splits = false;
    Shape seen;   ///< shape that the permutation applies to
    Shape heads;  ///< shape with the sequence behind the heads
};

std::optional<HeadMove> head_move(WorkGraph& graph, WorkNode& first) {
    WorkNode* second = graph.only_consumer(first.outputs[0]);
    if (second == nullptr) return std::nullopt;
    if (first.type == "Reshape" && moves_heads(*second)) {
        const Shape& seen = graph.shape(first.outputs[0]);
        const Shape& columns = graph.shape(first.inputs[0]);
        if (columns.empty() || columns.back() % seen.back() != 0) return std::nullopt;
        return HeadMove{&first, second, true, seen, graph.shape(second->outputs[0])};
    }
    if (moves_heads(first) && second->type == "Reshape") {
        const Shape& merged = graph.shape(first.outputs[0]);
        const Shape& columns = graph.shape(second->outputs[0]);
        if (columns.empty() || columns.back() % merged.back() != 0) return std::nullopt;
        const Shape& seen = graph.shape(first.inputs[0]);
        return HeadMove{&first, second, false, seen, seen};
    }
    return std::nullopt;
}

void store_heads(WorkGraph& graph, WorkNode& matmul, const HeadMove& move) {
    matmul.name = joined_name(matmul, move.splits ? *move.second : *move.first);
    matmul.attributes["store"] = std::string(move.splits ? "split_heads" : "merge_heads");
    const std::vector<TensorId> outputs = move.second->outputs;
    graph.erase(*move.first);
    graph.erase(*move.second);
    graph.set_outputs(matmul, outputs);
}

void merge_move(WorkGraph& graph, const HeadMove& move) {
    const WorkNode& transpose = move.splits ? *move.second : *move.first;
    WorkNode merged;
    merged.name = joined_name(*move.first, *move.second);
    merged.type = "ConfusionTranspose";
    merged.inputs = move.first->inputs;
    merged.inputs.resize(1);
    merged.outputs = move.second->outputs;
    merged.attributes["seen"] = std::vector<std::int64_t>(move.seen);
    merged.attributes["perm"] = permutation(transpose);
    merged.attributes["splits"] = std::int64_t{move.splits};
    graph.replace({graph.id_of(*move.first), graph.id_of(*move.second)}, graph.id_of(*move.second),
                  std::move(merged));
}

/// The matmul's rows are all sequences behind one another, or one batch of heads.
bool storable(const WorkGraph& graph, const WorkNode& matmul, const HeadMove& move) {
    const std::size_t rank = graph.shape(matmul.outputs[0]).size();
    const std::int64_t columns =
        graph.shape(move.splits ? matmul.outputs[0] : move.second->outputs[0]).back();
    return whole_fractals(move.heads) && move.heads[1] * move.heads[3] == columns &&
           (move.splits || rank == 4) && !matmul.residual;
}

}  // namespace

void fuse_head_transposes(WorkGraph& graph) {
    if (graph.soc.split) return;
    graph.for_each([&](WorkNode& node) {
        if (node.type != "Reshape" && node.type != "Transpose") return;
        const auto move = head_move(graph, node);
        if (!move) return;
        WorkNode* maker = graph.producer(node.inputs[0]);
        const bool stores = maker != nullptr && maker->type == "MatMul" &&
                            graph.only_consumer(node.inputs[0]) != nullptr &&
                            storable(graph, *maker, *move);
        stores ? store_heads(graph, *maker, *move) : merge_move(graph, *move);
    });
}

}  // namespace ascend::models
