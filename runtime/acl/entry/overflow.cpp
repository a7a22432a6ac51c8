// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/copy.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

// Kernels compute no values: nothing ever overflows, and the status is all zero.

aclError aclrtGetOverflowStatus(void* outputAddr, size_t outputSize, aclrtStream stream) {
    return guard(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        require_argument(outputAddr, "outputAddr");
        require(outputSize > 0, ACL_ERROR_INVALID_PARAM, "outputSize is 0");
        fill_later(caller, {outputAddr, outputSize, 0, outputSize}, *own_stream(caller, stream));
    });
}

aclError aclrtResetOverflowStatus(aclrtStream stream) {
    return guard(__func__, &HostSpec::launch_us,
                 [&](Caller& caller) { own_stream(caller, stream); });
}
