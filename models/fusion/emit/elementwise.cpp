// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>

#include "models/fusion/emit/emitters.h"

namespace ascend::models {

namespace {

/// `shape` with ones in front up to `rank`, as broadcasting aligns it.
Shape aligned(const Shape& shape, std::size_t rank) {
    Shape result(rank > shape.size() ? rank - shape.size() : 0, 1);
    result.insert(result.end(), shape.begin(), shape.end());
    return result;
}

/// An operand broadcasts inside the C0 group: one channel over several.
bool splits_groups(const WorkGraph& graph, TensorId id, const Shape& out) {
    const Shape shape = aligned(graph.shape(id), 4);
    return !graph.constant(id) && shape[1] != out[1];
}

bool fits_image(const WorkGraph& graph, const WorkNode& node, const Form& form) {
    const Shape& out = graph.shape(node.outputs[0]);
    if (form.layout != Layout::kNc1hwc0 || node.outputs.size() != 1) return false;
    return std::all_of(node.inputs.begin(), node.inputs.end(), [&](TensorId id) {
        if (graph.shape(id) == out) return true;
        return out.size() == 4 && graph.shape(id).size() <= 4 && !splits_groups(graph, id, out);
    });
}

/// Layout-agnostic: the result lies as an operand of its shape does; images first, then fractal
/// matrices, so that what flows between cube kernels stays as they want it.
Form result_form(const Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    Form best = forms.plain(node.outputs[0]);
    for (TensorId id : node.inputs) {
        if (graph.constant(id) || graph.shape(id) != graph.shape(node.outputs[0])) continue;
        Form form = forms.home(id);
        form.type = best.type;
        if (fits_image(graph, node, form)) return form;
        if (form.layout == Layout::kFractalNz && node.outputs.size() == 1) best = form;
    }
    return best;
}

/// A smaller operand in the result's layout; a vector along the last axis stays a vector.
Form broadcast_form(const WorkGraph& graph, TensorId id, const Form& out) {
    const Shape& shape = graph.shape(id);
    const DataType type = graph.tensors[id].type;
    if (out.layout == Layout::kNc1hwc0) return {out.layout, aligned(shape, 4), type};
    const bool vector = shape.empty() || element_count(shape) == shape.back();
    if (out.layout == Layout::kFractalNz && !vector && shape.size() >= 2)
        return {out.layout, shape, type};
    return {Layout::kNd, shape, type};
}

Form operand_form(const WorkGraph& graph, const WorkNode& node, TensorId id, const Form& out) {
    if (graph.shape(id) != graph.shape(node.outputs[0])) return broadcast_form(graph, id, out);
    return {out.layout, out.shape, graph.tensors[id].type};
}

std::int64_t elements_of(const Form& form) {
    return padded_elements(form.layout, form.shape, form.type);
}

/// One row of the broadcast: the last axis, or a whole channel group of an image.
std::int64_t row_elements(const Form& form) {
    if (form.shape.empty()) return 1;
    if (form.layout != Layout::kNc1hwc0) return form.shape.back();
    return form.shape[2] * form.shape[3] * c0_of(form.type);
}

ElementwiseInput input_of(const Form& operand, const Form& out) {
    const bool inner = out.layout != Layout::kNc1hwc0 && !operand.shape.empty() &&
                       operand.shape.back() == 1 && out.shape.back() != 1;
    return {elements_of(operand), operand.type, inner};
}

}  // namespace

void emit_elementwise(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const Form out = result_form(forms, node);
    ElementwiseOp op;
    op.elements = elements_of(out);
    op.inner = row_elements(out);
    op.steps = node.steps;
    std::vector<FusedId> inputs, outputs;
    for (TensorId id : node.inputs) {
        const Form form = operand_form(graph, node, id, out);
        inputs.push_back(forms.read(id, form));
        op.inputs.push_back(input_of(form, out));
        op.elements = std::max(op.elements, op.inputs.back().elements);
    }
    for (TensorId id : node.outputs) {
        Form form = forms.plain(id);
        if (node.outputs.size() == 1) form = out;
        outputs.push_back(forms.write(id, form));
        op.outputs.push_back(form.type);
    }
    forms.emit(node.name, node.vendor_type, std::move(op), std::move(inputs), std::move(outputs));
}

namespace {

/// A kernel over X in ND whose result is as large as X.
void emit_pass(Forms& forms, const WorkNode& node, const char* type,
               const std::vector<VectorOp>& ops) {
    const Form in = forms.plain(node.inputs[0]), out = forms.plain(node.outputs[0]);
    ElementwiseOp op;
    op.elements = elements_of(in);
    op.inner = row_elements(in);
    op.inputs = {{op.elements, in.type, false}};
    op.outputs = {out.type};
    for (VectorOp step : ops) op.steps.push_back({step, in.type, false});
    const FusedId x = forms.read(node.inputs[0], in);
    forms.emit(node.name, type, std::move(op), {x}, {forms.write(node.outputs[0], out)});
}

}  // namespace

// A scan along an axis: log2(n) shifted sums.
void emit_cumulative_sum(Forms& forms, const WorkNode& node) {
    const Shape& shape = forms.graph().shape(node.inputs[0]);
    const auto axes = forms.graph().integers(node.inputs[1], node);
    const auto axis = static_cast<std::size_t>(normalized_axis(axes[0], shape.size()));
    const auto extent = static_cast<std::uint64_t>(shape[axis]);
    emit_pass(
        forms, node, "CumsumD",
        std::vector<VectorOp>(static_cast<std::size_t>(std::bit_width(extent)), VectorOp::kAdd));
}

// Square, sum over `size` neighbouring channels, scale, power, quotient.
void emit_local_response_norm(Forms& forms, const WorkNode& node) {
    std::vector<VectorOp> ops = {VectorOp::kMul};
    ops.insert(ops.end(), static_cast<std::size_t>(node.attribute("size", std::int64_t{1})),
               VectorOp::kAdd);
    ops.insert(ops.end(), {VectorOp::kMulAdd, VectorOp::kPow, VectorOp::kDiv});
    emit_pass(forms, node, "LRN", ops);
}

}  // namespace ascend::models
