// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "runtime/acl/device_loss.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

/// The first aclrtSetDevice of a process brings the device up. source: facts 4.2
void set_device(Caller& caller, std::int32_t device) {
    caller.simulator.contexts.check_device(device);
    require_device(caller, static_cast<ascend::sim::DeviceId>(device),
                   ACL_ERROR_RT_DEV_SETUP_ERROR);
    const bool first = caller.simulator.contexts.first_use(device);
    const HostSpec& host = caller.machine.soc(static_cast<ascend::sim::DeviceId>(device)).host;
    caller.spend(first ? host.set_device_first_us : host.set_device_us);
    caller.state.context =
        caller.simulator.contexts.set_device(caller.simulator, caller.thread, device);
}

void synchronize_device(Caller& caller, ascend::Picoseconds timeout) {
    const auto context = current_context(caller);
    context->check_failure(caller);
    const auto streams = context->machine_streams();
    const auto result = wait_for_device(caller, context->device(), timeout, [&](auto limit) {
        return caller.machine.synchronize_streams(caller.thread, streams, limit);
    });
    report_failures(caller, context.get(), result.failures);
    check_wait(result, ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
}

void check_peer(Caller& caller, std::int32_t peer, std::uint32_t flags) {
    require(flags == 0, ACL_ERROR_FEATURE_UNSUPPORTED, "flags must be 0");
    caller.simulator.contexts.check_device(peer);
    require(static_cast<ascend::sim::DeviceId>(peer) != current_context(caller)->device(),
            ACL_ERROR_INVALID_PARAM, "the peer is the current device itself");
}

}  // namespace

aclError aclrtSetDevice(int32_t deviceId) {
    return guard(__func__, kNoCost, [&](Caller& caller) { set_device(caller, deviceId); });
}

aclError aclrtResetDevice(int32_t deviceId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        caller.simulator.contexts.reset_device(caller.simulator, caller.thread, deviceId, false);
    });
}

aclError aclrtResetDeviceForce(int32_t deviceId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        caller.simulator.contexts.reset_device(caller.simulator, caller.thread, deviceId, true);
    });
}

aclError aclrtGetDevice(int32_t* deviceId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(deviceId, "deviceId");
        *deviceId = static_cast<std::int32_t>(current_context(caller)->device());
    });
}

aclError aclrtGetDeviceCount(uint32_t* count) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(count, "count");
        *count = caller.machine.device_count();
    });
}

aclError aclrtGetRunMode(aclrtRunMode* runMode) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) {
        require_argument(runMode, "runMode");
        *runMode = ACL_HOST;
    });
}

aclError aclrtSetTsDevice(aclrtTsId tsId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) {
        require(tsId == ACL_TS_ID_AICORE || tsId == ACL_TS_ID_AIVECTOR, ACL_ERROR_INVALID_PARAM,
                "tsId is no aclrtTsId");
    });
}

aclError aclrtSynchronizeDevice() {
    return guard(__func__, &HostSpec::synchronize_us,
                 [](Caller& caller) { synchronize_device(caller, ascend::kForever); });
}

aclError aclrtSynchronizeDeviceWithTimeout(int32_t timeout) {
    return guard(__func__, &HostSpec::synchronize_us,
                 [&](Caller& caller) { synchronize_device(caller, parse_timeout(timeout)); });
}

aclError aclrtDeviceCanAccessPeer(int32_t* canAccessPeer, int32_t deviceId, int32_t peerDeviceId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(canAccessPeer, "canAccessPeer");
        caller.simulator.contexts.check_device(deviceId);
        caller.simulator.contexts.check_device(peerDeviceId);
        require(deviceId != peerDeviceId, ACL_ERROR_INVALID_PARAM, "both devices are the same one");
        *canAccessPeer = 1;
    });
}

aclError aclrtDeviceEnablePeerAccess(int32_t peerDeviceId, uint32_t flags) {
    return guard(__func__, &HostSpec::call_us,
                 [&](Caller& caller) { check_peer(caller, peerDeviceId, flags); });
}

aclError aclrtDeviceDisablePeerAccess(int32_t peerDeviceId) {
    return guard(__func__, &HostSpec::call_us,
                 [&](Caller& caller) { check_peer(caller, peerDeviceId, 0); });
}

const char* aclrtGetSocName() {
    const char* name = nullptr;
    guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto& context = caller.state.context;
        name = caller.machine.soc(context == nullptr ? 0 : context->device()).name.c_str();
    });
    return name;
}
