// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "acl/acl_base.h"

namespace ascend::runtime {

/// The code that a synchronisation returns for a device status of a failed task; 507001 for one
/// without a code of its own. source: facts 9.2
aclError code_of_device_status(std::uint32_t status);

}  // namespace ascend::runtime
