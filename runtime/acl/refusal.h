// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acl/acl_base.h"

namespace ascend::runtime {

/// Says in aclGetRecentErrMsg that `function` is not modelled, and why where there is a reason of
/// its own. Returns ACL_ERROR_API_NOT_SUPPORT.
aclError refuse(const char* function,
                const char* reason = "the simulator does not model this function") noexcept;

}  // namespace ascend::runtime
