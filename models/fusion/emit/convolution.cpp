// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/fusion/emit/emitters.h"
#include "models/fusion/emit/image.h"

namespace ascend::models {

namespace {

constexpr std::int64_t kSmallChannels = 4;

/// An image that aipp feeds: it arrives as bytes and the convolution converts it while loading.
bool takes_bytes(const Forms& forms, const WorkNode& node) {
    const TensorId x = node.inputs[0];
    const DataType computed = forms.graph().tensors[x].type;
    return forms.home(x).type == DataType::kUint8 && computed != DataType::kUint8 &&
           convolution_converts(forms.graph(), x);
}

bool first_convolution(const WorkGraph& graph, const WorkNode& node) {
    const auto& inputs = graph.inputs;
    return std::find(inputs.begin(), inputs.end(), node.inputs[0]) != inputs.end() &&
           graph.shape(node.inputs[0])[1] <= kSmallChannels;
}

DataType cube_type(const WorkGraph& graph, TensorId id) {
    const DataType type = graph.tensors[id].type;
    return type == DataType::kFloat ? graph.types.cube_input : type;
}

void set_extents(ConvolutionOp& op, const Shape& x, const Shape& w, const Shape& y) {
    op.batch = x[0];
    op.c_in = x[1];
    op.h_in = x[2];
    op.w_in = x[3];
    op.c_out = y[1];
    op.h_out = y[2];
    op.w_out = y[3];
    op.kernel_h = w[2];
    op.kernel_w = w[3];
}

void set_window(ConvolutionOp& op, const Window& window) {
    op.stride_h = window.height.stride;
    op.stride_w = window.width.stride;
    op.dilation_h = window.height.dilation;
    op.dilation_w = window.width.dilation;
    op.pad_top = window.height.pad_begin;
    op.pad_bottom = window.height.pad_end;
    op.pad_left = window.width.pad_begin;
    op.pad_right = window.width.pad_end;
}

ConvolutionOp convolution_of(const WorkGraph& graph, const WorkNode& node) {
    ConvolutionOp op;
    const Shape w = as_image(graph.shape(node.inputs[1]));
    set_extents(op, as_image(graph.shape(node.inputs[0])), w,
                as_image(graph.shape(node.outputs[0])));
    set_window(op, window_of(graph, node, w[2], w[3]));
    op.groups = node.attribute("group", std::int64_t{1});
    op.transposed = node.type == "ConvTranspose";
    op.type = cube_type(graph, node.inputs[0]);
    op.out_type = graph.tensors[node.outputs[0]].type;
    op.hf32 = op.type == DataType::kFloat && graph.soc.ai_core.cube.hf32_steps > 0;
    op.bias = node.inputs.size() > 2 && node.inputs[2] != kNoTensor;
    op.epilogue = {node.steps, node.residual};
    op.small_channel = graph.options.small_channel && first_convolution(graph, node);
    return op;
}

std::string type_name(const ConvolutionOp& op) {
    if (op.transposed) return "Conv2DTransposeD";
    return op.groups > 1 && op.groups == op.c_in ? "DepthwiseConv2D" : "Conv2D";
}

}  // namespace

void emit_convolution(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    ConvolutionOp op = convolution_of(graph, node);
    op.aipp = takes_bytes(forms, node);
    const TensorId x = node.inputs[0], w = node.inputs[1], y = node.outputs[0];
    std::vector<FusedId> inputs;
    if (op.aipp)
        inputs.push_back(forms.read(x, forms.home(x)));
    else
        inputs.push_back(forms.read(x, {Layout::kNc1hwc0, as_image(graph.shape(x)), op.type}));
    inputs.push_back(forms.read(w, {Layout::kFractalZ, as_image(graph.shape(w)), op.type}));
    if (op.bias) inputs.push_back(forms.read(node.inputs[2], forms.plain(node.inputs[2])));
    const Form out{Layout::kNc1hwc0, as_image(graph.shape(y)), op.out_type};
    if (node.residual) inputs.push_back(forms.read(node.inputs.back(), out));
    const std::string type = type_name(op);
    forms.emit(node.name, type, std::move(op), std::move(inputs), {forms.write(y, out)});
}

}  // namespace ascend::models
