// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "models/om/inout_info.h"
#include "models/om/model_def.h"
#include "models/om/om_model.h"

/// What a caller sees of a model.
namespace ascend::models::om {

struct Ports {
    std::vector<OmPort> inputs, outputs;
    DynamicGears gears;
};

/// From MODEL_INOUT_INFO.
Ports ports_of(const InoutInfo& info);

/// Rebuilt from the operators, for files without that partition: Data operators by their index,
/// NetOutput's inputs, and the gears of the operator that chooses among them (facts: formats.md
/// 1.7). Throws Error{kMalformed} as view_of() does.
Ports ports_of(const ModelDef& model, const std::string& origin);

}  // namespace ascend::models::om
