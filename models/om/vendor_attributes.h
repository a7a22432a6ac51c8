// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/lowering/operator.h"
#include "models/om/attributes.h"

namespace ascend::models::om {

/// Adds the attributes under which the vendor's operators keep such a shape ("strides", "pads",
/// "transpose_x1", ..), so that readers that know only those understand the file.
void add_vendor_attributes(const OperatorShape& shape, Attributes& to);

}  // namespace ascend::models::om
