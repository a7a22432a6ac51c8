// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "models/fusion/emit/emitters.h"
#include "models/fusion/passes/pattern.h"

namespace ascend::models {

namespace {

/// The same permutation with axes of one element left out and axes that stay together merged.
TransposeOp simplified(const Shape& shape, const std::vector<std::int64_t>& permutation,
                       DataType type) {
    std::vector<std::vector<std::int64_t>> groups;
    std::int64_t last = -2;
    for (std::int64_t axis : permutation) {
        if (shape[static_cast<std::size_t>(axis)] == 1) continue;
        const auto between_is_one = [&] {
            for (std::int64_t i = last + 1; i < axis; ++i)
                if (shape[static_cast<std::size_t>(i)] != 1) return false;
            return axis > last;
        };
        if (groups.empty() || !between_is_one()) groups.emplace_back();
        groups.back().push_back(axis);
        last = axis;
    }
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return groups[a][0] < groups[b][0]; });
    TransposeOp op;
    op.type = type;
    op.permutation.resize(groups.size());
    for (std::size_t input = 0; input < order.size(); ++input) {
        std::int64_t extent = 1;
        for (std::int64_t axis : groups[order[input]])
            extent *= shape[static_cast<std::size_t>(axis)];
        op.shape.push_back(extent);
        op.permutation[order[input]] = static_cast<std::int64_t>(input);
    }
    return op;
}

}  // namespace

void emit_view(Forms& forms, const WorkNode& node) {
    forms.view(node.outputs[0], node.inputs[0]);
}

namespace {

struct Ends {
    Form from, to;
};

/// Fractals stay fractals while columns, or heads cut from them, stay innermost: rows that only
/// change places stay folded, heads become matrices of their own.
Ends ends_of(const Forms& forms, TensorId x, TensorId y, bool innermost_stays, bool splits) {
    const WorkGraph& graph = forms.graph();
    Ends ends{forms.plain(x), forms.plain(y)};
    if (forms.home(x).layout != Layout::kFractalNz || !innermost_stays) return ends;
    const bool rows_only = graph.shape(x).back() == graph.shape(y).back();
    ends.from.layout = ends.to.layout = Layout::kFractalNz;
    if (splits || rows_only) ends.from.shape = folded(ends.from.shape);
    if (!splits || rows_only) ends.to.shape = folded(ends.to.shape);
    return ends;
}

void emit_moved(Forms& forms, const WorkNode& node, const char* type, const Ends& ends,
                TransposeOp op) {
    const FusedId input = forms.read(node.inputs[0], ends.from);
    forms.emit(node.name, type, std::move(op), {input}, {forms.write(node.outputs[0], ends.to)});
}

bool innermost_stays(const std::vector<std::int64_t>& permutation) {
    return permutation.back() + 1 == static_cast<std::int64_t>(permutation.size());
}

}  // namespace

void emit_transpose(Forms& forms, const WorkNode& node) {
    const TensorId x = node.inputs[0], y = node.outputs[0];
    const Shape& shape = forms.graph().shape(x);
    const auto permutation = permutation_of(forms.graph(), node);
    if (keeps_bytes(shape, permutation)) return forms.view(y, x);
    const bool rows_only = innermost_stays(permutation) && forms.home(x).shape == folded(shape);
    const Ends ends = ends_of(forms, x, y, rows_only, false);
    emit_moved(forms, node, "TransposeD", ends, simplified(shape, permutation, ends.from.type));
}

// Reshape and transpose (or transpose and reshape) of attention heads in one kernel that reads
// and writes fractals.
void emit_confusion_transpose(Forms& forms, const WorkNode& node) {
    const Shape seen = node.attribute("seen", std::vector<std::int64_t>{});
    const auto permutation = node.attribute("perm", std::vector<std::int64_t>{});
    const bool splits = node.attribute("splits", std::int64_t{0}) != 0;
    const Ends ends = ends_of(forms, node.inputs[0], node.outputs[0], true, splits);
    emit_moved(forms, node, "ConfusionTransposeD", ends,
               simplified(seen, permutation, ends.from.type));
}

}  // namespace ascend::models
