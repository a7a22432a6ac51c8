// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "models/fusion/emit/forms.h"

/// From work nodes to device tasks, one function a family: each picks the layout that the vendor's
/// kernel works in, reads its operands in it and writes its results.
namespace ascend::models {

using Emitter = void (*)(Forms& forms, const WorkNode& node);

/// The emitter of a node type, or null when the operator has no lowering.
Emitter emitter_of(std::string_view type);
/// Empty when the node can be emitted, else why not ("3-D convolution").
std::string refusal(const WorkGraph& graph, const WorkNode& node);

void emit_convolution(Forms& forms, const WorkNode& node);
void emit_matmul(Forms& forms, const WorkNode& node);
void emit_attention(Forms& forms, const WorkNode& node);

void emit_pool(Forms& forms, const WorkNode& node);
void emit_global_pool(Forms& forms, const WorkNode& node);
void emit_resize(Forms& forms, const WorkNode& node);
void emit_depth_to_space(Forms& forms, const WorkNode& node);
void emit_space_to_depth(Forms& forms, const WorkNode& node);
void emit_channel_shuffle(Forms& forms, const WorkNode& node);

void emit_elementwise(Forms& forms, const WorkNode& node);
void emit_cumulative_sum(Forms& forms, const WorkNode& node);
void emit_local_response_norm(Forms& forms, const WorkNode& node);
void emit_softmax(Forms& forms, const WorkNode& node);
void emit_row_norm(Forms& forms, const WorkNode& node);
void emit_batch_norm(Forms& forms, const WorkNode& node);
void emit_group_norm(Forms& forms, const WorkNode& node);
void emit_mean_variance_norm(Forms& forms, const WorkNode& node);
void emit_reduce(Forms& forms, const WorkNode& node);
void emit_arg_reduce(Forms& forms, const WorkNode& node);
void emit_top_k(Forms& forms, const WorkNode& node);

void emit_view(Forms& forms, const WorkNode& node);
void emit_transpose(Forms& forms, const WorkNode& node);
void emit_confusion_transpose(Forms& forms, const WorkNode& node);
void emit_concat(Forms& forms, const WorkNode& node);
void emit_split(Forms& forms, const WorkNode& node);
void emit_slice(Forms& forms, const WorkNode& node);
void emit_pad(Forms& forms, const WorkNode& node);
void emit_broadcast(Forms& forms, const WorkNode& node);
void emit_gather(Forms& forms, const WorkNode& node);
void emit_gather_elements(Forms& forms, const WorkNode& node);
void emit_scatter(Forms& forms, const WorkNode& node);
void emit_ai_cpu(Forms& forms, const WorkNode& node);

}  // namespace ascend::models
