// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/emit/forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "traces/error.h"

namespace ascend::models {

namespace {

/// [N, C, 1, 1] in NC1HWC0 is a matrix of C1 * C0 columns.
bool one_pixel(const Form& form) {
    return form.layout == Layout::kNc1hwc0 && form.shape[2] == 1 && form.shape[3] == 1;
}

bool fills_groups(const Form& image) {
    return image.shape[1] % c0_of(image.type) == 0;
}

std::int64_t leading(const Shape& shape) {
    return std::accumulate(shape.begin(), shape.end() - 2, std::int64_t{1}, std::multiplies<>());
}

bool same_matrices(const Form& a, const Form& b) {
    return a.layout == Layout::kFractalNz && leading(a.shape) == leading(b.shape) &&
           std::equal(a.shape.end() - 2, a.shape.end(), b.shape.end() - 2);
}

}  // namespace

Shape folded(const Shape& shape) {
    if (shape.empty()) return {1, 1};
    return {element_count(shape) / std::max<std::int64_t>(shape.back(), 1), shape.back()};
}

bool readable_as(const Form& from, const Form& to) {
    if (from.type != to.type || element_count(from.shape) != element_count(to.shape)) return false;
    if (from.layout == to.layout)
        return from.layout == Layout::kNd || from.shape == to.shape || same_matrices(from, to);
    // The padding of a single row lies behind it, where a reader of the plain row does not look.
    if (one_pixel(from) && to.layout == Layout::kNd)
        return fills_groups(from) || from.shape[0] == 1;
    return one_pixel(to) && from.layout == Layout::kNd && fills_groups(to);
}

Forms::Forms(const WorkGraph& graph, FusedGraph& fused)
    : graph_(graph),
      fused_(fused),
      variants_(graph.tensors.size()),
      view_of_(graph.tensors.size(), kNoTensor) {}

Form Forms::plain(TensorId id) const {
    return {Layout::kNd, graph_.shape(id), graph_.tensors[id].type};
}

FusedId Forms::make(std::string name, const Form& form, Storage storage) {
    FusedTensor tensor;
    tensor.name = std::move(name);
    tensor.shape = form.shape;
    tensor.type = form.type;
    tensor.layout = form.layout;
    tensor.bytes = layout_bytes(form.layout, form.shape, form.type);
    tensor.storage = storage;
    fused_.tensors.push_back(std::move(tensor));
    return static_cast<FusedId>(fused_.tensors.size() - 1);
}

FusedId Forms::scratch(std::string name, const Form& form) {
    return make(std::move(name), form, Storage::kWorkspace);
}

FusedId Forms::input(TensorId id, const Form& form, std::uint32_t index) {
    const FusedId tensor = add(id, form, make(graph_.tensors[id].name, form, Storage::kInput));
    fused_.tensors[tensor].io_index = index;
    return tensor;
}

FusedId Forms::write(TensorId id, const Form& form) {
    return add(id, form, make(graph_.tensors[id].name, form, Storage::kWorkspace));
}

void Forms::view(TensorId id, TensorId source) {
    if (variants_[id].empty()) view_of_[id] = source;
}

void Forms::place_inside(TensorId id, const Form& form, FusedId whole, std::int64_t offset) {
    add(id, form, part_of(whole, graph_.tensors[id].name, form, offset));
}

FusedId Forms::part_of(FusedId whole, std::string name, const Form& form, std::int64_t offset) {
    const FusedId part = make(std::move(name), form, fused_.tensors[whole].storage);
    fused_.tensors[part].alias_of = whole;
    fused_.tensors[part].alias_offset = offset;
    fused_.tensors[part].io_index = fused_.tensors[whole].io_index;
    return part;
}

FusedId Forms::add(TensorId id, const Form& form, FusedId tensor) {
    variants_[id].push_back({form, tensor});
    return tensor;
}

FusedId Forms::alias(TensorId id, const Form& form, FusedId whole) {
    return add(id, form, part_of(whole, graph_.tensors[id].name, form, 0));
}

Form Forms::home(TensorId id) const {
    if (!variants_[id].empty()) return variants_[id].front().form;
    if (view_of_[id] == kNoTensor) return plain(id);
    const Form source = home(view_of_[id]);
    const Shape& shape = graph_.shape(id);
    std::vector<Shape> shapes = {shape};
    if (source.layout == Layout::kFractalNz) shapes.push_back(folded(shape));
    for (const Shape& candidate : shapes) {
        const bool blocked =
            candidate.size() >= 2 && (source.layout != Layout::kNc1hwc0 || candidate.size() == 4);
        Form form{source.layout, candidate, source.type};
        if (blocked && readable_as(source, form)) return form;
    }
    return {Layout::kNd, shape, source.type};
}

FusedId Forms::movable(TensorId id, const Form& form) const {
    if (variants_[id].empty() || !(variants_[id].front().form == form)) return kNotAliased;
    const FusedId tensor = variants_[id].front().tensor;
    const FusedTensor& own = fused_.tensors[tensor];
    const bool free = own.storage == Storage::kWorkspace && own.alias_of == kNotAliased;
    return free ? tensor : kNotAliased;
}

void Forms::move_inside(FusedId part, FusedId whole, std::int64_t offset) {
    fused_.tensors[part].alias_of = whole;
    fused_.tensors[part].alias_offset = offset;
}

void Forms::emit(std::string name, std::string type, OperatorShape shape,
                 std::vector<FusedId> inputs, std::vector<FusedId> outputs) {
    fused_.operators.push_back({std::move(name), std::move(type), std::move(shape),
                                std::move(inputs), std::move(outputs)});
}

template <class Predicate>
const Forms::Variant* Forms::first(TensorId id, Predicate holds) const {
    const auto& variants = variants_[id];
    const auto found = std::find_if(variants.begin(), variants.end(),
                                    [&](const Variant& variant) { return holds(variant.form); });
    return found == variants.end() ? nullptr : &*found;
}

FusedId Forms::read(TensorId id, const Form& form) {
    if (const Variant* exact = first(id, [&](const Form& f) { return f == form; }))
        return exact->tensor;
    if (graph_.constant(id))
        return add(id, form, make(graph_.tensors[id].name, form, Storage::kWeight));
    if (const Variant* same = first(id, [&](const Form& f) { return readable_as(f, form); }))
        return alias(id, form, same->tensor);
    if (variants_[id].empty()) {
        read_source(id, form);
    } else if (first(id, [&](const Form& f) { return f.type == form.type; })) {
        change_layout(id, form);
    } else {
        change_type(id, form);
    }
    return read(id, form);
}

/// Gives a view its first form: the source's own if `form` can be read from it, else ND. A change
/// of type happens at the source, where other views of it find the result.
void Forms::read_source(TensorId id, const Form& form) {
    const TensorId source = view_of_[id];
    ASCEND_INVARIANT(source != kNoTensor, "a tensor is read that no operator has written");
    const Form from = home(source);
    if (readable_as(from, form)) {
        alias(id, form, read(source, from));
        return;
    }
    const Form flat{Layout::kNd, graph_.shape(source), form.type};
    alias(id, {Layout::kNd, graph_.shape(id), form.type}, read(source, flat));
}

/// One step towards `form` from a form of its type. Between two blocked layouts the way is ND.
void Forms::change_layout(TensorId id, const Form& form) {
    const auto flat = [&](const Form& f) { return f.layout == Layout::kNd && f.type == form.type; };
    const auto blocked = [&](const Form& f) {
        return f.layout != Layout::kNd && f.type == form.type;
    };
    const Variant* source = first(id, flat);
    Form target = form;
    if (source == nullptr) {
        source = first(id, blocked);
        target = {Layout::kNd, source->form.shape, form.type};
    }
    const Form from = source->form;
    const FusedId input = source->tensor;
    const FusedId output = scratch(graph_.tensors[id].name, target);
    add(id, target, output);
    const Shape& shape = target.layout == Layout::kNd ? from.shape : target.shape;
    emit(fmt::format("trans_TransData_{}", fused_.operators.size()), "TransData",
         TransDataOp{from.layout, target.layout, shape, form.type, form.type}, {input}, {output});
}

/// One step towards `form` from another type: narrowing before a change of layout, widening
/// behind it, so that layouts change on fewer bytes.
void Forms::change_type(TensorId id, const Form& form) {
    const Form from = variants_[id].front().form;
    const bool narrows = bits_of(form.type) < bits_of(from.type);
    Form source = narrows ? from : form, target = source;
    source.type = from.type;
    target.type = form.type;
    const FusedId input = read(id, source);
    const FusedId output = scratch(graph_.tensors[id].name, target);
    add(id, target, output);
    const std::int64_t elements = padded_elements(source.layout, source.shape, from.type);
    ElementwiseOp op;
    op.elements = elements;
    op.inner = source.shape.empty() ? 1 : source.shape.back();
    op.inputs = {{elements, from.type, false}};
    op.outputs = {form.type};
    op.steps = {{VectorOp::kCast, narrows ? from.type : form.type, false}};
    emit(fmt::format("trans_Cast_{}", fused_.operators.size()), "Cast", std::move(op), {input},
         {output});
}

}  // namespace ascend::models
