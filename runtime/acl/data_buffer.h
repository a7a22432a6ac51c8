// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "acl/acl_base.h"

/// Memory of the caller: an address and a length.
struct aclDataBuffer {
    void* data = nullptr;
    std::size_t size = 0;
};
