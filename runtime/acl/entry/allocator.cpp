// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/allocator.h"

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

AllocatorTable& table() {
    return Simulator::instance().allocators;
}

template <class Member, class Value>
aclError set_member(const char* function, aclrtAllocatorDesc desc, Member AllocatorDesc::*member,
                    Value value, const char* name) {
    return guard_host(function, [&] {
        require(value != nullptr, ACL_ERROR_INVALID_PARAM, name);
        table().change(desc, [&](AllocatorDesc& changed) { changed.*member = value; });
    });
}

}  // namespace

aclrtAllocatorDesc aclrtAllocatorCreateDesc() {
    aclrtAllocatorDesc desc = nullptr;
    guard_host(__func__, [&] { desc = table().create(); });
    return desc;
}

aclError aclrtAllocatorDestroyDesc(aclrtAllocatorDesc allocatorDesc) {
    return guard_host(__func__, [&] { table().destroy(allocatorDesc); });
}

aclError aclrtAllocatorSetObjToDesc(aclrtAllocatorDesc allocatorDesc, aclrtAllocator allocator) {
    return set_member(__func__, allocatorDesc, &AllocatorDesc::object, allocator,
                      "allocator is null");
}

aclError aclrtAllocatorSetAllocFuncToDesc(aclrtAllocatorDesc allocatorDesc,
                                          aclrtAllocatorAllocFunc func) {
    return set_member(__func__, allocatorDesc, &AllocatorDesc::allocate, func, "func is null");
}

aclError aclrtAllocatorSetFreeFuncToDesc(aclrtAllocatorDesc allocatorDesc,
                                         aclrtAllocatorFreeFunc func) {
    return set_member(__func__, allocatorDesc, &AllocatorDesc::release, func, "func is null");
}

aclError aclrtAllocatorSetAllocAdviseFuncToDesc(aclrtAllocatorDesc allocatorDesc,
                                                aclrtAllocatorAllocAdviseFunc func) {
    return set_member(__func__, allocatorDesc, &AllocatorDesc::allocate_near, func, "func is null");
}

aclError aclrtAllocatorSetGetAddrFromBlockFuncToDesc(aclrtAllocatorDesc allocatorDesc,
                                                     aclrtAllocatorGetAddrFromBlockFunc func) {
    return set_member(__func__, allocatorDesc, &AllocatorDesc::address_of, func, "func is null");
}

aclError aclrtAllocatorRegister(aclrtStream stream, aclrtAllocatorDesc allocatorDesc) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(stream, "stream");
        caller.simulator.allocators.use(*any_stream(caller, stream), allocatorDesc);
    });
}

aclError aclrtAllocatorGetByStream(aclrtStream stream, aclrtAllocatorDesc* allocatorDesc,
                                   aclrtAllocator* allocator, aclrtAllocatorAllocFunc* allocFunc,
                                   aclrtAllocatorFreeFunc* freeFunc,
                                   aclrtAllocatorAllocAdviseFunc* allocAdviseFunc,
                                   aclrtAllocatorGetAddrFromBlockFunc* getAddrFromBlockFunc) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(stream, "stream");
        require_argument(allocatorDesc, "allocatorDesc");
        const auto desc = caller.simulator.allocators.of(*any_stream(caller, stream));
        *allocatorDesc = desc ? desc->self : nullptr;
        if (allocator != nullptr) *allocator = desc ? desc->object : nullptr;
        if (allocFunc != nullptr) *allocFunc = desc ? desc->allocate : nullptr;
        if (freeFunc != nullptr) *freeFunc = desc ? desc->release : nullptr;
        if (allocAdviseFunc != nullptr) *allocAdviseFunc = desc ? desc->allocate_near : nullptr;
        if (getAddrFromBlockFunc != nullptr)
            *getAddrFromBlockFunc = desc ? desc->address_of : nullptr;
    });
}

aclError aclrtAllocatorUnregister(aclrtStream stream) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(stream, "stream");
        caller.simulator.allocators.stop_using(*any_stream(caller, stream));
    });
}
