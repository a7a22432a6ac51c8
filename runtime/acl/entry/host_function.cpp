// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <pthread.h>

#include "acl/acl_rt.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

// The twin of callbacks for functions that models call. Models of the simulator have none: a
// thread that serves them waits until its time limit.

aclError aclrtLaunchHostFunc(aclrtStream stream, aclrtHostFunc fn, void* args) {
    return guard(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        require(fn != nullptr, ACL_ERROR_RT_PARAM_INVALID, "fn is null");
        const auto queue = own_stream(caller, stream);
        require(!caller.simulator.callbacks.serves(*queue) &&
                    !caller.simulator.host_functions.serves(*queue),
                ACL_ERROR_RT_STREAM_SUBSCRIBE, "a thread of the program serves the stream");
        queue->launches_host_functions = true;
        queue->context()->launch_host_function(caller, *queue, fn, args);
    });
}

aclError aclrtSubscribeHostFunc(uint64_t hostFuncThreadId, aclrtStream exeStream) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto stream = own_stream(caller, exeStream);
        require(!caller.simulator.callbacks.serves(*stream) && !stream->launches_host_functions,
                ACL_ERROR_RT_STREAM_SUBSCRIBE,
                "the stream is subscribed for callbacks, or launches host functions");
        caller.simulator.host_functions.subscribe(caller, hostFuncThreadId, *stream);
    });
}

aclError aclrtUnSubscribeHostFunc(uint64_t hostFuncThreadId, aclrtStream exeStream) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto stream = own_stream(caller, exeStream);
        caller.simulator.host_functions.unsubscribe(caller, hostFuncThreadId, *stream);
    });
}

aclError aclrtProcessHostFunc(int32_t timeout) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        if (timeout == 0 || timeout < -1)
            throw Failure(ACL_ERROR_INVALID_PARAM,
                          fmt::format("timeout is {} ms: expected -1 or more than 0", timeout));
        caller.simulator.host_functions.process(
            caller, pthread_self(), timeout < 0 ? ascend::kForever : ascend::milliseconds(timeout));
    });
}
