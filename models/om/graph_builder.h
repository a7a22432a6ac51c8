// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "models/om/model_def.h"
#include "models/om/om_model.h"
#include "models/om/task_info.h"

namespace ascend::models::om {

struct BuiltGraph {
    FusedGraph graph;
    std::vector<OmKernel> kernels;        ///< parallel to graph.operators
    std::vector<std::int64_t> operators;  ///< OpDef::id of each, parallel to graph.operators
};

/// Turns the vendor's operators into ours: constants become weights, operators without a device
/// task become aliases of what they pass on, all others go through operator_rule().
///
/// `tasks` tells which operators have a device task; when it is empty the type does. Throws as
/// read_om() does.
BuiltGraph build_graph(const std::string& name, const std::vector<OpDef>& ops,
                       const std::vector<TaskDef>& tasks, const std::string& origin);

/// Throws Error{kMalformed} when an operator does not have the operands that its shape implies.
void check_operands(const FusedOperator& op, const std::string& origin);

}  // namespace ascend::models::om
