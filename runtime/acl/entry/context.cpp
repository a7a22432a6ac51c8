// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/context.h"

#include "acl/acl_rt.h"
#include "runtime/acl/device_loss.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

aclError aclrtCreateContext(aclrtContext* context, int32_t deviceId) {
    return guard(__func__, &HostSpec::create_us, [&](Caller& caller) {
        require_argument(context, "context");
        caller.simulator.contexts.check_device(deviceId);
        require_device(caller, static_cast<ascend::sim::DeviceId>(deviceId),
                       ACL_ERROR_RT_DEV_SETUP_ERROR);
        auto made = caller.simulator.contexts.create(caller.simulator, caller.thread, deviceId);
        *context = made->handle();
        caller.state.context = std::move(made);
    });
}

aclError aclrtDestroyContext(aclrtContext context) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(context, "context");
        caller.simulator.contexts.destroy(caller.simulator, caller.thread, context);
    });
}

aclError aclrtSetCurrentContext(aclrtContext context) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(context, "context");
        auto found = caller.simulator.contexts.find(context);
        require(found != nullptr, ACL_ERROR_RT_CONTEXT_NULL,
                "the context was destroyed, or the handle is no context");
        caller.state.context = std::move(found);
    });
}

aclError aclrtGetCurrentContext(aclrtContext* context) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(context, "context");
        *context = current_context(caller)->handle();
    });
}
