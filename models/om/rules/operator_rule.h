// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/lowering/operator.h"
#include "models/om/operator_view.h"

/// From the vendor's operators to ours: one rule per family, found by the operator's type.
namespace ascend::models::om {

/// An operator in our terms.
struct Mapping {
    OperatorShape shape;
    std::vector<std::size_t> slots;      ///< the operator's inputs in the order of operator.h
    std::vector<std::size_t> results{};  ///< its outputs in that order; empty: all, as they come
};

/// Throws Error{kMalformed} when inputs, outputs or attributes do not make up such an operator.
using OperatorRule = Mapping (*)(const OperatorView& op);

/// Null for a type without a rule.
OperatorRule operator_rule(std::string_view type);

Mapping map_convolution(const OperatorView& op);
Mapping map_matmul(const OperatorView& op);
Mapping map_attention(const OperatorView& op);
Mapping map_elementwise(const OperatorView& op);
/// A kernel that UB fusion made; its chain tells what of.
Mapping map_fused(const OperatorView& op);
Mapping map_pool(const OperatorView& op);
Mapping map_resize(const OperatorView& op);
Mapping map_reduce(const OperatorView& op);
Mapping map_softmax(const OperatorView& op);
Mapping map_row_norm(const OperatorView& op);
Mapping map_group_norm(const OperatorView& op);
Mapping map_batch_norm(const OperatorView& op);
Mapping map_trans_data(const OperatorView& op);
Mapping map_transpose(const OperatorView& op);
Mapping map_concat(const OperatorView& op);
Mapping map_split(const OperatorView& op);
Mapping map_slice(const OperatorView& op);
Mapping map_pad(const OperatorView& op);
Mapping map_broadcast(const OperatorView& op);
Mapping map_copy(const OperatorView& op);
Mapping map_clear(const OperatorView& op);
Mapping map_gather(const OperatorView& op);
Mapping map_scatter(const OperatorView& op);
Mapping map_top_k(const OperatorView& op);
/// Any operator that the AI CPU executes: only its bytes count.
Mapping map_ai_cpu(const OperatorView& op);

}  // namespace ascend::models::om
