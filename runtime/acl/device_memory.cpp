// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/device_memory.h"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstring>

#include "traces/error.h"

namespace ascend::runtime {
namespace {

// Far from heap, libraries and stack of a 64-bit Linux process. 1 TiB per device.
constexpr std::uint64_t kFirstBase = 0x2000'0000'0000;
constexpr std::uint64_t kBaseSpacing = std::uint64_t{1} << 40;
constexpr std::uint64_t kWindowOffset = kBaseSpacing / 2, kWindowBytes = kBaseSpacing / 2;
constexpr std::uint64_t kPage = 4096;
#if defined(__SANITIZE_THREAD__)
constexpr int kJustThere = 0;  // ThreadSanitizer's own memory is there
#else
constexpr int kJustThere = MAP_FIXED_NOREPLACE;
#endif
constexpr std::uint64_t kLongRange = 256 * 1024;

void* map(std::uint64_t hint, std::uint64_t bytes, int flags) {
    return mmap(reinterpret_cast<void*>(hint), bytes, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
}

std::uint64_t reserve(sim::DeviceId device, std::uint64_t bytes) {
    const std::uint64_t wanted = kFirstBase + device * kBaseSpacing;
    void* address = map(wanted, bytes, kJustThere);
    if (address == MAP_FAILED) address = map(wanted, bytes, 0);
    if (address == MAP_FAILED)
        throw Error(ErrorCode::kResourceExhausted,
                    fmt::format("device {}: the system refuses {} bytes of address space: {}",
                                device, bytes, std::strerror(errno)));
    madvise(address, bytes, MADV_DONTDUMP);
    return reinterpret_cast<std::uint64_t>(address);
}

/// Addresses without memory.
std::uint64_t reserve_window(std::uint64_t wanted) {
    constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void* address = mmap(reinterpret_cast<void*>(wanted), kWindowBytes, PROT_NONE, kFlags, -1, 0);
    if (address == MAP_FAILED)
        throw Error(ErrorCode::kResourceExhausted,
                    fmt::format("the system refuses {} bytes of address space: {}", kWindowBytes,
                                std::strerror(errno)));
    return reinterpret_cast<std::uint64_t>(address);
}

/// Devices map pages, so that free bytes serve an allocation wherever they lie.
std::uint64_t arena_of(std::uint64_t capacity) {
    constexpr std::uint64_t kSpare = 4;
    return std::max(capacity, std::min(capacity * kSpare, kWindowOffset));
}

/// The entry of a map of ranges that `address` lies in.
std::optional<DeviceRange> find_range(const std::map<std::uint64_t, std::uint64_t>& ranges,
                                      std::uint64_t address) {
    auto next = ranges.upper_bound(address);
    if (next == ranges.begin()) return std::nullopt;
    --next;
    if (address - next->first >= next->second) return std::nullopt;
    return DeviceRange{next->first, next->second};
}

std::uint64_t align_up(std::uint64_t value, std::uint64_t alignment) {
    return (value + alignment - 1) / alignment * alignment;
}

}  // namespace

DeviceMemory::DeviceMemory(sim::DeviceId device, Bytes capacity)
    : capacity_(static_cast<std::uint64_t>(capacity.count())),
      arena_(arena_of(capacity_)),
      base_(reserve(device, arena_)),
      window_(reserve_window(kFirstBase + device * kBaseSpacing + kWindowOffset)) {}

DeviceMemory::~DeviceMemory() {
    munmap(reinterpret_cast<void*>(base_), arena_);
    munmap(reinterpret_cast<void*>(window_), kWindowBytes);
}

std::optional<std::uint64_t> DeviceMemory::allocate(std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    if (bytes > capacity_) return std::nullopt;
    const std::uint64_t size = align_up(bytes, kAlignment);
    if (size > capacity_ - used_bytes_) return std::nullopt;
    std::uint64_t gap = base_;
    for (const auto& [begin, length] : used_) {
        if (begin - gap >= size) break;
        gap = begin + length;
    }
    if (base_ + arena_ - gap < size) return std::nullopt;
    used_.emplace(gap, size);
    used_bytes_ += size;
    return gap;
}

bool DeviceMemory::release(std::uint64_t address) {
    const std::lock_guard lock(mutex_);
    const auto found = used_.find(address);
    if (found == used_.end()) return false;
    give_back_pages(found->first, found->second);
    used_bytes_ -= found->second;
    used_.erase(found);
    return true;
}

void DeviceMemory::release_all() {
    const std::lock_guard lock(mutex_);
    give_back_pages(base_, arena_);
    for (const auto& [begin, bytes] : used_) used_bytes_ -= bytes;
    used_.clear();
}

void DeviceMemory::give_back_pages(std::uint64_t begin, std::uint64_t bytes) {
    const std::uint64_t first = align_up(begin, kPage);
    const std::uint64_t last = (begin + bytes) / kPage * kPage;
    if (first < last) madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
}

bool DeviceMemory::take(std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    if (bytes > capacity_ - used_bytes_) return false;
    used_bytes_ += bytes;
    return true;
}

void DeviceMemory::give_back(std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    used_bytes_ -= bytes;
}

void DeviceMemory::add_mapping(std::uint64_t begin, std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    mapped_.emplace(begin, bytes);
}

void DeviceMemory::remove_mapping(std::uint64_t begin) {
    const std::lock_guard lock(mutex_);
    mapped_.erase(begin);
}

DeviceRange DeviceMemory::window() const {
    return {window_, kWindowBytes};
}

bool DeviceMemory::contains(std::uint64_t address) const {
    return (address >= base_ && address - base_ < arena_) ||
           (address >= window_ && address - window_ < kWindowBytes);
}

std::optional<DeviceRange> DeviceMemory::find(std::uint64_t address) const {
    const std::lock_guard lock(mutex_);
    const auto allocation = find_range(used_, address);
    return allocation ? allocation : find_range(mapped_, address);
}

Bytes DeviceMemory::free() const {
    const std::lock_guard lock(mutex_);
    return Bytes(static_cast<std::int64_t>(capacity_ - used_bytes_));
}

void fill_with_zeros(std::uint64_t address, std::uint64_t bytes) {
    const std::uint64_t end = address + bytes;
    const std::uint64_t first = align_up(address, kPage), last = end / kPage * kPage;
    if (bytes < kLongRange ||
        madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED) != 0) {
        std::memset(reinterpret_cast<void*>(address), 0, bytes);
        return;
    }
    std::memset(reinterpret_cast<void*>(address), 0, first - address);
    std::memset(reinterpret_cast<void*>(last), 0, end - last);
}

}  // namespace ascend::runtime
