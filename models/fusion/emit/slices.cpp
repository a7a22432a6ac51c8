// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "models/fusion/emit/emitters.h"
#include "models/fusion/emit/pieces.h"

namespace ascend::models {

namespace {

/// One sliced axis: only whether its elements stay next to each other matters for the copy.
struct Cut {
    std::size_t axis = 0;
    std::int64_t start = 0;
    bool dense = true;
};

std::vector<std::int64_t> operand_or(const WorkGraph& graph, const WorkNode& node,
                                     const char* attribute, std::size_t input,
                                     std::vector<std::int64_t> fallback) {
    if (node.inputs.size() > input && node.inputs[input] != kNoTensor)
        return graph.integers(node.inputs[input], node);
    return node.attribute(attribute, std::move(fallback));
}

/// Axes whose extent changes or whose order does.
std::vector<Cut> cuts_of(const WorkGraph& graph, const WorkNode& node) {
    const Shape& in = graph.shape(node.inputs[0]);
    const Shape& out = graph.shape(node.outputs[0]);
    const auto starts = operand_or(graph, node, "starts", 1, {});
    std::vector<std::int64_t> all(starts.size());
    std::iota(all.begin(), all.end(), std::int64_t{0});
    const auto axes = operand_or(graph, node, "axes", 3, all);
    const auto steps = operand_or(graph, node, "steps", 4, Shape(starts.size(), 1));
    std::vector<Cut> cuts;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const auto axis = static_cast<std::size_t>(normalized_axis(axes[i], in.size()));
        if (in[axis] == out[axis] && steps[i] == 1) continue;
        const std::int64_t start = starts[i] < 0 ? starts[i] + in[axis] : starts[i];
        cuts.push_back({axis, std::clamp<std::int64_t>(start, 0, in[axis]), steps[i] == 1});
    }
    return cuts;
}

/// The activations' own layout if the cut falls between blocks, else ND.
Form slice_form(const Forms& forms, const WorkNode& node, const std::vector<Cut>& cuts) {
    const WorkGraph& graph = forms.graph();
    const TensorId x = node.inputs[0];
    const Form home = forms.home(x);
    const Shape& in = graph.shape(x);
    if (cuts.size() != 1 || !cuts[0].dense) return forms.plain(x);
    const std::size_t axis = cuts[0].axis;
    const std::int64_t taken = graph.shape(node.outputs[0])[axis];
    std::vector<std::int64_t> extents = {cuts[0].start, taken, in[axis] - cuts[0].start - taken};
    std::erase(extents, 0);
    return keeps_blocks(home, axis, in, extents) ? home : forms.plain(x);
}

}  // namespace

namespace {

/// Rows that stay contiguous: those of the innermost cut axis, or single elements of it when the
/// slice steps over some.
CopyPiece sliced_rows(const Form& part, const Shape& out, const std::vector<Cut>& cuts) {
    std::size_t innermost = 0;
    bool dense = true;
    for (const Cut& cut : cuts) {
        innermost = std::max(innermost, cut.axis);
        dense = dense && cut.dense;
    }
    CopyPiece piece;
    if (!cuts.empty()) piece.rows = rows_in_front(part, dense ? innermost : innermost + 1, out);
    piece.row_bytes = size_of(part) / std::max<std::int64_t>(piece.rows, 1);
    piece.strided_read = piece.rows > 1;
    return piece;
}

/// Bytes in front of a cut that leaves one contiguous run.
std::int64_t bytes_skipped(Form whole, const Shape& in, const Cut& cut) {
    if (cut.start == 0) return 0;
    Shape front = in;
    front[cut.axis] = cut.start;
    whole.shape = whole.layout == Layout::kFractalNz ? folded(front) : front;
    return size_of(whole);
}

}  // namespace

void emit_slice(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const TensorId x = node.inputs[0], y = node.outputs[0];
    const std::vector<Cut> cuts = cuts_of(graph, node);
    const Form whole = slice_form(forms, node, cuts);
    const Form part = part_form(graph, y, whole);
    const CopyPiece piece = sliced_rows(part, graph.shape(y), cuts);
    FusedId input = forms.read(x, whole);
    if (piece.rows == 1 && cuts.size() == 1 && cuts[0].dense)
        input = forms.part_of(input, graph.tensors[x].name, part,
                              bytes_skipped(whole, graph.shape(x), cuts[0]));
    forms.emit(node.name, "StridedSliceD", CopyOp{{piece}, 1, 1, whole.type}, {input},
               {forms.write(y, part)});
}

namespace {

std::vector<std::int64_t> pads_of(const WorkGraph& graph, const WorkNode& node) {
    auto pads = node.attribute("pads", std::vector<std::int64_t>{});
    return pads.empty() ? graph.integers(node.inputs.at(1), node) : pads;
}

}  // namespace

// The input's rows and, as a second piece, the fill; images keep NC1HWC0 when only pixels are
// padded.
void emit_pad(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const TensorId x = node.inputs[0], y = node.outputs[0];
    const auto pads = pads_of(graph, node);
    const Shape& in = graph.shape(x);
    const Shape& out = graph.shape(y);
    const Form home = forms.home(x);
    const bool pixels =
        home.layout == Layout::kNc1hwc0 && home.shape == in && in[0] == out[0] && in[1] == out[1];
    const Form from = pixels ? home : forms.plain(x);
    const Form to{from.layout, out, from.type};
    std::size_t innermost = 0;
    for (std::size_t axis = 0; axis < in.size(); ++axis)
        if (in[axis] != out[axis]) innermost = axis;
    CopyPiece copy, fill;
    copy.rows = rows_in_front(from, innermost, in);
    copy.row_bytes = size_of(from) / copy.rows;
    copy.strided_write = copy.rows > 1;
    fill.input = 1;
    fill.rows = rows_in_front(to, innermost, out);
    fill.row_bytes = std::max<std::int64_t>((size_of(to) - size_of(from)) / fill.rows, 0);
    fill.strided_write = fill.rows > 1;
    const FusedId input = forms.read(x, from);
    CopyOp op{{copy}, 1, 1, from.type};
    if (fill.row_bytes > 0) op.pieces.push_back(fill);
    forms.emit(node.name, "PadV3D", std::move(op), {input}, {forms.write(y, to)});
}

// Expand and Tile: the trailing axes that do not change are one contiguous row.
void emit_broadcast(Forms& forms, const WorkNode& node) {
    const WorkGraph& graph = forms.graph();
    const TensorId x = node.inputs[0], y = node.outputs[0];
    const Shape& in = graph.shape(x);
    const Shape& out = graph.shape(y);
    const Form to = forms.plain(y);
    std::int64_t row = 1;
    for (std::size_t i = 1; i <= in.size(); ++i) {
        if (in[in.size() - i] != out[out.size() - i]) break;
        row *= in[in.size() - i];
    }
    CopyPiece piece;
    piece.rows = element_count(out) / std::max<std::int64_t>(row, 1);
    piece.row_bytes = bytes_of(to.type, row).count();
    piece.strided_read = piece.rows > 1;
    const FusedId input = forms.read(x, forms.plain(x));
    forms.emit(node.name, node.type == "Tile" ? "TileD" : "BroadcastToD",
               CopyOp{{piece}, 1, 1, to.type}, {input}, {forms.write(y, to)});
}

}  // namespace ascend::models
