// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/notify.h"

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

namespace ascend::runtime {

Notify::Notify(Caller& caller) {
    const sim::DeviceId device = current_context(caller)->device();
    const auto most = caller.machine.soc(device).scheduler.max_notifies;
    require(static_cast<std::int64_t>(caller.simulator.notifies.all().size()) < most,
            ACL_ERROR_RT_NO_NOTIFY_RESOURCE, "the device has no notify left");
    caller.simulator.faults.take(Resource::kNotifies, device);
    id_ = caller.machine.create_event(caller.thread, device);
}

void Notify::record(Caller& caller, const Stream& stream) const {
    submit(caller, stream, sim::Task{nullptr, sim::EventRecordTask{id_}});
}

void Notify::wait(Caller& caller, const Stream& stream, Picoseconds limit) const {
    submit(caller, stream, sim::Task{nullptr, sim::EventWaitTask{id_, limit}});
    submit(caller, stream, sim::Task{nullptr, sim::EventResetTask{id_}});
}

void Notify::reset(Caller& caller, const Stream& stream) const {
    submit(caller, stream, sim::Task{nullptr, sim::EventResetTask{id_}});
}

void Notify::release(sim::Machine& machine, sim::HostThreadId thread) const {
    machine.destroy_event(thread, id_);
}

std::shared_ptr<Notify> find_notify(Caller& caller, aclrtNotify handle) {
    require_argument(handle, "notify");
    std::shared_ptr<Notify> notify = caller.simulator.notifies.find(handle);
    require(notify != nullptr, ACL_ERROR_RT_INVALID_HANDLE,
            "the notify was destroyed, or the handle is no notify");
    return notify;
}

}  // namespace ascend::runtime
