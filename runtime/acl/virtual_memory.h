// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "acl/acl_rt.h"
#include "runtime/acl/device_memory.h"

namespace ascend::runtime {

/// Physical memory of a device without an address (aclrtMallocPhysical). Its bytes are a file in
/// memory, so that they follow it to every address it is mapped to.
class PhysicalMemory {
  public:
    /// Throws Failure{207001} when the device has not as much left.
    PhysicalMemory(DeviceMemory& device, sim::DeviceId id, std::uint64_t bytes,
                   const aclrtPhysicalMemProp& properties);
    ~PhysicalMemory();
    PhysicalMemory(const PhysicalMemory&) = delete;
    PhysicalMemory& operator=(const PhysicalMemory&) = delete;

    sim::DeviceId device() const { return id_; }
    std::uint64_t bytes() const { return bytes_; }
    int file() const { return file_; }
    const aclrtPhysicalMemProp& properties() const { return properties_; }
    aclrtDrvMemHandle handle = nullptr;

  private:
    DeviceMemory& device_;
    const sim::DeviceId id_;
    const std::uint64_t bytes_;
    const aclrtPhysicalMemProp properties_;
    int file_ = -1;
};

/// Smallest unit of physical memory with these properties, in bytes: a page.
std::uint64_t granularity_of(const aclrtPhysicalMemProp& properties);

/// Addresses that a program reserves in a device's window, and what it maps there. Thread-safe.
class VirtualMemory {
  public:
    explicit VirtualMemory(DeviceMemory& memory) : memory_(memory) {}

    /// Null when no gap of the window is large enough.
    void* reserve(std::uint64_t bytes);
    /// Throws Failure{107000} unless `address` is what reserve() returned and nothing is mapped.
    void release(void* address);
    /// Throws Failure{107000}: not in one reserved range, or mapped already.
    void map(void* address, std::uint64_t bytes, std::shared_ptr<PhysicalMemory> physical);
    /// Throws Failure{107000} unless `address` is where something was mapped.
    void unmap(void* address);
    /// What is mapped around an address; null when nothing is.
    std::shared_ptr<PhysicalMemory> find(const void* address) const;
    void release_all();

  private:
    struct Mapping {
        std::uint64_t bytes = 0;
        std::shared_ptr<PhysicalMemory> physical;
    };
    using Mappings = std::map<std::uint64_t, Mapping>;
    bool mapped_within(std::uint64_t begin, std::uint64_t bytes) const;
    void unmap_locked(Mappings::iterator mapping);

    DeviceMemory& memory_;
    mutable std::mutex mutex_;
    std::map<std::uint64_t, std::uint64_t> reserved_;  ///< begin -> bytes, disjoint
    Mappings mappings_;
};

}  // namespace ascend::runtime
