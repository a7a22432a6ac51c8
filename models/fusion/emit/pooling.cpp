// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/emit/emitters.h"
#include "models/fusion/emit/image.h"

namespace ascend::models {

namespace {

PoolOp pool_of(const WorkGraph& graph, TensorId x, const Shape& out, PoolKind kind) {
    const Shape in = as_image(graph.shape(x));
    PoolOp op;
    op.kind = kind;
    op.batch = in[0];
    op.channels = in[1];
    op.h_in = in[2];
    op.w_in = in[3];
    op.h_out = out[2];
    op.w_out = out[3];
    op.type = graph.tensors[x].type;
    return op;
}

void emit_image(Forms& forms, const WorkNode& node, const char* type, OperatorShape op,
                const Shape& out) {
    const TensorId x = node.inputs[0], y = node.outputs[0];
    const Form in{Layout::kNc1hwc0, as_image(forms.graph().shape(x)), forms.plain(x).type};
    const FusedId input = forms.read(x, in);
    forms.emit(node.name, type, std::move(op), {input},
               {forms.write(y, {Layout::kNc1hwc0, out, forms.plain(y).type})});
}

}  // namespace

void emit_pool(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const auto kernel = node.attribute("kernel_shape", std::vector<std::int64_t>{});
    const std::int64_t kernel_w = kernel.back();
    const std::int64_t kernel_h = kernel.size() > 1 ? kernel[kernel.size() - 2] : 1;
    const Window window = window_of(graph, node, kernel_h, kernel_w);
    const Shape out = as_image(graph.shape(node.outputs[0]));
    const bool max = node.type == "MaxPool";
    PoolOp op = pool_of(graph, node.inputs[0], out, max ? PoolKind::kMax : PoolKind::kAverage);
    op.kernel_h = kernel_h;
    op.kernel_w = kernel_w;
    op.stride_h = window.height.stride;
    op.stride_w = window.width.stride;
    emit_image(forms, node, max ? "MaxPoolV3" : "AvgPoolV2", op, out);
}

// One window over the whole image; a reduction over the pixels may drop their axes.
void emit_global_pool(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const Shape in = as_image(graph.shape(node.inputs[0]));
    const Shape out = {in[0], in[1], 1, 1};
    const bool max = node.type == "GlobalMaxPool" || node.type == "ReduceMax";
    PoolOp op = pool_of(graph, node.inputs[0], out, max ? PoolKind::kMax : PoolKind::kAverage);
    op.kernel_h = op.stride_h = op.h_in;
    op.kernel_w = op.stride_w = op.w_in;
    emit_image(forms, node, max ? "ReduceMaxD" : "ReduceMeanD", op, out);
}

void emit_resize(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const Shape in = as_image(graph.shape(node.inputs[0]));
    const Shape out = as_image(graph.shape(node.outputs[0]));
    const std::string mode = node.attribute("mode", std::string_view("nearest"));
    ResizeOp op;
    op.batch = in[0];
    op.channels = in[1];
    op.h_in = in[2];
    op.w_in = in[3];
    op.h_out = out[2];
    op.w_out = out[3];
    op.linear = mode == "linear";
    op.cubic = mode == "cubic";
    op.type = forms.plain(node.inputs[0]).type;
    const char* type = op.linear  ? "ResizeBilinearV2"
                       : op.cubic ? "ResizeBicubicV2"
                                  : "ResizeNearestNeighborV2";
    emit_image(forms, node, type, op, out);
}

namespace {

/// A permutation of the row-major tensor seen with another shape.
void emit_permuted(Forms& forms, const WorkNode& node, const char* type, Shape seen,
                   std::vector<std::int64_t> permutation) {
    const TensorId x = node.inputs[0], y = node.outputs[0];
    TransposeOp op{std::move(seen), std::move(permutation), forms.plain(x).type};
    const FusedId input = forms.read(x, forms.plain(x));
    forms.emit(node.name, type, std::move(op), {input}, {forms.write(y, forms.plain(y))});
}

}  // namespace

void emit_depth_to_space(Forms& forms, const WorkNode& node) {
    const Shape& in = forms.graph().shape(node.inputs[0]);
    const std::int64_t r = node.attribute("blocksize", std::int64_t{1}), c = in[1] / (r * r);
    if (node.attribute("mode", std::string_view("DCR")) == "CRD")
        emit_permuted(forms, node, "DepthToSpace", {in[0], c, r, r, in[2], in[3]},
                      {0, 1, 4, 2, 5, 3});
    else
        emit_permuted(forms, node, "DepthToSpace", {in[0], r, r, c, in[2], in[3]},
                      {0, 3, 4, 1, 5, 2});
}

void emit_space_to_depth(Forms& forms, const WorkNode& node) {
    const Shape& in = forms.graph().shape(node.inputs[0]);
    const std::int64_t r = node.attribute("blocksize", std::int64_t{1});
    emit_permuted(forms, node, "SpaceToDepth", {in[0], in[1], in[2] / r, r, in[3] / r, r},
                  {0, 3, 5, 1, 2, 4});
}

void emit_channel_shuffle(Forms& forms, const WorkNode& node) {
    const Shape& in = forms.graph().shape(node.inputs[0]);
    const std::int64_t groups = node.attribute("groups", std::int64_t{1});
    emit_permuted(forms, node, "ShuffleChannel", {in[0], groups, in[1] / groups, in[2] * in[3]},
                  {0, 2, 1, 3});
}

}  // namespace ascend::models
