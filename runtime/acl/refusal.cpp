// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/refusal.h"

#include "runtime/acl/thread_state.h"

namespace ascend::runtime {

aclError refuse(const char* function) noexcept {
    ThreadState::of_this_thread().report(function, ACL_ERROR_API_NOT_SUPPORT,
                                         "the simulator does not model this function");
    return ACL_ERROR_API_NOT_SUPPORT;
}

}  // namespace ascend::runtime
