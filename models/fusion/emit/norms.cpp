// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <numeric>

#include "models/fusion/emit/emitters.h"
#include "models/fusion/emit/image.h"

namespace ascend::models {

namespace {

std::int64_t product(const Shape& shape, std::size_t begin, std::size_t end) {
    return std::accumulate(shape.begin() + static_cast<std::ptrdiff_t>(begin),
                           shape.begin() + static_cast<std::ptrdiff_t>(end), std::int64_t{1},
                           std::multiplies<>());
}

/// Kernels over rows of the last axis work on NZ as well as on ND.
Form row_form(const Forms& forms, TensorId id) {
    const Form home = forms.home(id);
    return home.layout == Layout::kFractalNz ? home : forms.plain(id);
}

void add_parameters(Forms& forms, const WorkNode& node, std::size_t first,
                    std::vector<FusedId>& inputs) {
    for (std::size_t i = first; i < first + 2 && i < node.inputs.size(); ++i)
        if (node.inputs[i] != kNoTensor)
            inputs.push_back(forms.read(node.inputs[i], forms.plain(node.inputs[i])));
}

bool given(const WorkNode& node, std::size_t input) {
    return node.inputs.size() > input && node.inputs[input] != kNoTensor;
}

}  // namespace

void emit_softmax(Forms& forms, const WorkNode& node) {
    const TensorId x = node.inputs[0], y = node.outputs[0];
    const Shape& shape = forms.graph().shape(x);
    const auto axis = static_cast<std::size_t>(node.attribute("axis", std::int64_t{0}));
    const bool coerced = node.attribute("coerced", std::int64_t{0}) != 0;
    const bool last = axis + 1 == shape.size();
    Form form = last ? row_form(forms, x) : forms.plain(x);
    form.type = forms.plain(y).type;
    SoftmaxOp op;
    op.outer = product(shape, 0, axis);
    op.axis = coerced ? product(shape, axis, shape.size()) : shape[axis];
    op.inner = coerced ? 1 : product(shape, axis + 1, shape.size());
    op.type = form.type;
    // Rows of NZ are read with their padding, so that all of them are whole blocks.
    if (form.layout == Layout::kFractalNz) op.axis = round_up(op.axis, c0_of(form.type));
    op.log = node.attribute("log", std::int64_t{0}) != 0;
    const FusedId input = forms.read(x, form);
    forms.emit(node.name, op.log ? "LogSoftmaxV2" : "SoftmaxV2", op, {input},
               {forms.write(y, form)});
}

void emit_row_norm(Forms& forms, const WorkNode& node) {
    const TensorId x = node.inputs[0];
    const Shape& shape = forms.graph().shape(x);
    const auto axis = static_cast<std::size_t>(node.attribute("axis", std::int64_t{0}));
    const bool last = axis + 1 == shape.size();
    const Form form = last ? row_form(forms, x) : forms.plain(x);
    NormOp op;
    op.kind = node.type == "RmsNorm" ? NormKind::kRmsNorm : NormKind::kLayerNorm;
    op.rows = product(shape, 0, axis);
    op.columns = product(shape, axis, shape.size());
    op.type = form.type;
    op.gamma = given(node, 1);
    op.beta = given(node, 2);
    op.residual = node.residual;
    std::vector<FusedId> inputs = {forms.read(x, form)};
    if (op.residual) inputs.push_back(forms.read(node.inputs.back(), form));
    add_parameters(forms, node, 1, inputs);
    std::vector<FusedId> outputs = {forms.write(node.outputs[0], form)};
    if (op.residual) outputs.push_back(forms.write(node.outputs[1], form));
    const std::string type = node.vendor_type.empty() ? node.type : node.vendor_type;
    forms.emit(node.name, type, std::move(op), std::move(inputs), std::move(outputs));
}

// Scale and shift per channel. Two vectors come in: the compiler folds the constant mean and
// variance into them.
void emit_batch_norm(Forms& forms, const WorkNode& node) {
    const TensorId x = node.inputs[0];
    Shape image = as_image(forms.graph().shape(x));
    if (image.size() == 2) image.insert(image.end(), {1, 1});
    const Form form{Layout::kNc1hwc0, image, forms.plain(x).type};
    NormOp op;
    op.kind = NormKind::kBatchNorm;
    const Shape device = device_shape(form.layout, image, form.type);
    op.rows = device[0] * device[1];
    op.columns = device[2] * device[3] * device[4];
    op.type = form.type;
    op.steps = node.steps;
    std::vector<FusedId> inputs = {forms.read(x, form)};
    add_parameters(forms, node, 1, inputs);
    forms.emit(node.name, "BNInferenceD", std::move(op), std::move(inputs),
               {forms.write(node.outputs[0], form)});
}

void emit_group_norm(Forms& forms, const WorkNode& node) {
    const TensorId x = node.inputs[0];
    const Shape& shape = forms.graph().shape(x);
    const bool instance = node.type == "InstanceNormalization";
    const std::int64_t groups = instance ? shape[1] : node.attribute("num_groups", std::int64_t{1});
    NormOp op;
    op.kind = instance ? NormKind::kInstanceNorm : NormKind::kGroupNorm;
    op.rows = shape[0] * groups;
    op.columns = element_count(shape) / op.rows;
    op.type = forms.plain(x).type;
    op.gamma = given(node, 1);
    op.beta = given(node, 2);
    std::vector<FusedId> inputs = {forms.read(x, forms.plain(x))};
    add_parameters(forms, node, 1, inputs);
    forms.emit(node.name, instance ? "InstanceNormV2" : "GroupNorm", std::move(op),
               std::move(inputs), {forms.write(node.outputs[0], forms.plain(node.outputs[0]))});
}

// Rows are what the axes leave; their elements may lie apart.
void emit_mean_variance_norm(Forms& forms, const WorkNode& node) {
    const TensorId x = node.inputs[0];
    const Shape& shape = forms.graph().shape(x);
    NormOp op;
    op.kind = NormKind::kInstanceNorm;
    op.gamma = op.beta = false;
    op.type = forms.plain(x).type;
    for (std::int64_t axis : node.attribute("axes", std::vector<std::int64_t>{0, 2, 3}))
        op.columns *= shape[static_cast<std::size_t>(normalized_axis(axis, shape.size()))];
    op.rows = element_count(shape) / op.columns;
    const FusedId input = forms.read(x, forms.plain(x));
    forms.emit(node.name, "MVNV2", std::move(op), {input},
               {forms.write(node.outputs[0], forms.plain(node.outputs[0]))});
}

}  // namespace ascend::models
