// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/stream.h"

#include "acl/acl_rt.h"
#include "runtime/acl/device_loss.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

void destroy_stream(Caller& caller, aclrtStream handle, bool force) {
    require_argument(handle, "stream");
    const auto stream = own_stream(caller, handle);
    refuse_captured(*stream);
    const auto context = stream->context();
    require(stream != context->default_stream(), ACL_ERROR_RT_PARAM_INVALID,
            "the default stream belongs to its context");
    context->destroy_stream(caller.simulator, caller.thread, *stream, force);
}

void synchronize_stream(Caller& caller, aclrtStream handle, ascend::Picoseconds timeout) {
    synchronize(caller, *any_stream(caller, handle), timeout);
}

}  // namespace

aclError aclrtCreateStream(aclrtStream* stream) {
    return guard(__func__, &HostSpec::create_us,
                 [&](Caller& caller) { create_stream(caller, stream, {}); });
}

aclError aclrtCreateStreamWithConfig(aclrtStream* stream, uint32_t priority, uint32_t flag) {
    return guard(__func__, &HostSpec::create_us, [&](Caller& caller) {
        create_stream(caller, stream, {priority, flag});
    });
}

aclError aclrtDestroyStream(aclrtStream stream) {
    return guard(__func__, &HostSpec::call_us,
                 [&](Caller& caller) { destroy_stream(caller, stream, false); });
}

aclError aclrtDestroyStreamForce(aclrtStream stream) {
    return guard(__func__, &HostSpec::call_us,
                 [&](Caller& caller) { destroy_stream(caller, stream, true); });
}

aclError aclrtSynchronizeStream(aclrtStream stream) {
    return guard(__func__, &HostSpec::synchronize_us,
                 [&](Caller& caller) { synchronize_stream(caller, stream, ascend::kForever); });
}

aclError aclrtSynchronizeStreamWithTimeout(aclrtStream stream, int32_t timeout) {
    return guard(__func__, &HostSpec::synchronize_us, [&](Caller& caller) {
        synchronize_stream(caller, stream, parse_timeout(timeout));
    });
}

aclError aclrtStreamQuery(aclrtStream stream, aclrtStreamStatus* status) {
    return guard(__func__, &HostSpec::event_query_us, [&](Caller& caller) {
        require_argument(status, "status");
        const auto queried = own_stream(caller, stream);
        refuse_captured(*queried);
        require_device(caller, queried->context()->device(), ACL_ERROR_RT_LOST_HEARTBEAT);
        *status = caller.machine.stream_idle(caller.thread, queried->id())
                      ? ACL_STREAM_STATUS_COMPLETE
                      : ACL_STREAM_STATUS_NOT_READY;
    });
}

aclError aclrtStreamGetId(aclrtStream stream, int32_t* streamId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(streamId, "streamId");
        *streamId = static_cast<std::int32_t>(own_stream(caller, stream)->id());
    });
}
