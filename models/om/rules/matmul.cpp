// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "models/om/rules/operator_rule.h"
#include "models/om/rules/rule_support.h"
#include "models/om/vendor_steps.h"

namespace ascend::models::om {

namespace {

bool either(const OperatorView& op, std::string_view one, std::string_view other) {
    return op.attributes().flag(one, op.attributes().flag(other, false));
}

Shape as_matrix(Shape shape) {
    shape.insert(shape.begin(), shape.size() < 2 ? 2 - shape.size() : 0, 1);
    return shape;
}

/// Rows and columns of a product; false when they do not fit.
bool fits(const Shape& a, const Shape& b, const Shape& c, MatmulOp& op) {
    const std::size_t ra = a.size(), rb = b.size(), rc = c.size();
    op.m = a[ra - (op.transpose_a ? 1 : 2)];
    op.k = a[ra - (op.transpose_a ? 2 : 1)];
    op.n = b[rb - (op.transpose_b ? 2 : 1)];
    const std::int64_t k = b[rb - (op.transpose_b ? 1 : 2)];
    return k == op.k && c[rc - 1] == op.n && c[rc - 2] == op.m;
}

/// Fused kernels lose the flags; the extents bring them back.
bool find_orientation(const OperatorView& op, const Shape& a, const Shape& b, const Shape& c,
                      MatmulOp& product) {
    const std::pair<bool, bool> given{either(op, "transpose_x1", "adj_x1"),
                                      either(op, "transpose_x2", "adj_x2")};
    const std::array<std::pair<bool, bool>, 5> candidates = {
        given, {false, false}, {false, true}, {true, false}, {true, true}};
    for (const auto& [transpose_a, transpose_b] : candidates) {
        product.transpose_a = transpose_a;
        product.transpose_b = transpose_b;
        if (fits(a, b, c, product)) return true;
    }
    return false;
}

/// A fully connected layer flattens its image to rows and keeps W as [N, K].
void set_dense_extents(const OperatorView& op, MatmulOp& product) {
    const Shape& y = op.output(0).shape;
    product.m = y.empty() ? 1 : y[0];
    product.n = product.m == 0 ? 0 : element_count(y) / product.m;
    product.k = product.m == 0 ? 0 : op.required(0).elements() / product.m;
    product.transpose_b = true;
}

void set_extents(const OperatorView& op, MatmulOp& product) {
    if (op.op().type.starts_with("FullyConnection")) return set_dense_extents(op, product);
    const Shape a = as_matrix(op.required(0).shape), b = as_matrix(op.required(1).shape),
                c = as_matrix(op.output(0).shape);
    if (!find_orientation(op, a, b, c, product))
        op.fail(fmt::format("{} x {} gives {}, expected matching extents", to_text(a), to_text(b),
                            to_text(c)));
    const std::int64_t leading_a = om::product(a, 0, a.size() - 2),
                       leading_b = om::product(b, 0, b.size() - 2);
    product.batch = std::max(leading_a, leading_b);
    product.b_shared = leading_b == 1 && product.batch > 1;
}

void set_epilogue(const OperatorView& op, MatmulOp& product, std::vector<std::size_t>& slots) {
    std::vector<const TensorView*> sides;
    std::optional<std::size_t> bias, residual;
    for (const auto& [slot, tensor] : op.inputs()) {
        if (slot < 2) continue;
        if (!bias && tensor.elements() >= product.n && tensor.elements() < product.n + 16 &&
            tensor.constant) {
            bias = slot;
            continue;
        }
        if (!residual && !tensor.constant && tensor.memory == op.output(0).memory) residual = slot;
        sides.push_back(&tensor);
    }
    product.bias = bias.has_value();
    product.epilogue.residual = residual.has_value();
    if (bias) slots.push_back(*bias);
    if (residual) slots.push_back(*residual);
    product.epilogue.steps = steps_of(chain_of(op.op()), sides, product.c_type,
                                      op.attributes().text("_cube_vector_core_type", "") == "AIC");
}

/// The number of heads under the names that the attention kernels give it.
std::int64_t heads_of(const OperatorView& op) {
    return count_of(op, {"head_num", "num_heads", "numHeads"}, 1);
}

/// Batch, length and width of all heads of Q, K or V in the layouts BSH, BSND, BNSD and SBH.
struct Sequence {
    std::int64_t batch = 1, length = 1, width = 1;
};

Sequence sequence_of(const OperatorView& op, const TensorView& tensor, const std::string& layout) {
    const Shape& s = tensor.shape;
    if (layout == "BNSD" && s.size() == 4) return {s[0], s[2], s[1] * s[3]};
    if (layout == "BSND" && s.size() == 4) return {s[0], s[1], s[2] * s[3]};
    if (layout == "SBH" && s.size() == 3) return {s[1], s[0], s[2]};
    if (s.size() == 3) return {s[0], s[1], s[2]};
    op.fail(fmt::format("a sequence of shape {} in layout {}, expected BSH, BSND, BNSD or SBH",
                        to_text(s), layout));
}

}  // namespace

Mapping map_matmul(const OperatorView& op) {
    MatmulOp product;
    set_extents(op, product);
    product.a_type = op.required(0).type;
    product.b_type = op.required(1).type;
    product.c_type = op.output(0).type;
    product.a_layout = op.required(0).layout;
    product.b_layout = op.required(1).layout;
    product.c_layout = op.output(0).layout;
    std::vector<std::size_t> slots = {0, 1};
    set_epilogue(op, product, slots);
    return {std::move(product), std::move(slots)};
}

Mapping map_attention(const OperatorView& op) {
    const std::string layout = op.attributes().text("input_layout", "BSH");
    const Sequence q = sequence_of(op, op.required(0), layout);
    const Sequence k = sequence_of(op, op.required(1), layout);
    const Sequence v = sequence_of(op, op.required(2), layout);
    AttentionOp attention;
    attention.batch = q.batch;
    attention.heads = heads_of(op);
    attention.kv_heads = count_of(op, {"num_key_value_heads"}, attention.heads);
    attention.q_length = q.length;
    attention.kv_length = k.length;
    attention.head_dim = q.width / attention.heads;
    attention.value_dim = v.width / attention.kv_heads;
    attention.type = op.required(0).type;
    std::vector<std::size_t> slots = {0, 1, 2};
    for (const auto& [slot, tensor] : op.inputs()) {
        const std::int64_t keys = attention.batch * attention.kv_length;
        const bool full = tensor.elements() == keys * attention.q_length;
        if (slot < 3 || attention.mask || (!full && tensor.elements() != keys)) continue;
        attention.mask = true;
        attention.full_mask = full;
        slots.push_back(slot);
    }
    return {attention, std::move(slots)};
}

}  // namespace ascend::models::om
