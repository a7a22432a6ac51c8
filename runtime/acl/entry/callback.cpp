// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <pthread.h>

#include "acl/acl_rt.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

aclError aclrtSubscribeReport(uint64_t threadId, aclrtStream stream) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto served = own_stream(caller, stream);
        require(
            !caller.simulator.host_functions.serves(*served) && !served->launches_host_functions,
            ACL_ERROR_RT_STREAM_SUBSCRIBE,
            "the stream is subscribed for host functions, or launches them");
        caller.simulator.callbacks.subscribe(caller, threadId, *served);
    });
}

aclError aclrtUnSubscribeReport(uint64_t threadId, aclrtStream stream) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        caller.simulator.callbacks.unsubscribe(caller, threadId, *own_stream(caller, stream));
    });
}

aclError aclrtProcessReport(int32_t timeout) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        if (timeout == 0 || timeout < -1)
            throw Failure(ACL_ERROR_INVALID_PARAM,
                          fmt::format("timeout is {} ms: expected -1 or more than 0", timeout));
        caller.simulator.callbacks.process(
            caller, pthread_self(), timeout < 0 ? ascend::kForever : ascend::milliseconds(timeout));
    });
}

aclError aclrtLaunchCallback(aclrtCallback fn, void* userData, aclrtCallbackBlockType blockType,
                             aclrtStream stream) {
    return guard(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        require(blockType == ACL_CALLBACK_NO_BLOCK || blockType == ACL_CALLBACK_BLOCK,
                ACL_ERROR_INVALID_PARAM, "blockType is no aclrtCallbackBlockType");
        require(fn != nullptr, ACL_ERROR_RT_PARAM_INVALID, "fn is null");
        const auto queue = own_stream(caller, stream);
        require(!caller.simulator.host_functions.serves(*queue) && !queue->launches_host_functions,
                ACL_ERROR_RT_STREAM_SUBSCRIBE,
                "the stream is subscribed for host functions, or launches them");
        caller.simulator.callbacks.launch(caller, *queue, fn, userData,
                                          blockType == ACL_CALLBACK_BLOCK);
    });
}
