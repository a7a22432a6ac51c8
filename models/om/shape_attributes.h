// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/lowering/operator.h"
#include "models/om/attributes.h"

namespace ascend::models::om {

/// An operator's shape as attributes under a name ("Convolution"), every field of operator.h, so
/// that a file that we wrote gives back exactly what was compiled.
NamedAttributes encode_shape(const OperatorShape& shape);

/// Throws Error{kMalformed} (without a place) for an unknown name or a missing or ill-typed field.
OperatorShape decode_shape(const NamedAttributes& from);

}  // namespace ascend::models::om
