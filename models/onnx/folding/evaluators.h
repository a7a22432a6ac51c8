// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/onnx/rules/rule_context.h"

/// Values of small tensors, computed as ONNX defines them. Every evaluator is called after the
/// node's shape rule, with every input's value known and no output above kMaxKnownElements.
/// Throw Error{kMalformed} for an index outside its tensor or a division of integers by zero.
namespace ascend::models::onnx_rules {

// Arithmetic, element by element with broadcasting; integers wrap as their type does.
void evaluate_add(RuleContext& context);
void evaluate_sub(RuleContext& context);
void evaluate_mul(RuleContext& context);
void evaluate_div(RuleContext& context);  ///< integers truncate towards zero
void evaluate_mod(RuleContext& context);
void evaluate_pow(RuleContext& context);
void evaluate_max(RuleContext& context);
void evaluate_min(RuleContext& context);
void evaluate_sum(RuleContext& context);
void evaluate_mean(RuleContext& context);

void evaluate_equal(RuleContext& context);
void evaluate_less(RuleContext& context);
void evaluate_less_or_equal(RuleContext& context);
void evaluate_greater(RuleContext& context);
void evaluate_greater_or_equal(RuleContext& context);
void evaluate_and(RuleContext& context);
void evaluate_or(RuleContext& context);
void evaluate_xor(RuleContext& context);

void evaluate_not(RuleContext& context);
void evaluate_neg(RuleContext& context);
void evaluate_abs(RuleContext& context);
void evaluate_sign(RuleContext& context);
void evaluate_relu(RuleContext& context);
void evaluate_clip(RuleContext& context);
void evaluate_sqrt(RuleContext& context);
void evaluate_reciprocal(RuleContext& context);
void evaluate_exp(RuleContext& context);
void evaluate_log(RuleContext& context);
void evaluate_floor(RuleContext& context);
void evaluate_ceil(RuleContext& context);
void evaluate_round(RuleContext& context);
void evaluate_sin(RuleContext& context);
void evaluate_cos(RuleContext& context);
void evaluate_cast(RuleContext& context);  ///< floats truncate and saturate

// Movement: every output element is an input element.
void evaluate_copy(RuleContext& context);  ///< the same elements under another shape
void evaluate_transpose(RuleContext& context);
void evaluate_expand(RuleContext& context);
void evaluate_tile(RuleContext& context);
void evaluate_slice(RuleContext& context);
void evaluate_split(RuleContext& context);
void evaluate_concat(RuleContext& context);
void evaluate_pad(RuleContext& context);
void evaluate_where(RuleContext& context);
void evaluate_trilu(RuleContext& context);
void evaluate_gather(RuleContext& context);
void evaluate_gather_elements(RuleContext& context);
void evaluate_gather_nd(RuleContext& context);
void evaluate_scatter_elements(RuleContext& context);
void evaluate_scatter_nd(RuleContext& context);

// Reductions.
void evaluate_reduce_sum(RuleContext& context);
void evaluate_reduce_mean(RuleContext& context);
void evaluate_reduce_prod(RuleContext& context);
void evaluate_reduce_max(RuleContext& context);
void evaluate_reduce_min(RuleContext& context);
void evaluate_cum_sum(RuleContext& context);

// Generators.
void evaluate_constant(RuleContext& context);
void evaluate_constant_of_shape(RuleContext& context);
void evaluate_shape(RuleContext& context);
void evaluate_size(RuleContext& context);
void evaluate_range(RuleContext& context);
void evaluate_non_zero(RuleContext& context);
void evaluate_one_hot(RuleContext& context);

}  // namespace ascend::models::onnx_rules
