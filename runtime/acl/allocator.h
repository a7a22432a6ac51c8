// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "acl/acl_rt_allocator.h"
#include "sim/device/task.h"

namespace ascend::runtime {

class Stream;
struct Caller;

/// The program's own allocator of device memory.
struct AllocatorDesc {
    aclrtAllocatorDesc self = nullptr;
    aclrtAllocator object = nullptr;
    aclrtAllocatorAllocFunc allocate = nullptr;
    aclrtAllocatorFreeFunc release = nullptr;
    aclrtAllocatorAllocAdviseFunc allocate_near = nullptr;
    aclrtAllocatorGetAddrFromBlockFunc address_of = nullptr;
};

/// Which stream's operators take their workspace from which allocator. Thread-safe.
class AllocatorTable {
  public:
    aclrtAllocatorDesc create();
    /// Throws Failure{100000} for what create() did not return, or was destroyed.
    void destroy(aclrtAllocatorDesc desc);
    /// Changes a description; throws as destroy().
    template <class Change>
    void change(aclrtAllocatorDesc desc, Change change) {
        const std::lock_guard lock(mutex_);
        change(find_locked(desc));
    }
    /// Takes a copy of the description. Throws Failure{100000} unless all functions but the
    /// advising one are set.
    void use(const Stream& stream, aclrtAllocatorDesc desc);
    /// Throws Failure{100000} when the stream has none.
    void stop_using(const Stream& stream);
    std::optional<AllocatorDesc> of(const Stream& stream) const;

  private:
    AllocatorDesc& find_locked(aclrtAllocatorDesc desc);

    mutable std::mutex mutex_;
    std::map<const void*, std::unique_ptr<AllocatorDesc>> descs_;
    std::map<sim::StreamId, AllocatorDesc> of_stream_;
};

/// Workspace of one operator: from the stream's allocator, else from the device's memory. Given
/// back as soon as the operator is queued: what is queued behind it may use it again.
class WorkspaceMemory {
  public:
    WorkspaceMemory(Caller& caller, const Stream& stream);
    ~WorkspaceMemory();
    WorkspaceMemory(const WorkspaceMemory&) = delete;
    WorkspaceMemory& operator=(const WorkspaceMemory&) = delete;

    /// Address of that many bytes. Throws Failure{207001}.
    std::uint64_t allocate(Bytes bytes);

  private:
    Caller& caller_;
    const sim::DeviceId device_;
    const std::optional<AllocatorDesc> allocator_;
    std::vector<aclrtAllocatorBlock> blocks_;
    std::vector<std::uint64_t> addresses_;
};

}  // namespace ascend::runtime
