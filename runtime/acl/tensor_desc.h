// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "acl/acl_base.h"

/// Type, shape and format of a tensor.
struct aclTensorDesc {
    aclDataType type = ACL_DT_UNDEFINED;
    aclFormat format = ACL_FORMAT_UNDEFINED;
    std::vector<std::int64_t> dims;
    std::string name;
};
