// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "models/fusion/layout.h"
#include "models/om/rules/operator_rule.h"
#include "models/om/rules/rule_support.h"

namespace ascend::models::om {

namespace {

/// Rows of one part of a tensor that is joined or split along an axis.
CopyPiece part_piece(const TensorView& part, const TensorView& whole, std::size_t axis,
                     bool blocks) {
    CopyPiece piece;
    if (blocks) {
        piece.rows = std::max<std::int64_t>(rows_in_front(whole, axis), 1);
        piece.row_bytes = part.bytes().count() / piece.rows;
    } else {
        // Channels that share a C0 group move pixel by pixel.
        const Shape& image = part.shape;
        piece.rows = image[0] * image[2] * image[3];
        piece.row_bytes = bytes_of(part.type, image[1]).count();
    }
    return piece;
}

/// The parts meet at block borders, so that whole blocks can be copied.
bool on_blocks(const std::vector<const TensorView*>& parts, const TensorView& whole,
               std::size_t axis) {
    if (whole.layout != Layout::kNc1hwc0 || axis != 1) return true;
    return std::all_of(parts.begin(), parts.end() - 1, [](const TensorView* part) {
        return part->shape[1] % c0_of(part->type) == 0;
    });
}

void require_alike(const OperatorView& op, const TensorView& part, const TensorView& whole) {
    if (part.layout != whole.layout || part.shape.size() != whole.shape.size())
        op.fail(
            fmt::format("a part of shape {} beside a whole of shape {}, expected the same "
                        "format and rank",
                        to_text(part.shape), to_text(whole.shape)));
}

/// The axis that an attribute names, else the one along which the parts are shorter.
std::size_t axis_of(const OperatorView& op, const TensorView& whole,
                    const std::vector<const TensorView*>& parts,
                    std::initializer_list<std::string_view> names) {
    if (const auto named = number_of(op, names)) return normalized(op, *named, whole.shape.size());
    for (std::size_t axis = 0; axis < whole.shape.size(); ++axis)
        if (parts.front()->shape[axis] != whole.shape[axis]) return axis;
    return normalized(op, 0, whole.shape.size());
}

/// Rows of a tensor in front of the innermost axis along which it differs from another one.
std::int64_t rows_of_change(const Shape& shape, const Shape& other) {
    const auto differ = std::mismatch(shape.rbegin(), shape.rend(), other.rbegin(), other.rend());
    const auto same = static_cast<std::size_t>(differ.first - shape.rbegin());
    return same >= shape.size() ? 1 : product(shape, 0, shape.size() - same - 1);
}

CopyPiece rows_piece(const TensorView& tensor, std::int64_t rows) {
    CopyPiece piece;
    piece.rows = std::max<std::int64_t>(rows, 1);
    piece.row_bytes = tensor.bytes().count() / piece.rows;
    return piece;
}

Mapping single(const OperatorView& op, std::vector<CopyPiece> pieces) {
    return {CopyOp{std::move(pieces), 1, 1, op.connected(0).type}, {op.inputs().front().slot}};
}

}  // namespace

Mapping map_concat(const OperatorView& op) {
    const TensorView& whole = op.output(0);
    std::vector<const TensorView*> parts;
    Mapping mapping;
    for (const auto& [slot, tensor] : op.inputs()) {
        require_alike(op, tensor, whole);
        parts.push_back(&tensor);
        mapping.slots.push_back(slot);
    }
    if (parts.empty()) op.fail("nothing to join, expected one input or more");
    const std::size_t axis = axis_of(op, whole, parts, {"concat_dim", "axis", "concat_axis"});
    const bool blocks = on_blocks(parts, whole, axis);
    CopyOp copy{{}, static_cast<std::uint32_t>(parts.size()), 1, whole.type};
    for (const TensorView* part : parts) {
        CopyPiece piece = part_piece(*part, whole, axis, blocks);
        piece.input = static_cast<std::uint32_t>(copy.pieces.size());
        piece.strided_write = piece.rows > 1;
        piece.strided_read = !blocks;
        copy.pieces.push_back(piece);
    }
    mapping.shape = std::move(copy);
    return mapping;
}

Mapping map_split(const OperatorView& op) {
    const TensorView& whole = op.connected(0);
    std::vector<const TensorView*> parts;
    for (const TensorView& part : op.outputs()) {
        require_alike(op, part, whole);
        parts.push_back(&part);
    }
    if (parts.empty()) op.fail("no parts, expected one output or more");
    const std::size_t axis = axis_of(op, whole, parts, {"split_dim", "axis"});
    const bool blocks = on_blocks(parts, whole, axis);
    CopyOp copy{{}, 1, static_cast<std::uint32_t>(parts.size()), whole.type};
    for (const TensorView* part : parts) {
        CopyPiece piece = part_piece(*part, whole, axis, blocks);
        piece.output = static_cast<std::uint32_t>(copy.pieces.size());
        piece.strided_read = piece.rows > 1;
        piece.strided_write = !blocks;
        copy.pieces.push_back(piece);
    }
    return {std::move(copy), {op.inputs().front().slot}};
}

Mapping map_slice(const OperatorView& op) {
    const TensorView& out = op.output(0);
    CopyPiece piece = rows_piece(out, rows_of_change(out.memory, op.connected(0).memory));
    piece.strided_read = piece.rows > 1;
    return single(op, {piece});
}

Mapping map_pad(const OperatorView& op) {
    const TensorView& in = op.connected(0);
    const TensorView& out = op.output(0);
    CopyPiece copy = rows_piece(in, rows_of_change(in.memory, out.memory));
    copy.strided_write = copy.rows > 1;
    const std::int64_t rest = (out.bytes() - in.bytes()).count();
    if (rest <= 0) return single(op, {copy});
    CopyPiece fill;
    fill.input = 1;
    fill.rows = std::clamp<std::int64_t>(rows_of_change(out.memory, in.memory), 1, rest);
    fill.row_bytes = rest / fill.rows;
    fill.strided_write = fill.rows > 1;
    return single(op, {copy, fill});
}

// The trailing axes that do not change are one contiguous row.
Mapping map_broadcast(const OperatorView& op) {
    const Shape& in = op.connected(0).memory;
    const Shape& out = op.output(0).memory;
    std::int64_t row = 1;
    for (std::size_t i = 1; i <= std::min(in.size(), out.size()); ++i) {
        if (in[in.size() - i] != out[out.size() - i]) break;
        row *= in[in.size() - i];
    }
    CopyPiece piece =
        rows_piece(op.output(0), op.output(0).elements() / std::max<std::int64_t>(row, 1));
    piece.strided_read = piece.rows > 1;
    return single(op, {piece});
}

// Inputs one behind the other in the only output, or the only input in parts.
Mapping map_copy(const OperatorView& op) {
    Mapping mapping;
    CopyOp copy{{},
                static_cast<std::uint32_t>(op.inputs().size()),
                static_cast<std::uint32_t>(op.outputs().size()),
                op.connected(0).type};
    const bool parts = op.outputs().size() > 1;
    for (const auto& [slot, tensor] : op.inputs()) mapping.slots.push_back(slot);
    for (std::uint32_t i = 0; i < std::max(copy.inputs, copy.outputs); ++i) {
        CopyPiece piece = rows_piece(parts ? op.output(i) : op.connected(i), 1);
        piece.input = parts ? 0 : i;
        piece.output = parts ? i : 0;
        copy.pieces.push_back(piece);
    }
    mapping.shape = std::move(copy);
    return mapping;
}

// Zeros in the memory that later kernels add to; the operator names sizes instead of tensors.
Mapping map_clear(const OperatorView& op) {
    std::int64_t bytes = 0;
    for (const std::int64_t size : list_of(op, {"automic_add_mem_size", "sizes"})) {
        if (size < 0 || size > kMostElements)
            op.fail(fmt::format("{} bytes to clear, expected 0..{}", size, kMostElements));
        bytes += size;
    }
    CopyPiece fill;
    fill.row_bytes = std::max<std::int64_t>(bytes, 1);
    return {CopyOp{{fill}, 0, 1, DataType::kFloat16}, {}};
}

Mapping map_gather(const OperatorView& op) {
    const TensorView& table = op.connected(0);
    const TensorView& indices = op.connected(1);
    GatherOp gather;
    const bool elements = op.op().type.starts_with("GatherElements");
    const std::int64_t depth =
        op.op().type == "GatherNd" && !indices.shape.empty() ? indices.shape.back() : 1;
    gather.picks = std::max<std::int64_t>(
        elements ? op.output(0).elements() : indices.elements() / std::max<std::int64_t>(depth, 1),
        1);
    gather.row_bytes = std::max<std::int64_t>(op.output(0).bytes().count() / gather.picks, 1);
    gather.table_bytes = table.bytes().count();
    gather.index_type = indices.type;
    return {gather, {op.inputs()[0].slot, op.inputs()[1].slot}};
}

Mapping map_scatter(const OperatorView& op) {
    const TensorView& updates = op.connected(2);
    GatherOp scatter;
    scatter.scatter = true;
    scatter.picks = std::max<std::int64_t>(op.connected(1).elements(), 1);
    scatter.row_bytes = std::max<std::int64_t>(updates.bytes().count() / scatter.picks, 1);
    scatter.table_bytes = op.connected(0).bytes().count();
    scatter.index_type = op.connected(1).type;
    return {scatter, {op.inputs()[0].slot, op.inputs()[1].slot, op.inputs()[2].slot}};
}

}  // namespace ascend::models::om
