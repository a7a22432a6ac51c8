// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "acl/acl_mdl.h"

/// Limits of one execution, in milliseconds; -1: none.
struct aclmdlExecConfigHandle {
    std::int32_t stream_timeout = -1, event_timeout = -1;
};
