// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/allocator.h"

#include <fmt/format.h>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/host_shim.h"
#include "runtime/acl/stream.h"

namespace ascend::runtime {

aclrtAllocatorDesc AllocatorTable::create() {
    auto desc = std::make_unique<AllocatorDesc>();
    AllocatorDesc* handle = desc.get();
    const std::lock_guard lock(mutex_);
    descs_.emplace(handle, std::move(desc));
    return handle;
}

AllocatorDesc& AllocatorTable::find_locked(aclrtAllocatorDesc desc) {
    const auto found = descs_.find(desc);
    require(found != descs_.end(), ACL_ERROR_INVALID_PARAM,
            "allocatorDesc is null, destroyed or of another kind");
    return *found->second;
}

void AllocatorTable::destroy(aclrtAllocatorDesc desc) {
    const std::lock_guard lock(mutex_);
    find_locked(desc);
    descs_.erase(desc);
}

void AllocatorTable::use(const Stream& stream, aclrtAllocatorDesc desc) {
    const std::lock_guard lock(mutex_);
    const AllocatorDesc& used = find_locked(desc);
    require(used.object != nullptr && used.allocate != nullptr && used.release != nullptr &&
                used.address_of != nullptr,
            ACL_ERROR_INVALID_PARAM, "the description lacks its object or one of its functions");
    of_stream_[stream.id()] = used;
    of_stream_[stream.id()].self = desc;
}

void AllocatorTable::stop_using(const Stream& stream) {
    const std::lock_guard lock(mutex_);
    require(of_stream_.erase(stream.id()) > 0, ACL_ERROR_INVALID_PARAM,
            "no allocator is registered for the stream");
}

std::optional<AllocatorDesc> AllocatorTable::of(const Stream& stream) const {
    const std::lock_guard lock(mutex_);
    const auto found = of_stream_.find(stream.id());
    if (found == of_stream_.end()) return std::nullopt;
    return found->second;
}

WorkspaceMemory::WorkspaceMemory(Caller& caller, const Stream& stream)
    : caller_(caller),
      device_(stream.context()->device()),
      allocator_(caller.simulator.allocators.of(stream)) {}

WorkspaceMemory::~WorkspaceMemory() {
    for (const aclrtAllocatorBlock block : blocks_) {
        const host_shim::InProgram program;
        allocator_->release(allocator_->object, block);
    }
    for (const std::uint64_t address : addresses_)
        caller_.simulator.memory(device_).release(address);
}

std::uint64_t WorkspaceMemory::allocate(Bytes bytes) {
    const auto size = static_cast<std::size_t>(bytes.count());
    if (allocator_) {
        const host_shim::InProgram program;
        const aclrtAllocatorBlock block = allocator_->allocate(allocator_->object, size);
        require(block != nullptr, ACL_ERROR_RT_MEMORY_ALLOCATION,
                "the program's allocator has no block for an operator's workspace");
        blocks_.push_back(block);
        return reinterpret_cast<std::uint64_t>(allocator_->address_of(block));
    }
    const auto address = caller_.simulator.memory(device_).allocate(size);
    if (!address)
        throw Failure(ACL_ERROR_RT_MEMORY_ALLOCATION,
                      fmt::format("workspace of {} bytes does not fit", size));
    addresses_.push_back(*address);
    return *address;
}

}  // namespace ascend::runtime
