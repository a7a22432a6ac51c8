// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

#include "sim/device/task.h"
#include "traces/units.h"

namespace ascend::runtime {

/// A span of allocated device memory.
struct DeviceRange {
    std::uint64_t begin = 0;
    std::uint64_t bytes = 0;
};

/// The memory of one device: real bytes at an address that is the same in every run, committed by
/// the system page by page when touched, so that an untouched 64 GB cost nothing. First fit by
/// address, which is deterministic. Capacity is exact: bytes that are free serve an allocation, in
/// one piece or not. Thread-safe.
///
/// A window behind it holds addresses that programs reserve and map physical memory to
/// (virtual_memory.h), which counts against the same capacity.
class DeviceMemory {
  public:
    static constexpr std::uint64_t kAlignment = 512;  ///< a line of L2: tensors share none

    /// Reserves the address range. Throws Error{kResourceExhausted} when the system refuses.
    DeviceMemory(sim::DeviceId device, Bytes capacity);
    ~DeviceMemory();
    DeviceMemory(const DeviceMemory&) = delete;
    DeviceMemory& operator=(const DeviceMemory&) = delete;

    /// Address of `bytes` > 0 bytes; nullopt when fewer are free.
    std::optional<std::uint64_t> allocate(std::uint64_t bytes);
    /// False unless `address` is what allocate() returned and is still in use.
    bool release(std::uint64_t address);
    void release_all();

    /// Counts physical memory without an address. False when it does not fit.
    bool take(std::uint64_t bytes);
    void give_back(std::uint64_t bytes);
    /// [begin, begin + bytes) of the window has memory now, or none any more.
    void add_mapping(std::uint64_t begin, std::uint64_t bytes);
    void remove_mapping(std::uint64_t begin);
    DeviceRange window() const;

    /// True when the address lies in this device's range or window, in use or not.
    bool contains(std::uint64_t address) const;
    /// The allocation or mapping that `address` lies in.
    std::optional<DeviceRange> find(std::uint64_t address) const;
    Bytes capacity() const { return Bytes(static_cast<std::int64_t>(capacity_)); }
    Bytes free() const;

  private:
    void give_back_pages(std::uint64_t begin, std::uint64_t bytes);

    std::uint64_t capacity_ = 0;
    std::uint64_t arena_ = 0;  ///< addresses; more than bytes, so that holes do not use up memory
    std::uint64_t base_ = 0, window_ = 0;
    mutable std::mutex mutex_;
    std::map<std::uint64_t, std::uint64_t> used_;    ///< begin -> bytes, disjoint
    std::map<std::uint64_t, std::uint64_t> mapped_;  ///< the same, in the window
    std::uint64_t used_bytes_ = 0;
};

/// Sets [address, address + bytes) of device memory to zero; whole pages of a long range are given
/// back to the system instead of being written.
void fill_with_zeros(std::uint64_t address, std::uint64_t bytes);

}  // namespace ascend::runtime
