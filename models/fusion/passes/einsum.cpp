// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "models/fusion/passes/passes.h"

namespace ascend::models {

namespace {

/// Letters of a two-operand equation by where they occur.
struct Equation {
    std::string a, b, out;
    std::string batch, rows, columns, inner;
};

bool holds(const std::string& letters, char letter) {
    return letters.find(letter) != std::string::npos;
}

bool repeats(std::string letters) {
    std::sort(letters.begin(), letters.end());
    return std::adjacent_find(letters.begin(), letters.end()) != letters.end();
}

std::optional<Equation> parse(std::string text) {
    std::erase(text, ' ');
    const auto comma = text.find(','), arrow = text.find("->");
    if (comma == std::string::npos || arrow == std::string::npos || comma > arrow ||
        text.find(',', comma + 1) != std::string::npos || holds(text, '.'))
        return std::nullopt;
    Equation e{text.substr(0, comma),
               text.substr(comma + 1, arrow - comma - 1),
               text.substr(arrow + 2),
               {},
               {},
               {},
               {}};
    if (repeats(e.a) || repeats(e.b) || repeats(e.out)) return std::nullopt;
    for (char letter : e.out) {
        if (holds(e.a, letter) && holds(e.b, letter)) e.batch += letter;
        if (holds(e.a, letter) && !holds(e.b, letter)) e.rows += letter;
        if (!holds(e.a, letter) && holds(e.b, letter)) e.columns += letter;
    }
    for (char letter : e.a)
        if (!holds(e.out, letter)) e.inner += letter;
    for (char letter : e.a + e.b)
        if (!holds(e.out, letter) && (!holds(e.a, letter) || !holds(e.b, letter)))
            return std::nullopt;
    return e;
}

/// Nodes that replace the Einsum: each operand to [batch.., one axis, inner], a matmul, and back.
class Contraction {
  public:
    Contraction(WorkGraph& graph, const WorkNode& node, const Equation& equation)
        : graph_(graph), name_(node.name), output_(node.outputs[0]), e_(equation) {
        extents(e_.a, node.inputs[0]);
        extents(e_.b, node.inputs[1]);
        const TensorId a = matrix(node.inputs[0], e_.a, e_.batch + e_.rows + e_.inner, e_.rows);
        const TensorId b =
            matrix(node.inputs[1], e_.b, e_.batch + e_.columns + e_.inner, e_.columns);
        finish(a, b);
    }
    std::vector<WorkNode> take() { return std::move(nodes_); }

  private:
    void extents(const std::string& letters, TensorId id) {
        for (std::size_t i = 0; i < letters.size(); ++i)
            extent_[static_cast<unsigned char>(letters[i])] = graph_.shape(id)[i];
    }
    Shape shape_of(const std::string& letters) const {
        Shape shape;
        for (char letter : letters) shape.push_back(extent_[static_cast<unsigned char>(letter)]);
        return shape;
    }
    std::int64_t product(const std::string& letters) const {
        return element_count(shape_of(letters));
    }
    WorkNode& add(const char* type, std::vector<TensorId> inputs, TensorId output) {
        WorkNode node;
        node.name = name_;
        node.type = type;
        node.inputs = std::move(inputs);
        node.outputs = {output};
        return nodes_.emplace_back(std::move(node));
    }
    TensorId tensor(Shape shape) {
        return graph_.add_tensor(name_, graph_.tensors[output_].type, std::move(shape));
    }
    void permute(TensorId from, const std::string& letters, const std::string& order, TensorId to) {
        std::vector<std::int64_t> permutation;
        for (char letter : order)
            permutation.push_back(static_cast<std::int64_t>(letters.find(letter)));
        add("Transpose", {from}, to).attributes["perm"] = permutation;
    }
    TensorId matrix(TensorId id, const std::string& letters, const std::string& order,
                    const std::string& free) {
        if (letters != order) {
            const TensorId moved = tensor(shape_of(order));
            permute(id, letters, order, moved);
            id = moved;
        }
        Shape shape = shape_of(e_.batch);
        shape.insert(shape.end(), {product(free), product(e_.inner)});
        const TensorId seen = tensor(shape);
        add("Reshape", {id}, seen);
        return seen;
    }
    void finish(TensorId a, TensorId b) {
        const std::string order = e_.batch + e_.rows + e_.columns;
        Shape shape = shape_of(e_.batch);
        shape.insert(shape.end(), {product(e_.rows), product(e_.columns)});
        const TensorId result = tensor(shape);
        add("MatMul", {a, b, kNoTensor}, result).attributes["transB"] = std::int64_t{1};
        if (order == e_.out) {
            add("Reshape", {result}, output_);
            return;
        }
        const TensorId apart = tensor(shape_of(order));
        add("Reshape", {result}, apart);
        permute(apart, order, e_.out, output_);
    }

    WorkGraph& graph_;
    std::string name_;
    TensorId output_;
    Equation e_;
    std::array<std::int64_t, 256> extent_{};
    std::vector<WorkNode> nodes_;
};

}  // namespace

void decompose_einsum(WorkGraph& graph) {
    for (NodeId id = 0; id < graph.nodes.size(); ++id) {
        const WorkNode& node = graph.nodes[id];
        if (!node.alive || node.type != "Einsum" || node.inputs.size() != 2) continue;
        const auto equation = parse(node.attribute("equation", std::string_view("")));
        if (!equation) continue;
        std::vector<WorkNode> nodes = Contraction(graph, node, *equation).take();
        graph.replace_with(id, std::move(nodes));
    }
}

}  // namespace ascend::models
