// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "models/onnx/rules/einsum.h"
#include "models/onnx/rules/operator_rule.h"
#include "models/onnx/rules/shape_math.h"

namespace ascend::models::onnx_rules {
namespace {

bool flag(const RuleContext& context, std::string_view key) {
    return context.attribute(key, std::int64_t{0}) != 0;
}

[[noreturn]] void refuse(const Shape& a, const Shape& b) {
    malformed("shapes {} and {} do not multiply", to_text(a), to_text(b));
}

/// numpy's matmul: a vector is a row on the left and a column on the right, its axis of 1 is
/// dropped again; leading axes broadcast.
Shape product_shape(const Shape& left, const Shape& right) {
    Shape a = left;
    Shape b = right;
    if (a.empty() || b.empty()) refuse(left, right);
    if (left.size() == 1) a.insert(a.begin(), 1);
    if (right.size() == 1) b.push_back(1);
    if (a.back() != b[b.size() - 2]) refuse(left, right);
    Shape shape = broadcast(Shape(a.begin(), a.end() - 2), Shape(b.begin(), b.end() - 2));
    if (left.size() > 1) shape.push_back(a[a.size() - 2]);
    if (right.size() > 1) shape.push_back(b.back());
    return shape;
}

void matmul(RuleContext& context) {
    context.set_output(0, context.type(0), product_shape(context.shape(0), context.shape(1)));
}

void integer_matmul(RuleContext& context) {
    context.set_output(0, DataType::kInt32, product_shape(context.shape(0), context.shape(1)));
}

/// Inputs: a, its scale and zero point, b, its scale and zero point, y's scale and zero point.
void quantized_matmul(RuleContext& context) {
    context.set_output(0, context.type(7), product_shape(context.shape(0), context.shape(3)));
}

/// Inputs: a in float, b quantized, b's scale.
void dynamic_quantized_matmul(RuleContext& context) {
    context.set_output(0, context.type(0), product_shape(context.shape(0), context.shape(1)));
}

/// Inputs: a, b, their scales and zero points, bias?; the result is in the scales' float type.
void scaled_integer_matmul(RuleContext& context) {
    context.set_output(0, context.type(2), product_shape(context.shape(0), context.shape(1)));
}

Shape transposed(Shape shape, bool transpose) {
    if (transpose && shape.size() > 1) std::swap(shape.back(), shape[shape.size() - 2]);
    return shape;
}

void fused_matmul(RuleContext& context) {
    if (flag(context, "transBatchA") || flag(context, "transBatchB")) {
        unsupported("transposed batch axes are not modelled");
    }
    context.set_output(0, context.type(0),
                       product_shape(transposed(context.shape(0), flag(context, "transA")),
                                     transposed(context.shape(1), flag(context, "transB"))));
}

/// Weights of K x N packed into few bits: the extents are attributes.
void packed_weight_matmul(RuleContext& context) {
    const std::int64_t k = context.attribute("K", std::int64_t{0});
    const std::int64_t n = context.attribute("N", std::int64_t{0});
    context.set_output(0, context.type(0), product_shape(context.shape(0), {k, n}));
}

void gemm(RuleContext& context) {
    const Shape a = transposed(context.shape(0), flag(context, "transA"));
    const Shape b = transposed(context.shape(1), flag(context, "transB"));
    if (a.size() != 2 || b.size() != 2 || a[1] != b[0]) refuse(context.shape(0), context.shape(1));
    const Shape shape{a[0], b[1]};
    if (context.has_input(2) && broadcast(shape, context.shape(2)) != shape) {
        malformed("C of {} does not broadcast to {}", to_text(context.shape(2)), to_text(shape));
    }
    context.set_output(0, context.type(0), shape);
}

void einsum(RuleContext& context) {
    std::vector<Shape> operands;
    for (std::size_t i = 0; i < context.input_count(); ++i) operands.push_back(context.shape(i));
    const std::string equation = context.node().attribute("equation", std::string_view());
    context.set_output(0, context.type(0), einsum_shape(equation, operands));
}

}  // namespace

std::span<const OperatorRule> matmul_rules() {
    static constexpr std::string_view kMicrosoft = "com.microsoft";
    static constexpr std::array kRules = {
        OperatorRule{"Einsum", einsum},
        OperatorRule{"Gemm", gemm},
        OperatorRule{"MatMul", matmul},
        OperatorRule{"MatMulInteger", integer_matmul},
        OperatorRule{"QLinearMatMul", quantized_matmul},
        OperatorRule{.type = "DynamicQuantizeMatMul",
                     .shape = dynamic_quantized_matmul,
                     .domain = kMicrosoft},
        OperatorRule{.type = "FusedGemm", .shape = gemm, .domain = kMicrosoft},
        OperatorRule{.type = "FusedMatMul", .shape = fused_matmul, .domain = kMicrosoft},
        OperatorRule{
            .type = "MatMulIntegerToFloat", .shape = scaled_integer_matmul, .domain = kMicrosoft},
        OperatorRule{.type = "MatMulNBits", .shape = packed_weight_matmul, .domain = kMicrosoft},
    };
    return kRules;
}

}  // namespace ascend::models::onnx_rules
