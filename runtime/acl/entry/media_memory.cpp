// SPDX-License-Identifier: Apache-2.0
#define ENABLE_DVPP_INTERFACE
#include "acl/dvpp/hi_media_common.h"
#include "acl/ops/acl_dvpp.h"
#include "runtime/acl/allocation.h"
#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

aclError acldvppMalloc(void** devPtr, size_t size) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        allocate_device_memory(caller, devPtr, size, Padding::kGranule);
    });
}

aclError acldvppFree(void* devPtr) {
    return guard(__func__, &HostSpec::free_us,
                 [&](Caller& caller) { release_device_memory(caller, devPtr); });
}

hi_s32 hi_mpi_dvpp_malloc(hi_u32 dev_id, hi_void** dev_ptr, hi_u64 size) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        require_argument(dev_ptr, "dev_ptr");
        caller.simulator.contexts.check_device(static_cast<std::int32_t>(dev_id));
        allocate_device_memory(caller, dev_id, dev_ptr, size, Padding::kGranule);
    });
}

hi_s32 hi_mpi_dvpp_free(hi_void* dev_ptr) {
    return guard(__func__, &HostSpec::free_us,
                 [&](Caller& caller) { release_device_memory(caller, dev_ptr); });
}
