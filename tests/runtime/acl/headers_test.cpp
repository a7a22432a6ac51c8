// SPDX-License-Identifier: Apache-2.0
#include "acl/acl.h"
#include "ascend_sim/ascend_sim.h"

static_assert(sizeof(aclmdlIODims) == 1160, "aclmdlIODims");
static_assert(sizeof(aclDataType) == 4 && sizeof(aclrtMemcpyKind) == 4, "enums are ints");
