// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/virtual_memory.h"

#include <fmt/format.h>

#include <limits>

#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

constexpr std::uint64_t kHugePages = 1;  ///< flag of aclrtReserveMemAddress

std::shared_ptr<PhysicalMemory> find_physical(Caller& caller, aclrtDrvMemHandle handle) {
    require_argument(handle, "handle");
    auto memory = caller.simulator.physical_memory.find(handle);
    require(memory != nullptr, ACL_ERROR_RT_INVALID_HANDLE,
            "the physical memory was freed, or the handle is of another kind");
    return memory;
}

/// The device in whose window an address lies.
VirtualMemory& window_of(Caller& caller, const void* address) {
    require_argument(address, "virPtr");
    const auto number = reinterpret_cast<std::uint64_t>(address);
    for (ascend::sim::DeviceId device = 0; device < caller.simulator.device_count(); ++device) {
        const DeviceRange window = caller.simulator.memory(device).window();
        if (number - window.begin < window.bytes) return caller.simulator.virtual_memory(device);
    }
    throw Failure(ACL_ERROR_RT_PARAM_INVALID,
                  fmt::format("{:#x} is not in a reserved range of addresses", number));
}

void check_properties(Caller& caller, const aclrtPhysicalMemProp& properties) {
    require(properties.handleType == ACL_MEM_HANDLE_TYPE_NONE &&
                properties.allocationType == ACL_MEM_ALLOCATION_TYPE_PINNED,
            ACL_ERROR_INVALID_PARAM, "prop names an unknown kind of handle or allocation");
    require(properties.location.type == ACL_MEM_LOCATION_TYPE_DEVICE,
            ACL_ERROR_RT_FEATURE_NOT_SUPPORT, "physical memory lies on a device");
    const auto device = static_cast<std::int32_t>(properties.location.id);
    caller.simulator.contexts.check_device(device);
}

std::shared_ptr<PhysicalMemory> allocate(Caller& caller, std::uint64_t bytes,
                                         const aclrtPhysicalMemProp& properties) {
    check_properties(caller, properties);
    const std::uint64_t page = granularity_of(properties);
    if (bytes % page != 0)
        throw Failure(
            ACL_ERROR_RT_PARAM_INVALID,
            fmt::format("{} bytes are not a multiple of the granularity {}", bytes, page));
    const ascend::sim::DeviceId device = properties.location.id;
    return std::make_shared<PhysicalMemory>(caller.simulator.memory(device), device, bytes,
                                            properties);
}

}  // namespace

aclError aclrtMallocPhysical(aclrtDrvMemHandle* handle, size_t size,
                             const aclrtPhysicalMemProp* prop, uint64_t flags) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        require_argument(handle, "handle");
        require_argument(prop, "prop");
        require(size > 0, ACL_ERROR_INVALID_PARAM, "size is 0");
        require(flags == 0, ACL_ERROR_RT_PARAM_INVALID, "flags must be 0");
        auto memory = allocate(caller, size, *prop);
        *handle = memory->handle = caller.simulator.physical_memory.insert(memory);
    });
}

aclError aclrtFreePhysical(aclrtDrvMemHandle handle) {
    return guard(__func__, &HostSpec::free_us, [&](Caller& caller) {
        find_physical(caller, handle);
        caller.simulator.physical_memory.erase(handle);
    });
}

aclError aclrtReserveMemAddress(void** virPtr, size_t size, size_t alignment, void* expectPtr,
                                uint64_t flags) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        require_argument(virPtr, "virPtr");
        require(size > 0 && size <= std::numeric_limits<std::int64_t>::max() / 2,
                ACL_ERROR_INVALID_PARAM, "size is 0, or more than any device has");
        require(alignment == 0, ACL_ERROR_RT_PARAM_INVALID, "alignment must be 0");
        require(expectPtr == nullptr, ACL_ERROR_RT_PARAM_INVALID, "expectPtr must be null");
        require(flags <= kHugePages, ACL_ERROR_RT_PARAM_INVALID, "flags must be 0 or 1");
        void* address =
            caller.simulator.virtual_memory(current_context(caller)->device()).reserve(size);
        require(address != nullptr, ACL_ERROR_RT_MEMORY_ALLOCATION,
                "no range of addresses of that size is left");
        *virPtr = address;
    });
}

aclError aclrtReleaseMemAddress(void* virPtr) {
    return guard(__func__, &HostSpec::free_us,
                 [&](Caller& caller) { window_of(caller, virPtr).release(virPtr); });
}

aclError aclrtMapMem(void* virPtr, size_t size, size_t offset, aclrtDrvMemHandle handle,
                     uint64_t flags) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        require_argument(virPtr, "virPtr");
        require(size > 0, ACL_ERROR_INVALID_PARAM, "size is 0");
        const auto memory = find_physical(caller, handle);
        require(offset == 0 && flags == 0, ACL_ERROR_RT_PARAM_INVALID,
                "offset and flags must be 0");
        require(size <= memory->bytes(), ACL_ERROR_RT_PARAM_INVALID,
                "size is more than the physical memory has");
        VirtualMemory& window = window_of(caller, virPtr);
        require(&window == &caller.simulator.virtual_memory(memory->device()),
                ACL_ERROR_RT_PARAM_INVALID, "the addresses belong to another device");
        window.map(virPtr, size, memory);
    });
}

aclError aclrtUnmapMem(void* virPtr) {
    return guard(__func__, &HostSpec::free_us,
                 [&](Caller& caller) { window_of(caller, virPtr).unmap(virPtr); });
}

aclError aclrtMemGetAllocationGranularity(aclrtPhysicalMemProp* prop,
                                          aclrtMemGranularityOptions option, size_t* granularity) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(prop, "prop");
        require_argument(granularity, "granularity");
        require(option == ACL_RT_MEM_ALLOC_GRANULARITY_MINIMUM ||
                    option == ACL_RT_MEM_ALLOC_GRANULARITY_RECOMMENDED,
                ACL_ERROR_INVALID_PARAM, "option is no aclrtMemGranularityOptions");
        check_properties(caller, *prop);
        *granularity = granularity_of(*prop);
    });
}

aclError aclrtMemRetainAllocationHandle(void* virPtr, aclrtDrvMemHandle* handle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(handle, "handle");
        const auto memory = window_of(caller, virPtr).find(virPtr);
        require(memory != nullptr, ACL_ERROR_RT_PARAM_INVALID, "nothing is mapped at virPtr");
        *handle = memory->handle;
    });
}

aclError aclrtMemGetAllocationPropertiesFromHandle(aclrtDrvMemHandle handle,
                                                   aclrtPhysicalMemProp* prop) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(prop, "prop");
        *prop = find_physical(caller, handle)->properties();
    });
}
