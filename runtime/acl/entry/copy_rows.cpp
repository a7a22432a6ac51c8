// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "runtime/acl/copy.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

/// Limits of the queued form. source: facts 5.2
constexpr size_t kWidest = 5000000, kHighest = 5242880;

/// What a copy descriptor in device memory holds, in the size of a task's entry.
struct CopyDescriptor {
    void *source = nullptr, *destination = nullptr;
    size_t bytes = 0;
    char reserved[40] = {};
};
static_assert(sizeof(CopyDescriptor) == 64);

void check_kind(aclrtMemcpyKind kind) {
    require(kind >= ACL_MEMCPY_HOST_TO_HOST && kind <= ACL_MEMCPY_INTER_DEVICE_TO_DEVICE,
            ACL_ERROR_INVALID_PARAM, "kind is no aclrtMemcpyKind");
}

/// A descriptor must lie in device memory.
void check_descriptor(Caller& caller, const void* desc) {
    require_argument(desc, "desc");
    const DeviceMemory& memory = caller.simulator.memory(current_context(caller)->device());
    const auto address = reinterpret_cast<std::uint64_t>(desc);
    const auto range = memory.find(address);
    require(range && range->begin + range->bytes - address >= sizeof(CopyDescriptor),
            ACL_ERROR_RT_PARAM_INVALID,
            "desc is not aclrtGetMemcpyDescSize bytes of device memory");
}

}  // namespace

aclError aclrtMemcpy2d(void* dst, size_t dpitch, const void* src, size_t spitch, size_t width,
                       size_t height, aclrtMemcpyKind kind) {
    return guard(__func__, &HostSpec::memcpy_sync_us, [&](Caller& caller) {
        const CopyRequest request{dst, dpitch, src, width, kind, height, dpitch, spitch};
        if (check_rows(request)) copy_now(caller, request);
    });
}

aclError aclrtMemcpy2dAsync(void* dst, size_t dpitch, const void* src, size_t spitch, size_t width,
                            size_t height, aclrtMemcpyKind kind, aclrtStream stream) {
    return guard(__func__, &HostSpec::memcpy_async_us, [&](Caller& caller) {
        const CopyRequest request{dst, dpitch, src, width, kind, height, dpitch, spitch};
        require(width <= kWidest && height <= kHighest, ACL_ERROR_INVALID_PARAM,
                "width or height is beyond the limit of 5000000 or 5242880");
        if (check_rows(request)) copy_later(caller, request, *own_stream(caller, stream));
    });
}

aclError aclrtMemcpyAsyncWithCondition(void* dst, size_t destMax, const void* src, size_t count,
                                       aclrtMemcpyKind kind, aclrtStream stream) {
    return guard(__func__, &HostSpec::memcpy_async_us, [&](Caller& caller) {
        const CopyRequest request{dst, destMax, src, count, kind};
        if (!check_copy(request)) return;
        const auto queue = own_stream(caller, stream);
        refuse_pageable(caller, request);
        copy_later(caller, request, *queue);
    });
}

aclError aclrtGetMemcpyDescSize(aclrtMemcpyKind kind, size_t* descSize) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) {
        require_argument(descSize, "descSize");
        check_kind(kind);
        *descSize = sizeof(CopyDescriptor);
    });
}

aclError aclrtSetMemcpyDesc(void* desc, aclrtMemcpyKind kind, void* srcAddr, void* dstAddr,
                            size_t count, void* config) {
    return guard(__func__, &HostSpec::memcpy_sync_us, [&](Caller& caller) {
        require_argument(srcAddr, "srcAddr");
        require_argument(dstAddr, "dstAddr");
        require(config == nullptr, ACL_ERROR_INVALID_PARAM, "config must be null");
        check_kind(kind);
        check_descriptor(caller, desc);
        CopyDescriptor content;
        content.source = srcAddr;
        content.destination = dstAddr;
        content.bytes = count;
        std::memcpy(desc, &content, sizeof content);
    });
}

aclError aclrtMemcpyAsyncWithDesc(void* desc, aclrtMemcpyKind kind, aclrtStream stream) {
    return guard(__func__, &HostSpec::memcpy_async_us, [&](Caller& caller) {
        check_kind(kind);
        const auto queue = own_stream(caller, stream);
        check_descriptor(caller, desc);
        CopyDescriptor content;
        std::memcpy(&content, desc, sizeof content);
        const CopyRequest request{content.destination, content.bytes, content.source, content.bytes,
                                  kind};
        if (check_copy(request)) copy_later(caller, request, *queue);
    });
}
