// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "acl/acl_rt.h"
#include "runtime/acl/copy.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"
#include "runtime/acl/value.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

ascend::sim::CacheOperation operation_of(aclrtCmoType type) {
    switch (type) {
        case ACL_RT_CMO_TYPE_PREFETCH:
            return ascend::sim::CacheOperation::kPrefetch;
        case ACL_RT_CMO_TYPE_WRITEBACK:
            return ascend::sim::CacheOperation::kWriteBack;
        case ACL_RT_CMO_TYPE_INVALID:
            return ascend::sim::CacheOperation::kInvalidate;
        case ACL_RT_CMO_TYPE_FLUSH:
            return ascend::sim::CacheOperation::kFlush;
    }
    throw Failure(ACL_ERROR_INVALID_PARAM, "cmoType is no aclrtCmoType");
}

void maintain_cache(Caller& caller, void* memory, std::size_t size, aclrtCmoType type,
                    aclrtStream stream) {
    require_argument(memory, "src");
    require(size > 0, ACL_ERROR_INVALID_PARAM, "size is 0");
    const auto operation = operation_of(type);
    const auto queue = own_stream(caller, stream);
    check_device_range(caller, memory, size);
    submit(caller, *queue,
           ascend::sim::Task{
               nullptr, ascend::sim::CacheTask{operation, reinterpret_cast<std::uint64_t>(memory),
                                               ascend::Bytes(static_cast<std::int64_t>(size))}});
}

}  // namespace

aclError aclrtCmoAsync(void* src, size_t size, aclrtCmoType cmoType, aclrtStream stream) {
    return guard(__func__, &HostSpec::launch_us,
                 [&](Caller& caller) { maintain_cache(caller, src, size, cmoType, stream); });
}

aclError aclrtDeviceL2CacheFlush(void* rsv) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(rsv == nullptr, ACL_ERROR_INVALID_PARAM, "rsv must be null");
        caller.machine.flush_l2(caller.thread, current_context(caller)->device());
    });
}

aclError aclrtMemsetD32(void* ptr, size_t memSize, uint32_t value, size_t N) {
    return guard(__func__, &HostSpec::memcpy_sync_us, [&](Caller& caller) {
        const FillRequest request = words_request(ptr, memSize, value, N);
        if (check_fill(request)) fill_now(caller, request);
    });
}

aclError aclrtMemsetD32Async(void* ptr, size_t memSize, uint32_t value, size_t N,
                             aclrtStream stream) {
    return guard(__func__, &HostSpec::memcpy_async_us, [&](Caller& caller) {
        const FillRequest request = words_request(ptr, memSize, value, N);
        if (check_fill(request)) fill_later(caller, request, *own_stream(caller, stream));
    });
}

aclError aclrtValueWrite(void* devAddr, uint64_t value, uint32_t flag, aclrtStream stream) {
    return guard(__func__, &HostSpec::event_record_us, [&](Caller& caller) {
        require_argument(devAddr, "devAddr");
        require(flag == 0, ACL_ERROR_RT_PARAM_INVALID, "flag must be 0");
        write_value(caller, *own_stream(caller, stream), devAddr, value);
    });
}

aclError aclrtValueWait(void* devAddr, uint64_t value, uint32_t flag, aclrtStream stream) {
    return guard(__func__, &HostSpec::stream_wait_event_us, [&](Caller& caller) {
        require_argument(devAddr, "devAddr");
        await_value(caller, *own_stream(caller, stream), devAddr, value, flag);
    });
}
