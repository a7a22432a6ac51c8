// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/allocation.h"

#include <fmt/format.h>

#include <limits>

#include "runtime/acl/context.h"
#include "runtime/acl/device_loss.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

namespace ascend::runtime {
namespace {

constexpr std::size_t kGranule = 32;

std::size_t padded(std::size_t size, Padding padding) {
    require(size > 0 && size <= std::numeric_limits<std::size_t>::max() - 2 * kGranule,
            ACL_ERROR_INVALID_PARAM, "size is 0, or too large to round up");
    const std::size_t rounded = (size + kGranule - 1) / kGranule * kGranule;
    return padding == Padding::kNone ? rounded : rounded + kGranule;
}

}  // namespace

void allocate_device_memory(Caller& caller, void** pointer, std::size_t size, Padding padding) {
    require_argument(pointer, "devPtr");
    padded(size, padding);
    allocate_device_memory(caller, current_context(caller)->device(), pointer, size, padding);
}

void allocate_device_memory(Caller& caller, sim::DeviceId device, void** pointer, std::size_t size,
                            Padding padding) {
    require_argument(pointer, "devPtr");
    const std::size_t bytes = padded(size, padding);
    require_device(caller, device, ACL_ERROR_RT_NO_DEVICE);
    caller.simulator.faults.take(Resource::kMemory, device);
    DeviceMemory& memory = caller.simulator.memory(device);
    const auto address = memory.allocate(bytes);
    if (!address)
        throw Failure(ACL_ERROR_RT_MEMORY_ALLOCATION,
                      fmt::format("{} bytes do not fit: the device has {} of {} bytes free", bytes,
                                  memory.free().count(), memory.capacity().count()));
    *pointer = reinterpret_cast<void*>(*address);
}

void release_device_memory(Caller& caller, void* pointer) {
    require_argument(pointer, "devPtr");
    const auto address = reinterpret_cast<std::uint64_t>(pointer);
    for (sim::DeviceId device = 0; device < caller.simulator.device_count(); ++device) {
        DeviceMemory& memory = caller.simulator.memory(device);
        const auto range = memory.find(address);
        if (!range || !memory.release(address)) continue;
        const Bytes bytes(static_cast<std::int64_t>(range->bytes));
        return caller.machine.forget_memory(caller.thread, device, address, bytes);
    }
    throw Failure(ACL_ERROR_RT_PARAM_INVALID,
                  fmt::format("{:#x} is not the start of device memory in use", address));
}

void allocate_host_memory(Caller& caller, void** pointer, std::size_t size) {
    require_argument(pointer, "hostPtr");
    require(size > 0, ACL_ERROR_INVALID_PARAM, "size is 0");
    current_context(caller);
    void* memory = caller.simulator.host_memory.allocate(size);
    require(memory != nullptr, ACL_ERROR_RT_MEMORY_ALLOCATION,
            "the host has no memory of that size");
    *pointer = memory;
}

void release_host_memory(Caller& caller, void* pointer) {
    require_argument(pointer, "hostPtr");
    require(caller.simulator.host_memory.release(pointer), ACL_ERROR_RT_PARAM_INVALID,
            "not memory of aclrtMallocHost in use");
}

}  // namespace ascend::runtime
