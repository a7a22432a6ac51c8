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

/// Extents of a product with these flags; false when they do not give a result of `elements`.
bool fits(const Shape& a, const Shape& b, std::int64_t elements, MatmulOp& op) {
    const std::size_t ra = a.size(), rb = b.size();
    const std::int64_t leading_a = product(a, 0, ra - 2), leading_b = product(b, 0, rb - 2);
    op.m = a[ra - (op.transpose_a ? 1 : 2)];
    op.k = a[ra - (op.transpose_a ? 2 : 1)];
    op.n = b[rb - (op.transpose_b ? 2 : 1)];
    op.batch = std::max(leading_a, leading_b);
    op.b_shared = leading_b == 1 && op.batch > 1;
    if (op.b_shared && !op.transpose_a) {
        op.m *= std::exchange(op.batch, 1);
        op.b_shared = false;
    }
    const std::int64_t k = b[rb - (op.transpose_b ? 1 : 2)];
    return k == op.k && elements / std::max<std::int64_t>(op.m, 1) == op.batch * op.n;
}

/// Fused kernels lose the flags; the extents bring them back. The result may lie as the kernel
/// behind wants it (heads apart), so that only its size counts.
bool find_orientation(const OperatorView& op, const Shape& a, const Shape& b, std::int64_t elements,
                      MatmulOp& product) {
    const std::pair<bool, bool> given{either(op, "transpose_x1", "adj_x1"),
                                      either(op, "transpose_x2", "adj_x2")};
    const std::array<std::pair<bool, bool>, 5> candidates = {
        given, {false, false}, {false, true}, {true, false}, {true, true}};
    for (const auto& [transpose_a, transpose_b] : candidates) {
        product.transpose_a = transpose_a;
        product.transpose_b = transpose_b;
        if (fits(a, b, elements, product)) return true;
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
    const Shape a = as_matrix(op.required(0).shape), b = as_matrix(op.required(1).shape);
    const Shape& c = op.output(0).shape;
    if (!find_orientation(op, a, b, element_count(c), product))
        op.fail(fmt::format("{} x {} gives {}, expected matching extents", to_text(a), to_text(b),
                            to_text(c)));
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

/// Four dimensions without a named layout: the heads tell which axis they are.
std::string layout_of_heads(const Shape& shape, std::int64_t heads) {
    if (shape.size() != 4) return "BSH";
    return shape[1] == heads ? "BNSD" : "BSND";
}

Sequence sequence_of(const OperatorView& op, const TensorView& tensor, std::int64_t heads) {
    const Shape& s = tensor.shape;
    const std::string layout = op.attributes().text("input_layout", layout_of_heads(s, heads));
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
    AttentionOp attention;
    attention.heads = heads_of(op);
    attention.kv_heads = count_of(op, {"num_key_value_heads"}, attention.heads);
    const Sequence q = sequence_of(op, op.required(0), attention.heads);
    const Sequence k = sequence_of(op, op.required(1), attention.kv_heads);
    const Sequence v = sequence_of(op, op.required(2), attention.kv_heads);
    attention.batch = q.batch;
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
