// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "models/om/model_def.h"
#include "models/om/om_model.h"
#include "models/om/task_info.h"

namespace ascend::models::om {

struct EncodedGraph {
    GraphDef graph;
    std::vector<TaskDef> tasks;
    Bytes weight_bytes, work_bytes;
    std::vector<std::string> outputs;  ///< "operator:index" of each graph output
};

/// A compiled graph in the vendor's terms: Data and Const operators in front, kernels in execution
/// order, PhonyConcat and PhonySplit where tensors lie inside each other, NetOutput at the end.
/// Carries the graph itself along (carried_graph.h). Operators are numbered from `first_id` on.
EncodedGraph encode_graph(const FusedGraph& graph, const std::vector<std::uint32_t>& block_dims,
                          std::int64_t first_id);

/// A graph that chooses among the graphs of several gears: Data operators, a Case with one branch
/// per graph, NetOutput. The branches learn which of its inputs and outputs theirs are. `choice` is
/// stored on the Case.
GraphDef switch_graph(const std::string& name, std::vector<EncodedGraph>& branches,
                      const Attributes& choice);

}  // namespace ascend::models::om
