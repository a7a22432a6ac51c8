// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/fusion/emit/emitters.h"
#include "models/fusion/emit/pieces.h"

namespace ascend::models {

namespace {

/// A tensor cut along one axis: what concat and split have in common.
struct Cuts {
    std::size_t axis = 0;
    Form whole;
    std::vector<TensorId> ids;
    std::vector<Form> parts;
    std::int64_t rows = 1;  ///< contiguous runs of each part in the whole
};

std::size_t axis_of(const WorkNode& node, const Shape& shape) {
    return static_cast<std::size_t>(
        normalized_axis(node.attribute("axis", std::int64_t{0}), shape.size()));
}

std::vector<std::int64_t> extents_along(const WorkGraph& graph, const std::vector<TensorId>& ids,
                                        std::size_t axis) {
    std::vector<std::int64_t> extents;
    for (TensorId id : ids) extents.push_back(graph.shape(id)[axis]);
    return extents;
}

Cuts cut_up(const WorkGraph& graph, std::size_t axis, const Form& whole, const Shape& shape,
            std::vector<TensorId> ids) {
    Cuts cuts{axis, whole, std::move(ids), {}, rows_in_front(whole, axis, shape)};
    for (TensorId id : cuts.ids) cuts.parts.push_back(part_form(graph, id, whole));
    return cuts;
}

bool aligned(const std::vector<Form>& parts) {
    return std::all_of(parts.begin(), parts.end() - 1,
                       [](const Form& part) { return size_of(part) % kAliasAlignment == 0; });
}

bool marked_as_view(const WorkNode& node) {
    return node.attribute("view", std::int64_t{0}) != 0;
}

bool read_once(const WorkGraph& graph, TensorId id) {
    return graph.tensors[id].consumers.size() == 1 && !graph.graph_output(id);
}

bool distinct(std::vector<TensorId> ids) {
    std::sort(ids.begin(), ids.end());
    return std::adjacent_find(ids.begin(), ids.end()) == ids.end();
}

/// Parts that other tasks can write into, or read out of, the whole: contiguous ones, and channel
/// groups of NC1HWC0, whose kernels store and load with a stride from image to image (facts 4.6:
/// concat and split turned into strided views). The address plan keeps each part in one piece.
bool strided_view(const Cuts& cuts) {
    return (cuts.rows == 1 || cuts.whole.layout == Layout::kNc1hwc0) && aligned(cuts.parts);
}

/// Parts written straight into the whole: facts 4.6, "free only where channels align and nothing
/// else reads it". A node marked as a view is one whatever else reads the parts.
bool joins_freely(const Forms& forms, const WorkNode& node, const Cuts& cuts) {
    const WorkGraph& graph = forms.graph();
    if (!graph.options.fusion || !distinct(cuts.ids) || !strided_view(cuts)) return false;
    for (std::size_t i = 0; i < cuts.ids.size(); ++i) {
        if (forms.movable(cuts.ids[i], cuts.parts[i]) == kNotAliased) return false;
        if (!marked_as_view(node) && !read_once(graph, cuts.ids[i])) return false;
    }
    return true;
}

/// Parts that lie inside the whole, where a split is all that reads it.
bool splits_freely(const WorkGraph& graph, const WorkNode& node, const Cuts& cuts) {
    const TensorId x = node.inputs[0];
    return graph.options.fusion && !graph.constant(x) && strided_view(cuts) &&
           (marked_as_view(node) || read_once(graph, x));
}

/// The layout that most of the way is in anyway: that of an operand whose blocks stay whole.
Form concat_form(const Forms& forms, const WorkNode& node, std::size_t axis) {
    const WorkGraph& graph = forms.graph();
    const Shape& shape = graph.shape(node.outputs[0]);
    const auto extents = extents_along(graph, node.inputs, axis);
    for (TensorId id : node.inputs) {
        const Form home = forms.home(id);
        Form whole = forms.plain(node.outputs[0]);
        whole.layout = home.layout;
        if (whole.layout == Layout::kFractalNz) whole.shape = folded(shape);
        if (keeps_blocks(whole, axis, shape, extents) &&
            home.shape == part_form(graph, id, whole).shape)
            return whole;
    }
    return forms.plain(node.outputs[0]);
}

CopyPiece piece_of(const Cuts& cuts, std::size_t part) {
    CopyPiece piece;
    piece.rows = cuts.rows;
    piece.row_bytes = size_of(cuts.parts[part]) / cuts.rows;
    return piece;
}

void copy_together(Forms& forms, const WorkNode& node, const Cuts& cuts) {
    CopyOp op;
    op.inputs = static_cast<std::uint32_t>(cuts.ids.size());
    op.type = cuts.whole.type;
    std::vector<FusedId> inputs;
    for (std::size_t i = 0; i < cuts.ids.size(); ++i) {
        op.pieces.push_back(piece_of(cuts, i));
        op.pieces.back().input = static_cast<std::uint32_t>(i);
        op.pieces.back().strided_write = cuts.rows > 1;
        inputs.push_back(forms.read(cuts.ids[i], cuts.parts[i]));
    }
    forms.emit(node.name, "ConcatD", std::move(op), std::move(inputs),
               {forms.write(node.outputs[0], cuts.whole)});
}

void copy_apart(Forms& forms, const WorkNode& node, FusedId input, const Cuts& cuts) {
    CopyOp op;
    op.outputs = static_cast<std::uint32_t>(cuts.ids.size());
    op.type = cuts.whole.type;
    std::vector<FusedId> outputs;
    for (std::size_t i = 0; i < cuts.ids.size(); ++i) {
        op.pieces.push_back(piece_of(cuts, i));
        op.pieces.back().output = static_cast<std::uint32_t>(i);
        op.pieces.back().strided_read = cuts.rows > 1;
        outputs.push_back(forms.write(cuts.ids[i], cuts.parts[i]));
    }
    forms.emit(node.name, "SplitD", std::move(op), {input}, std::move(outputs));
}

}  // namespace

void emit_concat(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const Shape& shape = graph.shape(node.outputs[0]);
    const std::size_t axis = axis_of(node, shape);
    const Form whole = concat_form(forms, node, axis);
    const Cuts cuts = cut_up(graph, axis, whole, shape, node.inputs);
    if (!joins_freely(forms, node, cuts)) return copy_together(forms, node, cuts);
    const FusedId tensor = forms.write(node.outputs[0], whole);
    std::int64_t offset = 0;
    for (std::size_t i = 0; i < cuts.ids.size(); ++i) {
        forms.move_inside(forms.movable(cuts.ids[i], cuts.parts[i]), tensor, offset);
        offset += size_of(cuts.parts[i]);
    }
}

void emit_split(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const TensorId x = node.inputs[0];
    const Shape& shape = graph.shape(x);
    const std::size_t axis = axis_of(node, shape);
    const Form home = forms.home(x);
    const bool blocks = keeps_blocks(home, axis, shape, extents_along(graph, node.outputs, axis));
    const Form whole = blocks ? home : forms.plain(x);
    const Cuts cuts = cut_up(graph, axis, whole, shape, node.outputs);
    const FusedId input = forms.read(x, whole);
    if (!splits_freely(graph, node, cuts)) return copy_apart(forms, node, input, cuts);
    std::int64_t offset = 0;
    for (std::size_t i = 0; i < cuts.ids.size(); ++i) {
        forms.place_inside(cuts.ids[i], cuts.parts[i], input, offset);
        offset += size_of(cuts.parts[i]);
    }
}

}  // namespace ascend::models
