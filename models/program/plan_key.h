// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "models/lowering/operator.h"

namespace ascend::models {

/// A string that is equal for equal operators and different for different ones: every field of the
/// shape, in order. Not for reading.
std::string plan_key(const OperatorShape& shape, const std::string& type);

}  // namespace ascend::models
