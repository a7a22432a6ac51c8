// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>

#include "models/om/rules/operator_rule.h"
#include "models/om/rules/rule_support.h"
#include "models/om/vendor_steps.h"

namespace ascend::models::om {

namespace {

/// Where a type keeps its image and filter.
struct Operands {
    std::string_view type;
    std::size_t image = 0, filter = 1;
    bool transposed = false;
};

constexpr Operands kOperands[] = {
    {"Conv2DBackpropInput", 2, 1, true}, {"Conv2DBackpropInputD", 1, 0, true},
    {"Conv2DTranspose", 1, 2, true},     {"Conv2DTransposeD", 0, 1, true},
    {"Deconvolution", 0, 1, true},
};

Operands operands_of(const OperatorView& op) {
    const auto* at =
        std::find_if(std::begin(kOperands), std::end(kOperands),
                     [&](const Operands& entry) { return entry.type == op.op().type; });
    return at == std::end(kOperands) ? Operands{op.op().type} : *at;
}

/// One axis of the window between the side where it slides densely and the other one.
struct Axis {
    std::int64_t sliding, result;  ///< extents: what is slid over and the number of places
    std::int64_t kernel, stride = 1, dilation = 1, pad_begin = 0, pad_end = 0;

    std::int64_t reach() const { return (kernel - 1) * dilation + 1; }
};

/// Kernels that UB fusion made keep no window: the extents tell the stride, and the pads are what
/// the result needs, the odd one behind. A dilation that was lost only moves pads.
void infer(Axis& axis) {
    if (axis.result > 1)
        axis.stride = std::max<std::int64_t>((axis.sliding + axis.result / 2) / axis.result, 1);
    const std::int64_t needed = (axis.result - 1) * axis.stride + axis.reach() - axis.sliding;
    axis.pad_begin = std::max<std::int64_t>(needed, 0) / 2;
    axis.pad_end = std::max<std::int64_t>(needed, 0) - axis.pad_begin;
}

void set_window(const OperatorView& op, Axis& height, Axis& width) {
    const auto strides = window_attribute(op, {"strides", "stride"});
    if (!strides) {
        infer(height);
        infer(width);
        return;
    }
    height.stride = strides->height;
    width.stride = strides->width;
    const Extent dilations = window_attribute(op, {"dilations", "dilation"}).value_or(Extent{});
    height.dilation = dilations.height;
    width.dilation = dilations.width;
    const auto pads = list_of(op, {"pads"});  // top, bottom, left, right
    if (pads.size() != 4) return;
    height.pad_begin = pads[0];
    height.pad_end = pads[1];
    width.pad_begin = pads[2];
    width.pad_end = pads[3];
}

void store(const Axis& height, const Axis& width, ConvolutionOp& conv) {
    conv.stride_h = height.stride;
    conv.stride_w = width.stride;
    conv.dilation_h = height.dilation;
    conv.dilation_w = width.dilation;
    conv.pad_top = height.pad_begin;
    conv.pad_bottom = height.pad_end;
    conv.pad_left = width.pad_begin;
    conv.pad_right = width.pad_end;
}

void set_extents(const OperatorView& op, const Operands& operands, ConvolutionOp& conv) {
    const Shape x = image_of(op.required(operands.image), op.where());
    const Shape w = image_of(op.required(operands.filter), op.where());
    const Shape y = image_of(op.output(0), op.where());
    conv.batch = x[0];
    conv.c_in = x[1];
    conv.c_out = y[1];
    conv.h_in = x[2];
    conv.w_in = x[3];
    conv.h_out = y[2];
    conv.w_out = y[3];
    conv.kernel_h = w[2];
    conv.kernel_w = w[3];
    const bool up = operands.transposed;
    Axis height{up ? y[2] : x[2], up ? x[2] : y[2], w[2]};
    Axis width{up ? y[3] : x[3], up ? x[3] : y[3], w[3]};
    set_window(op, height, width);
    store(height, width, conv);
}

/// The batch norm behind a convolution lies in its weights.
std::vector<std::string> epilogue_of(const OperatorView& op) {
    std::vector<std::string> chain = chain_of(op.op());
    std::erase_if(chain, [](const std::string& type) {
        return type == "BatchNorm" || type == "BNInference" || type == "BNInferenceD" ||
               type == "BiasAdd";
    });
    return chain;
}

bool is_bias(const TensorView& tensor, const ConvolutionOp& conv) {
    const std::int64_t elements = tensor.elements();
    return tensor.constant && elements >= conv.c_out && elements < conv.c_out + 16;
}

/// Bias, residual and the epilogue from what is connected beside image and filter.
void set_epilogue(const OperatorView& op, const Operands& operands, ConvolutionOp& conv,
                  std::vector<std::size_t>& slots) {
    std::vector<const TensorView*> sides;
    std::optional<std::size_t> bias, residual;
    for (const auto& [slot, tensor] : op.inputs()) {
        if (slot == operands.image || slot == operands.filter) continue;
        if (!bias && is_bias(tensor, conv)) {
            bias = slot;
            continue;
        }
        if (!residual && !tensor.constant && tensor.memory == op.output(0).memory) residual = slot;
        sides.push_back(&tensor);
    }
    conv.bias = bias.has_value();
    conv.epilogue.residual = residual.has_value();
    if (bias) slots.push_back(*bias);
    if (residual) slots.push_back(*residual);
    const bool cube_only = op.attributes().text("_cube_vector_core_type", "") == "AIC";
    conv.epilogue.steps = steps_of(epilogue_of(op), sides, conv.out_type, cube_only);
    if (residual && conv.epilogue.steps.empty())
        conv.epilogue.steps.push_back({VectorOp::kAdd, conv.out_type, false});
}

}  // namespace

Mapping map_convolution(const OperatorView& op) {
    const Operands operands = operands_of(op);
    const TensorView& x = op.required(operands.image);
    const TensorView& w = op.required(operands.filter);
    ConvolutionOp conv;
    conv.transposed = operands.transposed;
    set_extents(op, operands, conv);
    conv.type = w.type;
    conv.out_type = op.output(0).type;
    conv.aipp = x.type == DataType::kUint8 && w.type != DataType::kInt8;
    conv.small_channel = x.format == "NC1HWC0_C04" || w.format == "FRACTAL_Z_C04";
    conv.groups = op.op().type.starts_with("Depthwise") ? conv.c_in : count_of(op, {"groups"}, 1);
    std::vector<std::size_t> slots = {operands.image, operands.filter};
    set_epilogue(op, operands, conv, slots);
    return {std::move(conv), std::move(slots)};
}

}  // namespace ascend::models::om
