// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "runtime/validate/profile_row.h"

namespace ascend::validate {
namespace {

using models::Layout;

/// Output axis i is input axis result[i]; axes of equal length keep their order.
std::vector<std::int64_t> infer_permutation(const Shape& from, const Shape& to) {
    std::vector<std::int64_t> permutation;
    std::vector<bool> used(from.size());
    for (const std::int64_t extent : to)
        for (std::size_t axis = 0; axis < from.size(); ++axis)
            if (!used[axis] && from[axis] == extent) {
                used[axis] = true;
                permutation.push_back(static_cast<std::int64_t>(axis));
                break;
            }
    return permutation;
}

OperatorOrReason transpose(const ProfileRow& row) {
    const TensorShape& x = row.inputs.at(0);
    const auto permutation = infer_permutation(x.shape, row.outputs.at(0).shape);
    if (permutation.size() != x.shape.size()) return "Transpose: the shapes give no permutation";
    return OperatorShape(models::TransposeOp{x.shape, permutation, x.type});
}

std::optional<Layout> layout_of(const std::string& format) {
    if (format.rfind("NC1HWC0", 0) == 0) return Layout::kNc1hwc0;
    if (format.rfind("FRACTAL_Z", 0) == 0) return Layout::kFractalZ;
    if (format.rfind("FRACTAL_NZ", 0) == 0) return Layout::kFractalNz;
    if (format == "NCHW" || format == "ND" || format == "FORMAT_ND") return Layout::kNd;
    return std::nullopt;
}

OperatorOrReason trans_data(const ProfileRow& row) {
    const auto from = layout_of(row.input_formats.at(0)), to = layout_of(row.output_formats.at(0));
    const bool plain_in = from == Layout::kNd, plain_out = to == Layout::kNd;
    if (!from || !to || plain_in == plain_out)
        return fmt::format("TransData: {} to {} is not modelled", row.input_formats[0],
                           row.output_formats[0]);
    const Shape& logical = (plain_in ? row.inputs : row.outputs).at(0).shape;
    return OperatorShape(
        models::TransDataOp{*from, *to, logical, row.inputs.at(0).type, row.outputs.at(0).type});
}

OperatorOrReason concat(const ProfileRow& row) {
    const std::int64_t rows = product(row.outputs.at(0).shape, 0, 1) > 0
                                  ? count(row.outputs[0].shape) / row.outputs[0].shape.back()
                                  : 1;
    models::CopyOp op;
    op.inputs = static_cast<std::uint32_t>(row.inputs.size());
    op.type = row.outputs[0].type;
    for (std::uint32_t i = 0; i < op.inputs; ++i) {
        const TensorShape& x = row.inputs[i];
        models::CopyPiece piece;
        piece.input = i;
        piece.rows = rows;
        piece.row_bytes = bytes_of(x.type, count(x.shape)).count() / rows;
        piece.strided_write = rows > 1;
        op.pieces.push_back(piece);
    }
    return OperatorShape(op);
}

OperatorOrReason slice(const ProfileRow& row) {
    const TensorShape &x = row.inputs.at(0), &y = row.outputs.at(0);
    models::CopyPiece piece;
    piece.row_bytes = bytes_of(y.type, y.shape.at(y.shape.size() - 1)).count();
    piece.rows = count(y.shape) / y.shape.back();
    piece.strided_read = y.shape.back() != x.shape.back();
    models::CopyOp op;
    op.pieces = {piece};
    op.type = y.type;
    return OperatorShape(op);
}

}  // namespace

const std::map<std::string, ProfileFunction>& movement_profiles() {
    static const std::map<std::string, ProfileFunction> kFunctions = {
        {"Transpose", transpose},
        {"TransData", trans_data},
        {"ConcatD", concat},
        {"Slice", slice},
    };
    return kFunctions;
}

}  // namespace ascend::validate
