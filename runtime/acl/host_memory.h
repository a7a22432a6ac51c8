// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>

namespace ascend::runtime {

/// Pinned host memory (aclrtMallocHost), and memory of the program's own that it registers: copies
/// from and to it can be queued. Thread-safe.
class HostMemory {
  public:
    /// Null when the system has none left. `bytes` > 0.
    void* allocate(std::size_t bytes);
    /// False unless `address` is what allocate() returned and is still in use.
    bool release(void* address);
    /// Registers memory of the program. False when it overlaps pinned memory. `bytes` > 0.
    bool pin(void* address, std::size_t bytes);
    /// False unless `address` is where a registered range begins.
    bool unpin(void* address);
    /// True when all of [address, address + bytes) is pinned.
    bool pinned(const void* address, std::size_t bytes) const;

  private:
    mutable std::mutex mutex_;
    struct Range {
        std::size_t bytes = 0;
        bool registered = false;
    };
    std::map<std::uint64_t, Range> ranges_;
};

}  // namespace ascend::runtime
