// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/copy.h"

#include "acl/acl_rt.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

aclError aclrtMemcpy(void* dst, size_t destMax, const void* src, size_t count,
                     aclrtMemcpyKind kind) {
    return guard(__func__, &HostSpec::memcpy_sync_us, [&](Caller& caller) {
        const CopyRequest request{dst, destMax, src, count, kind};
        if (check_copy(request)) copy_now(caller, request);
    });
}

aclError aclrtMemcpyAsync(void* dst, size_t destMax, const void* src, size_t count,
                          aclrtMemcpyKind kind, aclrtStream stream) {
    return guard(__func__, &HostSpec::memcpy_async_us, [&](Caller& caller) {
        const CopyRequest request{dst, destMax, src, count, kind};
        if (check_copy(request)) copy_later(caller, request, *own_stream(caller, stream));
    });
}

aclError aclrtMemset(void* devPtr, size_t maxCount, int32_t value, size_t count) {
    return guard(__func__, &HostSpec::memcpy_sync_us, [&](Caller& caller) {
        const FillRequest request{devPtr, maxCount, value, count};
        if (check_fill(request)) fill_now(caller, request);
    });
}

aclError aclrtMemsetAsync(void* devPtr, size_t maxCount, int32_t value, size_t count,
                          aclrtStream stream) {
    return guard(__func__, &HostSpec::memcpy_async_us, [&](Caller& caller) {
        const FillRequest request{devPtr, maxCount, value, count};
        if (check_fill(request)) fill_later(caller, request, *own_stream(caller, stream));
    });
}
