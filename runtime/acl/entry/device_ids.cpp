// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdio>
#include <cstring>
#include <string>

#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

// Nobody sets ASCEND_RT_VISIBLE_DEVICES here: user, logical and physical ids are the same.
namespace {

aclError same_id(const char* name, std::int32_t id, std::int32_t* out) {
    return guard(name, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(out, "the output id");
        caller.simulator.contexts.check_device(id);
        *out = id;
    });
}

std::string bus_id_of(std::int32_t device) {
    constexpr int kFirstBus = 0x81;
    return fmt::format("0000:{:02X}:00.0", kFirstBus + device);
}

}  // namespace

aclError aclrtGetLogicDevIdByPhyDevId(const int32_t phyDevId, int32_t* const logicDevId) {
    return same_id(__func__, phyDevId, logicDevId);
}

aclError aclrtGetLogicDevIdByUserDevId(const int32_t userDevid, int32_t* const logicDevId) {
    return same_id(__func__, userDevid, logicDevId);
}

aclError aclrtGetPhyDevIdByLogicDevId(const int32_t logicDevId, int32_t* const phyDevId) {
    return same_id(__func__, logicDevId, phyDevId);
}

aclError aclrtGetPhyDevIdByUserDevId(const int32_t userDevId, int32_t* const phyDevId) {
    return same_id(__func__, userDevId, phyDevId);
}

aclError aclrtGetUserDevIdByLogicDevId(const int32_t logicDevId, int32_t* const userDevid) {
    return same_id(__func__, logicDevId, userDevid);
}

aclError aclrtGetUserDevIdByPhyDevId(const int32_t phyDevId, int32_t* const userDevId) {
    return same_id(__func__, phyDevId, userDevId);
}

aclError aclrtDeviceGetPCIBusId(int32_t deviceId, char* pciBusId, int32_t len) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(pciBusId, "pciBusId");
        caller.simulator.contexts.check_device(deviceId);
        const std::string id = bus_id_of(deviceId);
        require(len > static_cast<std::int32_t>(id.size()), ACL_ERROR_INVALID_PARAM,
                "len is less than 13");
        std::strcpy(pciBusId, id.c_str());
    });
}

aclError aclrtDeviceGetByPCIBusId(const char* pciBusId, int32_t* deviceId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(pciBusId, "pciBusId");
        require_argument(deviceId, "deviceId");
        const auto count = static_cast<std::int32_t>(caller.machine.device_count());
        for (std::int32_t device = 0; device < count; ++device) {
            if (bus_id_of(device) != pciBusId) continue;
            *deviceId = device;
            return;
        }
        throw Failure(ACL_ERROR_RT_PARAM_INVALID,
                      fmt::format("no device has the bus id \"{}\"", pciBusId));
    });
}

aclError aclrtDevicePeerAccessStatus(int32_t deviceId, int32_t peerDeviceId, int32_t* status) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(status, "status");
        caller.simulator.contexts.check_device(deviceId);
        caller.simulator.contexts.check_device(peerDeviceId);
        require(deviceId != peerDeviceId, ACL_ERROR_INVALID_PARAM, "both devices are the same one");
        *status = 1;
    });
}

aclError aclrtDeviceTaskAbort(int32_t deviceId, uint32_t) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        caller.simulator.contexts.abort_device(caller.simulator, caller.thread, deviceId);
    });
}

aclError aclrtCheckArchCompatibility(const char* socVersion, int32_t* canCompatible) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(socVersion, "socVersion");
        require_argument(canCompatible, "canCompatible");
        const auto& context = caller.state.context;
        const auto& soc = caller.machine.soc(context == nullptr ? 0 : context->device());
        *canCompatible = soc.name == socVersion ? 1 : 0;
    });
}
