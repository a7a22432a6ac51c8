// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/refusal.h"

#include "runtime/acl/thread_state.h"

namespace ascend::runtime {

aclError refuse(const char* function, const char* reason) noexcept {
    ThreadState::of_this_thread().report(function, ACL_ERROR_API_NOT_SUPPORT, reason);
    return ACL_ERROR_API_NOT_SUPPORT;
}

}  // namespace ascend::runtime
