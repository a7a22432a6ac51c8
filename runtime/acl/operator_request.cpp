// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/operator_request.h"

#include "runtime/acl/failure.h"

namespace ascend::runtime::detail {

void require_list(int count, const void* list, const char* name) {
    require(count >= 0, ACL_ERROR_INVALID_PARAM, "a number of tensors is negative");
    if (count > 0) require_argument(list, name);
}

void require_type(const char* type) {
    require_argument(type, "opType");
}

}  // namespace ascend::runtime::detail
