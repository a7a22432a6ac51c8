// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/device/task.h"

namespace ascend::runtime {

struct Caller;

/// What aclrtMalloc adds to a size: it rounds up to 32 bytes and, with kGranule, adds as many.
/// source: facts 5.1
enum class Padding : std::uint8_t { kNone, kGranule };

/// Memory of the current device. Throws Failure: 100000 null, size 0 or too large to round up;
/// 107002; 207001 none left.
void allocate_device_memory(Caller& caller, void** pointer, std::size_t size, Padding padding);
/// The same of any device.
void allocate_device_memory(Caller& caller, sim::DeviceId device, void** pointer, std::size_t size,
                            Padding padding);
/// Throws Failure: 100000 for null, 107000 for what is not the start of memory in use.
void release_device_memory(Caller& caller, void* pointer);

/// Pinned host memory. Throws Failure: 100000 null or size 0; 107002; 207001.
void allocate_host_memory(Caller& caller, void** pointer, std::size_t size);
/// Throws Failure: 100000 for null, 107000 for what is not allocate_host_memory()'s.
void release_host_memory(Caller& caller, void* pointer);

}  // namespace ascend::runtime
