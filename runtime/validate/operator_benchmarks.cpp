// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <boost/json.hpp>
#include <map>

#include "runtime/validate/operator_rows.h"

namespace ascend::validate {
namespace {

namespace json = boost::json;
using models::VectorOp;

/// A row as its operator's function sees it: absent inputs have no shape.
struct Case {
    std::vector<std::optional<TensorShape>> inputs;
    json::object attributes;

    /// Throws std::out_of_range for an input that is not there: a malformed row.
    const TensorShape& input(std::size_t i) const { return inputs.at(i).value(); }
    bool has(std::size_t i) const { return i < inputs.size() && inputs[i].has_value(); }
    std::vector<std::int64_t> integers(const char* name) const {
        return json::value_to<std::vector<std::int64_t>>(attributes.at(name));
    }
    std::int64_t integer(const char* name) const {
        return attributes.at(name).to_number<std::int64_t>();
    }
    double number(const char* name) const { return attributes.at(name).to_number<double>(); }
    bool flag(const char* name) const {
        const json::value* value = attributes.if_contains(name);
        return value != nullptr && value->is_bool() && value->get_bool();
    }
    /// 0 when absent.
    std::int64_t mask(const char* name) const {
        return attributes.contains(name) ? integer(name) : 0;
    }
    std::string text(const char* name) const {
        return json::value_to<std::string>(attributes.at(name));
    }
};

AxisSplit axis_of(const Case& row, std::int64_t axis) {
    const auto split = split_axis(row.input(0).shape, axis);
    if (!split) throw std::out_of_range("dim is outside the shape");
    return *split;
}

/// [.., m, k] x [k, n].
models::MatmulOp matmul(const Case& row, DataType result) {
    const TensorShape &a = row.input(0), &b = row.input(1);
    models::MatmulOp op;
    op.k = a.shape.back();
    op.m = count(a.shape) / op.k;
    op.n = b.shape.back();
    op.a_type = a.type;
    op.b_type = b.type;
    op.c_type = result;
    return op;
}

OperatorShape gemm(const Case& row) {
    return matmul(row, row.input(0).type);
}

OperatorShape quant_matmul(const Case& row) {
    models::MatmulOp op = matmul(row, parse_type(row.text("output_dtype")).value());
    constexpr std::size_t kPerTokenScale = 4, kBias = 5;
    op.bias = row.has(kBias);
    op.epilogue.steps = {step(VectorOp::kMul, DataType::kFloat)};
    if (row.has(kPerTokenScale))
        op.epilogue.steps.push_back(step(VectorOp::kMul, DataType::kFloat));
    return op;
}

/// The weight crosses memory as int8 and is widened on the way by vector cores that wait for it
/// anyway: as a matmul of int8 matrices, whose A is small.
OperatorShape weight_quant_batch_matmul(const Case& row) {
    models::MatmulOp op = matmul(row, row.input(0).type);
    op.a_type = op.b_type = DataType::kInt8;
    return op;
}

/// Groups of rows, each with a weight of its own; taken as equally long.
OperatorShape grouped_matmul(const Case& row) {
    const TensorShape &x = row.input(0), &weight = row.input(1);
    const bool transposed = row.flag("transpose_weight");
    models::MatmulOp op;
    op.batch = weight.shape.at(0);
    op.k = x.shape.back();
    op.m = ceil_div(count(x.shape) / op.k, op.batch);
    op.n = weight.shape.at(transposed ? 1 : 2);
    op.transpose_b = transposed;
    op.a_type = op.c_type = x.type;
    op.b_type = weight.type;
    op.bias = row.has(2);
    return op;
}

/// Extents of the output from input, kernel, pads, strides and dilations.
void close(models::ConvolutionOp& op) {
    const std::int64_t h = op.h_in + op.pad_top + op.pad_bottom;
    const std::int64_t w = op.w_in + op.pad_left + op.pad_right;
    op.h_out = (h - op.dilation_h * (op.kernel_h - 1) - 1) / op.stride_h + 1;
    op.w_out = (w - op.dilation_w * (op.kernel_w - 1) - 1) / op.stride_w + 1;
}

models::ConvolutionOp image_of(const Case& row) {
    const TensorShape& x = row.input(0);
    models::ConvolutionOp op;
    op.batch = x.shape.at(0);
    op.c_in = x.shape.at(1);
    op.h_in = x.shape.at(2);
    op.w_in = x.shape.at(3);
    op.type = op.out_type = x.type;
    op.bias = row.has(2);
    op.hf32 = x.type == DataType::kFloat;
    return op;
}

OperatorShape conv_2d(const Case& row) {
    models::ConvolutionOp op = image_of(row);
    const Shape& weight = row.input(1).shape;
    const auto strides = row.integers("strides"), pads = row.integers("pads");
    const auto dilations = row.integers("dilations");
    op.c_out = weight.at(0);
    op.groups = op.c_in / weight.at(1);
    op.kernel_h = weight.at(2);
    op.kernel_w = weight.at(3);
    op.stride_h = strides.at(0);
    op.stride_w = strides.at(1);
    op.pad_top = pads.at(0);
    op.pad_bottom = pads.at(1);
    op.pad_left = pads.at(2);
    op.pad_right = pads.at(3);
    op.dilation_h = dilations.at(0);
    op.dilation_w = dilations.at(1);
    close(op);
    return op;
}

OperatorShape depthwise_conv_2d(const Case& row) {
    models::ConvolutionOp op = image_of(row);
    const auto kernel = row.integers("kernelSize"), strides = row.integers("stride");
    const auto padding = row.integers("padding"), dilations = row.integers("dilation");
    op.c_out = op.c_in;
    op.groups = row.integer("groups");
    op.kernel_h = kernel.at(0);
    op.kernel_w = kernel.at(1);
    op.stride_h = strides.at(0);
    op.stride_w = strides.at(1);
    op.pad_top = op.pad_bottom = padding.at(0);
    op.pad_left = op.pad_right = padding.at(1);
    op.dilation_h = dilations.at(0);
    op.dilation_w = dilations.at(1);
    close(op);
    return op;
}

OperatorShape fused_attention(const Case& row) {
    if (row.input(0).shape.size() != 4 || row.input(1).shape.size() != 4)
        throw std::out_of_range("attention needs four axes");
    return attention(row.input(0), row.input(1), row.flag("is_causal"));
}

OperatorShape softmax(const Case& row) {
    const AxisSplit split = axis_of(row, row.integer("dim"));
    return models::SoftmaxOp{split.outer, split.axis, split.inner, row.input(0).type, false};
}

OperatorShape arg_max(const Case& row) {
    const AxisSplit split = axis_of(row, row.integer("dim"));
    return models::ReduceOp{models::ReduceKind::kArgMax, split.outer, split.axis, split.inner,
                            row.input(0).type,           {}};
}

OperatorShape rms_norm(const Case& row) {
    const TensorShape& x = row.input(0);
    models::NormOp op;
    op.kind = models::NormKind::kRmsNorm;
    op.columns = x.shape.back();
    op.rows = count(x.shape) / op.columns;
    op.type = x.type;
    op.beta = false;
    return op;
}

OperatorShape group_norm(const Case& row) {
    const TensorShape& x = row.input(0);
    models::NormOp op;
    op.kind = models::NormKind::kGroupNorm;
    op.rows = x.shape.at(0) * row.integer("num_groups");
    op.columns = count(x.shape) / op.rows;
    op.type = x.type;
    return op;
}

OperatorShape unary(const Case& row, std::vector<models::VectorStep> steps) {
    const TensorShape& x = row.input(0);
    return elementwise({x}, x.shape, x.type, std::move(steps));
}

OperatorShape gelu(const Case& row) {
    return unary(row, gelu_steps(row.input(0).type, row.text("approximate") == "tanh"));
}

OperatorShape sigmoid(const Case& row) {
    return unary(row, sigmoid_steps(row.input(0).type));
}

/// base^(scale * x + shift), base -1 meaning e: one pass with the factors that are not neutral.
OperatorShape exponential(const Case& row) {
    const DataType type = row.input(0).type, t = compute_type(type);
    std::vector<models::VectorStep> steps;
    const bool natural = row.number("base") == -1.0;
    if (!natural || row.number("scale") != 1.0) steps.push_back(step(VectorOp::kMul, t, true));
    if (row.number("shift") != 0.0) steps.push_back(step(VectorOp::kAdd, t, true));
    steps.push_back(step(VectorOp::kExp, t));
    return unary(row, with_casts(type, std::move(steps)));
}

OperatorShape swi_glu(const Case& row) {
    TensorShape half = row.input(0);
    const AxisSplit split = axis_of(row, row.integer("dim"));
    half.shape = {split.outer, split.axis / 2 * split.inner};
    return elementwise({half, half}, half.shape, half.type, swi_glu_steps(half.type));
}

OperatorShape dynamic_quant(const Case& row) {
    const TensorShape& x = row.input(0);
    return elementwise({x}, x.shape, DataType::kInt8, dynamic_quant_steps(x.type));
}

OperatorShape maximum(const Case& row) {
    const TensorShape &a = row.input(0), &b = row.input(1);
    const Shape& larger = count(a.shape) >= count(b.shape) ? a.shape : b.shape;
    const DataType t = compute_type(a.type);
    return elementwise({a, b}, larger, a.type, with_casts(a.type, {step(VectorOp::kMax, t)}));
}

OperatorShape rotary(const Case& row) {
    TensorShape both = row.input(0);
    both.shape = {count(row.input(0).shape) / both.shape.back() +
                      count(row.input(1).shape) / both.shape.back(),
                  both.shape.back()};
    return elementwise({both, row.input(2), row.input(3)}, both.shape, both.type,
                       rotary_steps(both.type));
}

OperatorShape transpose(const Case& row) {
    const TensorShape& x = row.input(0);
    return models::TransposeOp{x.shape, row.integers("perm"), x.type};
}

/// Picks single elements along an axis.
OperatorShape gather(const Case& row) {
    const TensorShape &table = row.input(0), &index = row.input(1);
    models::GatherOp op;
    op.picks = count(index.shape);
    op.row_bytes = bytes_of(table.type, 1).count();
    op.table_bytes = bytes_of(table.type, count(table.shape)).count();
    op.index_type = index.type;
    return op;
}

OperatorShape strided_slice(const Case& row) {
    const TensorShape& x = row.input(0);
    const auto begin = row.integers("begin"), end = row.integers("end");
    const auto strides = row.integers("strides");
    Shape result;
    for (std::size_t i = 0; i < x.shape.size(); ++i) {
        const std::int64_t extent = x.shape[i];
        const auto place = [extent](std::int64_t at) { return at < 0 ? at + extent : at; };
        const bool whole_end = (row.mask("end_mask") >> i & 1) != 0;
        const std::int64_t last = whole_end ? extent : std::min(place(end.at(i)), extent);
        const std::int64_t span = last - place(begin.at(i));
        result.push_back(ceil_div(span, strides.at(i)));
    }
    const std::int64_t row_elements = strides.back() == 1 ? result.back() : 1;
    models::CopyPiece piece;
    piece.rows = count(result) / row_elements;
    piece.row_bytes = bytes_of(x.type, row_elements).count();
    piece.strided_read = true;
    models::CopyOp op;
    op.pieces = {piece};
    op.type = x.type;
    return op;
}

OperatorShape resize_bilinear(const Case& row) {
    const TensorShape& x = row.input(0);
    const auto size = row.integers("output_size");
    models::ResizeOp op;
    op.batch = x.shape.at(0);
    op.channels = x.shape.at(1);
    op.h_in = x.shape.at(2);
    op.w_in = x.shape.at(3);
    op.h_out = size.at(0);
    op.w_out = size.at(1);
    op.linear = true;
    op.type = x.type;
    return op;
}

using Function = OperatorShape (*)(const Case& row);
const std::map<std::string, Function>& functions() {
    static const std::map<std::string, Function> kFunctions = {
        {"gemm", gemm},
        {"quant_matmul", quant_matmul},
        {"weight_quant_batch_matmul", weight_quant_batch_matmul},
        {"grouped_matmul", grouped_matmul},
        {"conv_2d", conv_2d},
        {"depthwise_conv_2d", depthwise_conv_2d},
        {"flash_attention", fused_attention},
        {"mha", fused_attention},
        {"gqa", fused_attention},
        {"softmax", softmax},
        {"arg_max", arg_max},
        {"rms_norm", rms_norm},
        {"group_norm", group_norm},
        {"gelu", gelu},
        {"sigmoid", sigmoid},
        {"exp", exponential},
        {"swi_glu", swi_glu},
        {"dynamic_quant", dynamic_quant},
        {"maximum", maximum},
        {"apply_rotary_pos_emb", rotary},
        {"transpose", transpose},
        {"gather", gather},
        {"strided_slice", strided_slice},
        {"resize_bilinear", resize_bilinear},
    };
    return kFunctions;
}

/// nullopt when a type is one that we do not have.
std::optional<Case> read_case(const CsvTable& table, const CsvRow& row) {
    Case result;
    const json::array shapes = json::parse(table.text(row, "input_shapes")).as_array();
    const json::array types = json::parse(table.text(row, "dtypes")).as_array();
    result.attributes = json::parse(table.text(row, "attrs")).as_object();
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        auto& input = result.inputs.emplace_back();
        if (shapes[i].is_null()) continue;
        const auto type = parse_type(json::value_to<std::string>(types.at(i)));
        if (!type) return std::nullopt;
        input = TensorShape{json::value_to<Shape>(shapes[i]), *type};
    }
    return result;
}

}  // namespace

OperatorOrReason operator_of_benchmark(const CsvTable& table, const CsvRow& row) {
    const std::string& name = table.text(row, "op");
    const auto function = functions().find(name);
    if (function == functions().end()) return fmt::format("operator {} has no counterpart", name);
    try {
        const std::optional<Case> read = read_case(table, row);
        if (!read) return fmt::format("operator {}: a data type is not modelled", name);
        for (const char* mask :
             {"begin_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask"})
            if (read->mask(mask) != 0)
                return fmt::format("operator {}: {} is not read", name, mask);
        return function->second(*read);
    } catch (const std::exception& error) {
        table.refuse(row, fmt::format("shapes, types or attributes do not make a {}: {}", name,
                                      error.what()));
    }
}

}  // namespace ascend::validate
