// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <numeric>

#include "models/fusion/emit/emitters.h"

namespace ascend::models {

namespace {

FusedId read_plain(Forms& forms, TensorId id) {
    return forms.read(id, forms.plain(id));
}
FusedId write_plain(Forms& forms, TensorId id) {
    return forms.write(id, forms.plain(id));
}

std::int64_t plain_bytes(const Forms& forms, TensorId id) {
    return size_of(forms.plain(id));
}

GatherOp rows_of(const Forms& forms, TensorId table, TensorId indices, TensorId moved,
                 std::int64_t row_bytes) {
    GatherOp op;
    op.row_bytes = std::max<std::int64_t>(row_bytes, 1);
    op.picks = std::max<std::int64_t>(plain_bytes(forms, moved) / op.row_bytes, 1);
    op.table_bytes = plain_bytes(forms, table);
    op.index_type = forms.plain(indices).type;
    return op;
}

std::int64_t bytes_behind(const Forms& forms, TensorId id, std::size_t axis) {
    const Shape& shape = forms.graph().shape(id);
    const std::int64_t elements =
        std::accumulate(shape.begin() + static_cast<std::ptrdiff_t>(axis), shape.end(),
                        std::int64_t{1}, std::multiplies<>());
    return bytes_of(forms.plain(id).type, elements).count();
}

}  // namespace

void emit_gather(Forms& forms, const WorkNode& node) {
    const TensorId table = node.inputs[0], indices = node.inputs[1], rows = node.outputs[0];
    const Shape& shape = forms.graph().shape(table);
    const bool nd = node.type == "GatherND";
    const std::size_t axis = nd ? static_cast<std::size_t>(forms.graph().shape(indices).back() - 1)
                                : static_cast<std::size_t>(normalized_axis(
                                      node.attribute("axis", std::int64_t{0}), shape.size()));
    const GatherOp op = rows_of(forms, table, indices, rows, bytes_behind(forms, table, axis + 1));
    const std::vector<FusedId> inputs = {read_plain(forms, table), read_plain(forms, indices)};
    forms.emit(node.name, nd ? "GatherNd" : "GatherV2", op, inputs, {write_plain(forms, rows)});
}

void emit_gather_elements(Forms& forms, const WorkNode& node) {
    const TensorId table = node.inputs[0], indices = node.inputs[1], picks = node.outputs[0];
    const GatherOp op =
        rows_of(forms, table, indices, picks, bytes_of(forms.plain(table).type, 1).count());
    const std::vector<FusedId> inputs = {read_plain(forms, table), read_plain(forms, indices)};
    forms.emit(node.name, "GatherElements", op, inputs, {write_plain(forms, picks)});
}

// The data moves to the output first, then rows (or single elements) are overwritten.
void emit_scatter(Forms& forms, const WorkNode& node) {
    const TensorId data = node.inputs[0], indices = node.inputs[1], updates = node.inputs[2];
    const bool nd = node.type == "ScatterND";
    const auto depth = nd ? static_cast<std::size_t>(forms.graph().shape(indices).back()) : 0;
    const std::int64_t row =
        nd ? bytes_behind(forms, data, depth) : bytes_of(forms.plain(data).type, 1).count();
    GatherOp op = rows_of(forms, data, indices, updates, row);
    op.scatter = true;
    const std::vector<FusedId> inputs = {read_plain(forms, data), read_plain(forms, indices),
                                         read_plain(forms, updates)};
    forms.emit(node.name, nd ? "ScatterNdUpdate" : "ScatterElements", op, inputs,
               {write_plain(forms, node.outputs[0])});
}

void emit_ai_cpu(Forms& forms, const WorkNode& node) {
    AiCpuOp op;
    std::vector<FusedId> inputs, outputs;
    for (TensorId id : node.inputs) {
        if (id == kNoTensor) continue;
        inputs.push_back(read_plain(forms, id));
        op.bytes += plain_bytes(forms, id);
    }
    for (TensorId id : node.outputs) {
        if (id == kNoTensor) continue;
        outputs.push_back(write_plain(forms, id));
        op.bytes += plain_bytes(forms, id);
    }
    forms.emit(node.name, node.type, op, std::move(inputs), std::move(outputs));
}

}  // namespace ascend::models
