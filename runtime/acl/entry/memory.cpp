// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/allocation.h"
#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

void check_cache_range(const void* pointer, std::size_t size) {
    require_argument(pointer, "devPtr");
    require(size > 0, ACL_ERROR_INVALID_PARAM, "size is 0");
}

}  // namespace

aclError aclrtMalloc(void** devPtr, size_t size, aclrtMemMallocPolicy) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        allocate_device_memory(caller, devPtr, size, Padding::kGranule);
    });
}

aclError aclrtMallocAlign32(void** devPtr, size_t size, aclrtMemMallocPolicy) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        allocate_device_memory(caller, devPtr, size, Padding::kNone);
    });
}

aclError aclrtMallocCached(void** devPtr, size_t size, aclrtMemMallocPolicy) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        allocate_device_memory(caller, devPtr, size, Padding::kGranule);
    });
}

aclError aclrtMemFlush(void* devPtr, size_t size) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) { check_cache_range(devPtr, size); });
}

aclError aclrtMemInvalidate(void* devPtr, size_t size) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) { check_cache_range(devPtr, size); });
}

aclError aclrtFree(void* devPtr) {
    return guard(__func__, &HostSpec::free_us,
                 [&](Caller& caller) { release_device_memory(caller, devPtr); });
}

aclError aclrtMallocHost(void** hostPtr, size_t size) {
    return guard(__func__, &HostSpec::malloc_us,
                 [&](Caller& caller) { allocate_host_memory(caller, hostPtr, size); });
}

aclError aclrtFreeHost(void* hostPtr) {
    return guard(__func__, &HostSpec::free_us,
                 [&](Caller& caller) { release_host_memory(caller, hostPtr); });
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
