// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/host_memory.h"

#include <cstdlib>
#include <iterator>

#include "traces/units.h"

namespace ascend::runtime {

void* HostMemory::allocate(std::size_t bytes) {
    constexpr std::int64_t kPage = 4096;
    void* address = std::aligned_alloc(
        kPage, static_cast<std::size_t>(round_up(static_cast<std::int64_t>(bytes), kPage)));
    if (address == nullptr) return nullptr;
    const std::lock_guard lock(mutex_);
    ranges_.emplace(reinterpret_cast<std::uint64_t>(address), Range{bytes, false});
    return address;
}

bool HostMemory::release(void* address) {
    const std::lock_guard lock(mutex_);
    const auto found = ranges_.find(reinterpret_cast<std::uint64_t>(address));
    if (found == ranges_.end() || found->second.registered) return false;
    ranges_.erase(found);
    std::free(address);
    return true;
}

bool HostMemory::pin(void* address, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    const auto begin = reinterpret_cast<std::uint64_t>(address);
    const auto next = ranges_.lower_bound(begin);
    if (next != ranges_.end() && next->first - begin < bytes) return false;
    if (next != ranges_.begin() && begin - std::prev(next)->first < std::prev(next)->second.bytes)
        return false;
    ranges_.emplace(begin, Range{bytes, true});
    return true;
}

bool HostMemory::unpin(void* address) {
    const std::lock_guard lock(mutex_);
    const auto found = ranges_.find(reinterpret_cast<std::uint64_t>(address));
    if (found == ranges_.end() || !found->second.registered) return false;
    ranges_.erase(found);
    return true;
}

bool HostMemory::pinned(const void* address, std::size_t bytes) const {
    const std::lock_guard lock(mutex_);
    const auto begin = reinterpret_cast<std::uint64_t>(address);
    auto next = ranges_.upper_bound(begin);
    if (next == ranges_.begin()) return false;
    --next;
    const std::uint64_t offset = begin - next->first;
    return offset <= next->second.bytes && bytes <= next->second.bytes - offset;
}

}  // namespace ascend::runtime
