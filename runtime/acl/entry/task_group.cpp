// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/task_group.h"

#include "acl/acl_mdl.h"
#include "runtime/acl/capture.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

std::shared_ptr<Capture> capture_of(const Stream& stream) {
    auto capture = stream.capture();
    require(capture != nullptr, ACL_ERROR_RT_STREAM_NOT_CAPTURED,
            "the stream is not being captured");
    return capture;
}

}  // namespace

aclError aclmdlRICaptureTaskGrpBegin(aclrtStream stream) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto captured = own_stream(caller, stream);
        capture_of(*captured)->begin_group(*captured);
    });
}

aclError aclmdlRICaptureTaskGrpEnd(aclrtStream stream, aclrtTaskGrp* handle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(handle, "handle");
        const auto captured = own_stream(caller, stream);
        auto group = capture_of(*captured)->end_group(*captured);
        *handle = caller.simulator.task_groups.insert(std::move(group));
    });
}

aclError aclmdlRICaptureTaskUpdateBegin(aclrtStream stream, aclrtTaskGrp handle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto updating = own_stream(caller, stream);
        refuse_captured(*updating);
        require(updating->group_update() == nullptr, ACL_ERROR_STREAM_TASK_GROUP_STATUS,
                "the stream updates a group already");
        updating->set_group_update(std::make_shared<GroupUpdate>(find_task_group(caller, handle)));
    });
}

aclError aclmdlRICaptureTaskUpdateEnd(aclrtStream stream) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto updated = own_stream(caller, stream);
        const auto update = updated->group_update();
        require(update != nullptr, ACL_ERROR_STREAM_TASK_GROUP_STATUS,
                "the stream updates no group");
        updated->set_group_update(nullptr);
        update->finish(caller);
    });
}
