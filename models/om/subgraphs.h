// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/om/model_def.h"

namespace ascend::models::om {

/// The model's operators as one list: a call is replaced by the operators of its subgraph, a Case
/// by those of its branch number `branch`, and whatever read its results reads theirs. Throws
/// Error{kMalformed} for a model without a graph, a subgraph that is missing or calls itself, and
/// a branch that a Case does not have.
std::vector<OpDef> inlined_ops(const ModelDef& model, std::size_t branch,
                               const std::string& origin);

/// The operator that chooses among dynamic gears; null when there is none.
const OpDef* gear_switch(const ModelDef& model);

}  // namespace ascend::models::om
