// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acl/acl_op.h"
#include "models/om/attributes.h"

/// Attributes of a single operator, with the vendor's names.
struct aclopAttr {
    ascend::models::om::Attributes values;
};
