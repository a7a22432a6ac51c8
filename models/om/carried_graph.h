// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "models/fusion/fused_graph.h"
#include "models/om/model_def.h"

/// What our own files carry beside the vendor's fields, so that reading gives back exactly the
/// graph that was written. Readers that do not know these attributes skip them.
namespace ascend::models::om {

/// Attributes of a graph: all tensors as descriptors, then the graph's own inputs and outputs.
inline constexpr std::string_view kTensorsAttribute = "_ascend_sim_tensors";
/// Attributes of an operator: its shape and its operands.
inline constexpr std::string_view kShapeAttribute = "_ascend_sim_shape",
                                  kInputsAttribute = "_ascend_sim_inputs",
                                  kOutputsAttribute = "_ascend_sim_outputs";

bool carries_graph(const GraphDef& graph);

/// Adds the graph's tensors to `to` and each operator's shape to the OpDef of its name. Operators
/// are matched by order: `kernels[i]` is the index in `to.ops` of operator i.
void carry_graph(const FusedGraph& graph, const std::vector<std::size_t>& kernels, GraphDef& to);

/// Throws Error{kMalformed} when an attribute is missing or ill-typed, a tensor's extents do not
/// suit its layout, or an id, alias or operand points nowhere.
FusedGraph carried_graph(const GraphDef& from, const std::string& origin);

}  // namespace ascend::models::om
