// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "models/om/element_type.h"
#include "models/om/rules/operator_rule.h"
#include "models/om/rules/rule_support.h"

namespace ascend::models::om {

namespace {

/// [N, H, W, C] as the matrices [N, H * W, C]: NC1HWC0 puts C0 channels of one pixel after the
/// other, which is the fractal layout of those matrices.
Shape pixel_rows(const Shape& image) {
    return {image[0], image[2] * image[3], image[1]};
}

bool image_rows(const TensorView& flat, const TensorView& blocked) {
    return channels_last(flat.format) && blocked.layout == Layout::kNc1hwc0;
}

/// The permutation that the extents allow, each axis of the result taken from the first free axis
/// of the input that is as long.
std::vector<std::int64_t> matching_axes(const OperatorView& op, const Shape& in, const Shape& out) {
    std::vector<std::int64_t> permutation;
    for (const std::int64_t extent : out) {
        std::size_t axis = 0;
        const auto taken = [&] {
            return std::find(permutation.begin(), permutation.end(),
                             static_cast<std::int64_t>(axis)) != permutation.end();
        };
        while (axis < in.size() && (in[axis] != extent || taken())) ++axis;
        if (axis == in.size() || in.size() != out.size())
            op.fail(fmt::format("{} to {} is no permutation of axes", to_text(in), to_text(out)));
        permutation.push_back(static_cast<std::int64_t>(axis));
    }
    return permutation;
}

void require_permutation(const OperatorView& op, const TransposeOp& transpose) {
    std::vector<std::int64_t> sorted = transpose.permutation, axes(transpose.shape.size());
    std::sort(sorted.begin(), sorted.end());
    std::iota(axes.begin(), axes.end(), std::int64_t{0});
    if (sorted != axes)
        op.fail(fmt::format("permutation {} of shape {}, expected each axis once",
                            to_text(transpose.permutation), to_text(transpose.shape)));
}

Mapping permuted(const OperatorView& op, Shape shape, std::vector<std::int64_t> permutation) {
    TransposeOp transpose{std::move(shape), std::move(permutation), op.connected(0).type};
    require_permutation(op, transpose);
    return {std::move(transpose), {op.inputs().front().slot}};
}

Mapping map_blocks(const OperatorView& op) {
    const std::int64_t r = count_of(op, {"block_size"}, 1);
    const Shape s = image_of(op.connected(0), op.where());
    if (op.op().type == "SpaceToDepth")
        return permuted(op, {s[0], s[1], s[2] / r, r, s[3] / r, r}, {0, 3, 5, 1, 2, 4});
    const std::int64_t c = s[1] / (r * r);
    if (op.attributes().text("mode", "DCR") == "CRD")
        return permuted(op, {s[0], c, r, r, s[2], s[3]}, {0, 1, 4, 2, 5, 3});
    return permuted(op, {s[0], r, r, c, s[2], s[3]}, {0, 3, 4, 1, 5, 2});
}

Mapping map_shuffle(const OperatorView& op) {
    const std::int64_t groups = count_of(op, {"group"}, 1);
    const Shape s = image_of(op.connected(0), op.where());
    return permuted(op, {s[0], groups, s[1] / groups, s[2] * s[3]}, {0, 2, 1, 3});
}

/// A reshape and a permutation in one: the kernel sees the shape on the side where it permutes.
Mapping map_confusion(const OperatorView& op) {
    const bool first = op.attributes().flag("transpose_first", true);
    Shape seen = first ? op.connected(0).shape : op.attributes().integers("shape");
    return permuted(op, std::move(seen), op.attributes().integers("perm"));
}

}  // namespace

Mapping map_trans_data(const OperatorView& op) {
    const TensorView& in = op.connected(0);
    const TensorView& out = op.output(0);
    if (in.layout == out.layout) return map_transpose(op);
    TransDataOp change{in.layout, out.layout, in.layout == Layout::kNd ? out.shape : in.shape,
                       in.type, out.type};
    if (image_rows(in, out)) {
        change.to = Layout::kFractalNz;
        change.shape = pixel_rows(out.shape);
    } else if (image_rows(out, in)) {
        change.from = Layout::kFractalNz;
        change.shape = pixel_rows(in.shape);
    }
    return {std::move(change), {op.inputs().front().slot}};
}

Mapping map_transpose(const OperatorView& op) {
    const std::string& type = op.op().type;
    if (type == "DepthToSpace" || type == "SpaceToDepth") return map_blocks(op);
    if (type == "ShuffleChannel") return map_shuffle(op);
    if (type.starts_with("ConfusionTranspose")) return map_confusion(op);
    const Shape& in = op.connected(0).shape;
    std::vector<std::int64_t> permutation = list_of(op, {"perm", "order"});
    if (permutation.size() != in.size()) permutation = matching_axes(op, in, op.output(0).shape);
    return permuted(op, in, std::move(permutation));
}

}  // namespace ascend::models::om
