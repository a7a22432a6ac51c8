// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <optional>

#include "acl/acl_rt.h"
#include "runtime/acl/allocation.h"
#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

/// The device that a configuration names; its other attributes say who allocates.
std::optional<ascend::sim::DeviceId> device_of(Caller& caller, const aclrtMallocConfig* config) {
    std::optional<ascend::sim::DeviceId> device;
    if (config == nullptr) return device;
    require(config->numAttrs == 0 || config->attrs != nullptr, ACL_ERROR_INVALID_PARAM,
            "cfg->attrs is null");
    for (size_t i = 0; i < config->numAttrs; ++i) {
        const aclrtMallocAttribute& attribute = config->attrs[i];
        require(
            attribute.attr >= ACL_RT_MEM_ATTR_RSV && attribute.attr <= ACL_RT_MEM_ATTR_DEVICE_ID,
            ACL_ERROR_INVALID_PARAM, "cfg has an attribute that is no aclrtMallocAttrType");
        if (attribute.attr != ACL_RT_MEM_ATTR_DEVICE_ID) continue;
        caller.simulator.contexts.check_device(static_cast<std::int32_t>(attribute.value.deviceId));
        device = attribute.value.deviceId;
    }
    return device;
}

void allocate(Caller& caller, void** pointer, size_t size, const aclrtMallocConfig* config) {
    const auto device = device_of(caller, config);
    const auto current = current_context(caller)->device();
    allocate_device_memory(caller, device.value_or(current), pointer, size, Padding::kGranule);
}

void wait_for_device(Caller& caller) {
    const auto streams = current_context(caller)->machine_streams();
    const auto result =
        caller.wait([&] { return caller.machine.synchronize_streams(caller.thread, streams); });
    check_wait(result, ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
}

}  // namespace

aclError aclrtMallocWithCfg(void** devPtr, size_t size, aclrtMemMallocPolicy,
                            aclrtMallocConfig* cfg) {
    return guard(__func__, &HostSpec::malloc_us,
                 [&](Caller& caller) { allocate(caller, devPtr, size, cfg); });
}

aclError aclrtMallocForTaskScheduler(void** devPtr, size_t size, aclrtMemMallocPolicy,
                                     aclrtMallocConfig* cfg) {
    return guard(__func__, &HostSpec::malloc_us,
                 [&](Caller& caller) { allocate(caller, devPtr, size, cfg); });
}

aclError aclrtMallocHostWithCfg(void** ptr, uint64_t size, aclrtMallocConfig* cfg) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        device_of(caller, cfg);
        allocate_host_memory(caller, ptr, size);
    });
}

aclError aclrtFreeWithDevSync(void* devPtr) {
    return guard(__func__, &HostSpec::free_us, [&](Caller& caller) {
        require_argument(devPtr, "devPtr");
        wait_for_device(caller);
        release_device_memory(caller, devPtr);
    });
}

aclError aclrtFreeHostWithDevSync(void* hostPtr) {
    return guard(__func__, &HostSpec::free_us, [&](Caller& caller) {
        require_argument(hostPtr, "hostPtr");
        wait_for_device(caller);
        release_host_memory(caller, hostPtr);
    });
}

aclError aclrtHostRegister(void* ptr, uint64_t size, aclrtHostRegisterType type, void** devPtr) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        require_argument(ptr, "ptr");
        require_argument(devPtr, "devPtr");
        require(size > 0, ACL_ERROR_INVALID_PARAM, "size is 0");
        require(type == ACL_HOST_REGISTER_MAPPED, ACL_ERROR_INVALID_PARAM,
                "type is no aclrtHostRegisterType");
        current_context(caller);
        require(caller.simulator.host_memory.pin(ptr, size), ACL_ERROR_RT_PARAM_INVALID,
                "the range overlaps pinned memory");
        *devPtr = ptr;
    });
}

aclError aclrtHostRegisterV2(void* ptr, uint64_t size, uint32_t) {
    return guard(__func__, &HostSpec::malloc_us, [&](Caller& caller) {
        require_argument(ptr, "ptr");
        require(size > 0, ACL_ERROR_INVALID_PARAM, "size is 0");
        current_context(caller);
        require(caller.simulator.host_memory.pin(ptr, size),
                ACL_ERROR_HOST_MEMORY_ALREADY_REGISTERED, "the range overlaps pinned memory");
    });
}

aclError aclrtHostGetDevicePointer(void* pHost, void** pDevice, uint32_t flag) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(pHost, "pHost");
        require_argument(pDevice, "pDevice");
        require(flag == 0, ACL_ERROR_INVALID_PARAM, "flag must be 0");
        require(caller.simulator.host_memory.pinned(pHost, 1), ACL_ERROR_HOST_MEMORY_NOT_REGISTERED,
                "pHost is no pinned memory");
        *pDevice = pHost;
    });
}

aclError aclrtHostUnregister(void* ptr) {
    return guard(__func__, &HostSpec::free_us, [&](Caller& caller) {
        require_argument(ptr, "ptr");
        require(caller.simulator.host_memory.unpin(ptr), ACL_ERROR_RT_PARAM_INVALID,
                "not the start of a range of aclrtHostRegister");
    });
}

aclError aclrtPointerGetAttributes(const void* ptr, aclrtPtrAttributes* attributes) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        constexpr std::uint32_t kPage = 4096, kHugePage = 2u << 20;
        require_argument(ptr, "ptr");
        require_argument(attributes, "attributes");
        *attributes = {};
        attributes->location.type = ACL_MEM_LOCATION_TYPE_HOST;
        attributes->pageSize = kPage;
        const auto address = reinterpret_cast<std::uint64_t>(ptr);
        for (ascend::sim::DeviceId id = 0; id < caller.simulator.device_count(); ++id) {
            if (!caller.simulator.memory(id).find(address)) continue;
            attributes->location = {id, ACL_MEM_LOCATION_TYPE_DEVICE};
            attributes->pageSize = kHugePage;
        }
    });
}

aclError aclrtMemGetAddressRange(void* ptr, void** pbase, size_t* psize) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(ptr, "ptr");
        const auto address = reinterpret_cast<std::uint64_t>(ptr);
        for (ascend::sim::DeviceId id = 0; id < caller.simulator.device_count(); ++id) {
            const auto range = caller.simulator.memory(id).find(address);
            if (!range) continue;
            if (pbase != nullptr) *pbase = reinterpret_cast<void*>(range->begin);
            if (psize != nullptr) *psize = range->bytes;
            return;
        }
        throw Failure(ACL_ERROR_RT_PARAM_INVALID, "ptr is no device memory in use");
    });
}

aclError aclrtGetMemUceInfo(int32_t deviceId, aclrtMemUceInfo* memUceInfoArray, size_t arraySize,
                            size_t* retSize) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(memUceInfoArray, "memUceInfoArray");
        require_argument(retSize, "retSize");
        require(arraySize > 0, ACL_ERROR_INVALID_PARAM, "arraySize is 0");
        caller.simulator.contexts.check_device(deviceId);
        *retSize = 0;
    });
}

aclError aclrtMemUceRepair(int32_t deviceId, aclrtMemUceInfo* memUceInfoArray, size_t arraySize) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(memUceInfoArray, "memUceInfoArray");
        require(arraySize > 0 && arraySize <= MAX_MEM_UCE_INFO_ARRAY_SIZE, ACL_ERROR_INVALID_PARAM,
                "arraySize is 0, or more than MAX_MEM_UCE_INFO_ARRAY_SIZE");
        caller.simulator.contexts.check_device(deviceId);
    });
}
