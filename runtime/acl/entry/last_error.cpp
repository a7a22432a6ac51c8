// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "acl/acl_rt.h"
#include "runtime/acl/thread_state.h"

using ascend::runtime::ThreadState;

aclError aclrtPeekAtLastError(aclrtLastErrLevel) {
    return ThreadState::of_this_thread().last_code;
}

aclError aclrtGetLastError(aclrtLastErrLevel) {
    return std::exchange(ThreadState::of_this_thread().last_code, ACL_SUCCESS);
}
