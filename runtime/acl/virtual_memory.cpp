// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/virtual_memory.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include "runtime/acl/failure.h"
#include "traces/units.h"

namespace ascend::runtime {
namespace {

constexpr std::uint64_t kHugePage = std::uint64_t{2} << 20;
constexpr std::uint64_t kGiantPage = std::uint64_t{1} << 30;
constexpr std::uint64_t kNormalPage = 4096;

std::uint64_t number_of(const void* address) {
    return reinterpret_cast<std::uint64_t>(address);
}

void* pointer_to(std::uint64_t address) {
    return reinterpret_cast<void*>(address);
}

}  // namespace

std::uint64_t granularity_of(const aclrtPhysicalMemProp& properties) {
    switch (properties.memAttr) {
        case ACL_DDR_MEM_NORMAL:
        case ACL_HBM_MEM_NORMAL:
        case ACL_DDR_MEM_P2P_NORMAL:
        case ACL_HBM_MEM_P2P_NORMAL:
            return kNormalPage;
        case ACL_HBM_MEM_HUGE1G:
        case ACL_HBM_MEM_P2P_HUGE1G:
            return kGiantPage;
        case ACL_DDR_MEM:
        case ACL_HBM_MEM:
        case ACL_DDR_MEM_HUGE:
        case ACL_HBM_MEM_HUGE:
        case ACL_DDR_MEM_P2P_HUGE:
        case ACL_HBM_MEM_P2P_HUGE:
            return kHugePage;
    }
    throw Failure(ACL_ERROR_RT_INVALID_MEMORY_TYPE, "memAttr is no aclrtMemAttr");
}

PhysicalMemory::PhysicalMemory(DeviceMemory& device, sim::DeviceId id, std::uint64_t bytes,
                               const aclrtPhysicalMemProp& properties)
    : device_(device), id_(id), bytes_(bytes), properties_(properties) {
    if (!device_.take(bytes))
        throw Failure(ACL_ERROR_RT_MEMORY_ALLOCATION,
                      fmt::format("{} bytes do not fit: the device has {} free", bytes,
                                  device_.free().count()));
    file_ = memfd_create("ascend-sim", MFD_CLOEXEC);
    if (file_ >= 0 && ftruncate(file_, static_cast<off_t>(bytes)) == 0) return;
    if (file_ >= 0) close(file_);
    device_.give_back(bytes_);
    throw Failure(ACL_ERROR_RT_RESOURCE_ALLOC_FAIL, "the system refuses a file in memory");
}

PhysicalMemory::~PhysicalMemory() {
    close(file_);
    device_.give_back(bytes_);
}

void* VirtualMemory::reserve(std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    const DeviceRange window = memory_.window();
    const auto size = static_cast<std::uint64_t>(
        round_up(static_cast<std::int64_t>(bytes), static_cast<std::int64_t>(kHugePage)));
    std::uint64_t gap = window.begin;
    for (const auto& [begin, length] : reserved_) {
        if (begin - gap >= size) break;
        gap = begin + length;
    }
    if (size < bytes || window.begin + window.bytes - gap < size) return nullptr;
    reserved_.emplace(gap, size);
    return pointer_to(gap);
}

bool VirtualMemory::mapped_within(std::uint64_t begin, std::uint64_t bytes) const {
    const auto next = mappings_.lower_bound(begin);
    if (next != mappings_.end() && next->first < begin + bytes) return true;
    if (next == mappings_.begin()) return false;
    const auto& [before, mapping] = *std::prev(next);
    return before + mapping.bytes > begin;
}

void VirtualMemory::release(void* address) {
    const std::lock_guard lock(mutex_);
    const auto found = reserved_.find(number_of(address));
    require(found != reserved_.end(), ACL_ERROR_RT_PARAM_INVALID,
            "not the start of a reserved range of addresses");
    require(!mapped_within(found->first, found->second), ACL_ERROR_RT_PARAM_INVALID,
            "memory is mapped in the range: unmap it first");
    reserved_.erase(found);
}

void VirtualMemory::map(void* address, std::uint64_t bytes,
                        std::shared_ptr<PhysicalMemory> physical) {
    const std::lock_guard lock(mutex_);
    const std::uint64_t begin = number_of(address);
    auto range = reserved_.upper_bound(begin);
    const bool reserved = range != reserved_.begin() &&
                          begin - std::prev(range)->first < std::prev(range)->second &&
                          bytes <= std::prev(range)->first + std::prev(range)->second - begin;
    require(reserved, ACL_ERROR_RT_PARAM_INVALID, "the addresses are not one reserved range");
    require(!mapped_within(begin, bytes), ACL_ERROR_RT_PARAM_INVALID,
            "memory is mapped there already");
    void* mapped =
        mmap(address, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, physical->file(), 0);
    require(mapped != MAP_FAILED, ACL_ERROR_RT_PARAM_INVALID,
            "the address is not aligned to a page");
    memory_.add_mapping(begin, bytes);
    mappings_.emplace(begin, Mapping{bytes, std::move(physical)});
}

void VirtualMemory::unmap_locked(Mappings::iterator mapping) {
    constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
    mmap(pointer_to(mapping->first), mapping->second.bytes, PROT_NONE, kFlags, -1, 0);
    memory_.remove_mapping(mapping->first);
    mappings_.erase(mapping);
}

void VirtualMemory::unmap(void* address) {
    const std::lock_guard lock(mutex_);
    const auto found = mappings_.find(number_of(address));
    require(found != mappings_.end(), ACL_ERROR_RT_PARAM_INVALID,
            "not an address that memory was mapped to");
    unmap_locked(found);
}

std::shared_ptr<PhysicalMemory> VirtualMemory::find(const void* address) const {
    const std::lock_guard lock(mutex_);
    const auto next = mappings_.upper_bound(number_of(address));
    if (next == mappings_.begin()) return nullptr;
    const auto& [begin, mapping] = *std::prev(next);
    return number_of(address) - begin < mapping.bytes ? mapping.physical : nullptr;
}

void VirtualMemory::release_all() {
    const std::lock_guard lock(mutex_);
    while (!mappings_.empty()) unmap_locked(mappings_.begin());
    reserved_.clear();
}

}  // namespace ascend::runtime
