// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <limits>

#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

/// aclrtMalloc rounds up to 32 bytes and adds as many. source: facts 5.1
constexpr std::size_t kGranule = 32;

void allocate(Caller& caller, void** pointer, std::size_t size, std::size_t extra) {
    require_argument(pointer, "devPtr");
    require(size > 0 && size <= std::numeric_limits<std::size_t>::max() - 2 * kGranule,
            ACL_ERROR_INVALID_PARAM, "size is 0, or too large to round up");
    const std::size_t bytes = (size + kGranule - 1) / kGranule * kGranule + extra;
    DeviceMemory& memory = caller.simulator.memory(current_context(caller)->device());
    const auto address = memory.allocate(bytes);
    if (!address)
        throw Failure(ACL_ERROR_RT_MEMORY_ALLOCATION,
                      fmt::format("{} bytes do not fit: the device has {} of {} bytes free", bytes,
                                  memory.free().count(), memory.capacity().count()));
    *pointer = reinterpret_cast<void*>(*address);
}

void release(Caller& caller, void* pointer) {
    require_argument(pointer, "devPtr");
    const auto address = reinterpret_cast<std::uint64_t>(pointer);
    for (ascend::sim::DeviceId device = 0; device < caller.simulator.device_count(); ++device)
        if (caller.simulator.memory(device).release(address)) return;
    throw Failure(ACL_ERROR_RT_PARAM_INVALID,
                  fmt::format("{:#x} is not the start of device memory in use", address));
}

void check_cache_range(const void* pointer, std::size_t size) {
    require_argument(pointer, "devPtr");
    require(size > 0, ACL_ERROR_INVALID_PARAM, "size is 0");
}

}  // namespace

aclError aclrtMalloc(void** devPtr, size_t size, aclrtMemMallocPolicy) {
    return guard(__func__, &HostSpec::malloc_us,
                 [&](Caller& caller) { allocate(caller, devPtr, size, kGranule); });
}

aclError aclrtMallocAlign32(void** devPtr, size_t size, aclrtMemMallocPolicy) {
    return guard(__func__, &HostSpec::malloc_us,
                 [&](Caller& caller) { allocate(caller, devPtr, size, 0); });
}

aclError aclrtMallocCached(void** devPtr, size_t size, aclrtMemMallocPolicy) {
    return guard(__func__, &HostSpec::malloc_us,
                 [&](Caller& caller) { allocate(caller, devPtr, size, kGranule); });
}

aclError aclrtMemFlush(void* devPtr, size_t size) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) { check_cache_range(devPtr, size); });
}

aclError aclrtMemInvalidate(void* devPtr, size_t size) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) { check_cache_range(devPtr, size); });
}

aclError aclrtFree(void* devPtr) {
    return guard(__func__, &HostSpec::free_us, [&](Caller& caller) { release(caller, devPtr); });
}

aclError aclrtMallocHost(void** hostPtr, size_t size) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        require_argument(hostPtr, "hostPtr");
        require(size > 0, ACL_ERROR_INVALID_PARAM, "size is 0");
        current_context(caller);
        void* memory = caller.simulator.host_memory.allocate(size);
        require(memory != nullptr, ACL_ERROR_RT_MEMORY_ALLOCATION,
                "the host has no memory of that size");
        *hostPtr = memory;
    });
}

aclError aclrtFreeHost(void* hostPtr) {
    return guard(__func__, &HostSpec::free_us, [&](Caller& caller) {
        require_argument(hostPtr, "hostPtr");
        require(caller.simulator.host_memory.release(hostPtr), ACL_ERROR_RT_PARAM_INVALID,
                "not memory of aclrtMallocHost in use");
    });
}

aclError aclrtGetMemInfo(aclrtMemAttr attr, size_t* free, size_t* total) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(free, "free");
        require_argument(total, "total");
        require(attr >= ACL_DDR_MEM && attr <= ACL_HBM_MEM_P2P_HUGE1G,
                ACL_ERROR_RT_INVALID_MEMORY_TYPE, "attr is no aclrtMemAttr");
        const DeviceMemory& memory = caller.simulator.memory(current_context(caller)->device());
        *free = static_cast<std::size_t>(memory.free().count());
        *total = static_cast<std::size_t>(memory.capacity().count());
    });
}
