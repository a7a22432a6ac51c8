// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <numeric>

#include "models/fusion/emit/emitters.h"

namespace ascend::models {

namespace {

bool flag(const WorkNode& node, const char* name) {
    return node.attribute(name, std::int64_t{0}) != 0;
}

/// A vector is a matrix of one row (A) or one column (B).
Shape as_matrix(Shape shape, bool column) {
    if (shape.size() == 1) shape.insert(column ? shape.end() : shape.begin(), 1);
    return shape;
}

std::int64_t leading(const Shape& shape) {
    return std::accumulate(shape.begin(), shape.end() - 2, std::int64_t{1}, std::multiplies<>());
}

DataType cube_type(const WorkGraph& graph, TensorId id) {
    const DataType type = graph.tensors[id].type;
    return type == DataType::kFloat ? graph.types.cube_input : type;
}

/// Operands as the kernel sees them.
struct Operands {
    Shape a, b, c;
    bool flat = false;  ///< one B for all rows of A: leading axes fold into M
};

Operands operands_of(const WorkGraph& graph, const WorkNode& node) {
    Operands shapes{as_matrix(graph.shape(node.inputs[0]), false),
                    as_matrix(graph.shape(node.inputs[1]), true), graph.shape(node.outputs[0])};
    shapes.flat = leading(shapes.b) == 1 && (!flag(node, "transA") || leading(shapes.a) == 1);
    if (!shapes.flat) return shapes;
    if (!flag(node, "transA")) shapes.a = folded(shapes.a);
    shapes.a = {shapes.a[shapes.a.size() - 2], shapes.a.back()};
    shapes.b = {shapes.b[shapes.b.size() - 2], shapes.b.back()};
    return shapes;
}

MatmulOp matmul_of(const WorkGraph& graph, const WorkNode& node, const Operands& shapes) {
    MatmulOp op;
    op.transpose_a = flag(node, "transA");
    op.transpose_b = flag(node, "transB");
    const Shape& a = shapes.a;
    const Shape& b = shapes.b;
    op.m = a[a.size() - (op.transpose_a ? 1 : 2)];
    op.k = a[a.size() - (op.transpose_a ? 2 : 1)];
    op.n = b[b.size() - (op.transpose_b ? 2 : 1)];
    op.batch = std::max(leading(a), leading(b));
    op.b_shared = leading(b) == 1 && op.batch > 1;
    op.a_type = cube_type(graph, node.inputs[0]);
    op.b_type = cube_type(graph, node.inputs[1]);
    op.c_type = graph.tensors[node.outputs[0]].type;
    op.bias = node.inputs.size() > 2 && node.inputs[2] != kNoTensor;
    op.epilogue = {node.steps, node.residual};
    return op;
}

/// Matrices stay in fractals between the cube kernels of 310, 310P, 310B and 910A; a split chip's
/// load turns ND into NZ (facts 4.1).
Layout matrix_layout(const WorkGraph& graph) {
    return graph.soc.split ? Layout::kNd : Layout::kFractalNz;
}

Layout weight_layout(const WorkGraph& graph, TensorId b) {
    return graph.constant(b) && graph.soc.nz_weights ? Layout::kFractalNz : matrix_layout(graph);
}

/// Logical shape of the result in a fractal layout: [.., heads, rows, depth] stays apart, columns
/// of a flat product do not.
Shape result_shape(const WorkNode& node, const Operands& shapes) {
    const std::string store = node.attribute("store", std::string_view(""));
    if (store == "split_heads") return shapes.c;
    return shapes.flat || store == "merge_heads" ? folded(shapes.c) : shapes.c;
}

}  // namespace

void emit_matmul(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const Operands shapes = operands_of(graph, node);
    MatmulOp op = matmul_of(graph, node, shapes);
    op.a_layout = op.c_layout = matrix_layout(graph);
    op.b_layout = weight_layout(graph, node.inputs[1]);
    std::vector<FusedId> inputs = {forms.read(node.inputs[0], {op.a_layout, shapes.a, op.a_type}),
                                   forms.read(node.inputs[1], {op.b_layout, shapes.b, op.b_type})};
    if (op.bias) inputs.push_back(forms.read(node.inputs[2], forms.plain(node.inputs[2])));
    const bool blocked = op.c_layout == Layout::kFractalNz;
    const Form out{op.c_layout, blocked ? result_shape(node, shapes) : shapes.c, op.c_type};
    if (node.residual) inputs.push_back(forms.read(node.inputs.back(), out));
    forms.emit(node.name, shapes.flat ? "MatMulV2" : "BatchMatMulV2", std::move(op),
               std::move(inputs), {forms.write(node.outputs[0], out)});
}

namespace {

/// One row of the mask for all queries, or one for each.
bool row_per_query(const WorkGraph& graph, TensorId mask, std::int64_t queries) {
    if (mask == kNoTensor) return false;
    const Shape& shape = graph.shape(mask);
    return shape.size() >= 2 && queries > 1 && shape[shape.size() - 2] == queries;
}

}  // namespace

void emit_attention(Forms& forms, const WorkNode& node) {
    const auto scores = node.attribute("scores", std::vector<std::int64_t>{});
    AttentionOp op;
    op.kv_length = scores.back();
    op.q_length = scores[scores.size() - 2];
    op.heads = scores[scores.size() - 3];
    op.batch = scores.size() == 4 ? scores[0] : 1;
    op.kv_heads = op.heads;
    op.head_dim = node.attribute("head_dim", std::int64_t{0});
    op.value_dim = node.attribute("value_dim", std::int64_t{0});
    op.mask = node.inputs[3] != kNoTensor;
    op.full_mask = row_per_query(forms.graph(), node.inputs[3], op.q_length);
    op.type = forms.plain(node.inputs[0]).type;
    std::vector<FusedId> inputs;
    for (TensorId id : node.inputs)
        if (id != kNoTensor) inputs.push_back(forms.read(id, forms.plain(id)));
    const Form out = forms.plain(node.outputs[0]);
    forms.emit(node.name, "PromptFlashAttention", op, std::move(inputs),
               {forms.write(node.outputs[0], out)});
}

}  // namespace ascend::models
