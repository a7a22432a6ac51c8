// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/notify.h"

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

constexpr std::uint64_t kDeviceOnly = 1;

}  // namespace

aclError aclrtCreateNotify(aclrtNotify* notify, uint64_t flag) {
    return guard(__func__, &HostSpec::create_us, [&](Caller& caller) {
        require_argument(notify, "notify");
        require(flag <= kDeviceOnly, ACL_ERROR_RT_PARAM_INVALID, "flag must be 0 or 1");
        *notify = caller.simulator.notifies.insert(std::make_shared<Notify>(caller));
    });
}

aclError aclrtDestroyNotify(aclrtNotify notify) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto destroyed = find_notify(caller, notify);
        caller.simulator.notifies.erase(notify);
        destroyed->release(caller.machine, caller.thread);
    });
}

aclError aclrtRecordNotify(aclrtNotify notify, aclrtStream stream) {
    return guard(__func__, &HostSpec::event_record_us, [&](Caller& caller) {
        const auto recorded = find_notify(caller, notify);
        recorded->record(caller, *own_stream(caller, stream));
    });
}

aclError aclrtWaitAndResetNotify(aclrtNotify notify, aclrtStream stream, uint32_t timeout) {
    return guard(__func__, &HostSpec::stream_wait_event_us, [&](Caller& caller) {
        const auto awaited = find_notify(caller, notify);
        awaited->wait(caller, *own_stream(caller, stream),
                      timeout == 0 ? ascend::kForever : ascend::milliseconds(1000) * timeout);
    });
}

aclError aclrtNotifyBatchReset(aclrtNotify* notifies, size_t num) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(notifies, "notifies");
        require(num > 0, ACL_ERROR_INVALID_PARAM, "num is 0");
        for (std::size_t i = 0; i < num; ++i) find_notify(caller, notifies[i]);
        const auto stream = current_context(caller)->copy_stream(caller.simulator, caller.thread);
        for (std::size_t i = 0; i < num; ++i)
            find_notify(caller, notifies[i])->reset(caller, *stream);
        synchronize(caller, *stream);
    });
}

aclError aclrtGetNotifyId(aclrtNotify notify, uint32_t* notifyId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(notifyId, "notifyId");
        *notifyId = find_notify(caller, notify)->id();
    });
}
