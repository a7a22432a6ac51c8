// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <iterator>
#include <string>

#include "acl/acl.h"
#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

constexpr aclCannAttr kAttributes[] = {ACL_CANN_ATTR_INF_NAN, ACL_CANN_ATTR_BF16,
                                       ACL_CANN_ATTR_JIT_COMPILE};

/// Of the toolkit whose interface this is.
constexpr const char* kVersion[] = {"8.1.RC1", "8", "1", "RC1", "0"};

const ascend::sim::SocSpec& current_soc(const Caller& caller) {
    const auto& context = caller.state.context;
    return caller.machine.soc(context == nullptr ? 0 : context->device());
}

std::int64_t number_of(const ascend::sim::SocSpec& soc, aclDeviceInfo info) {
    switch (info) {
        case ACL_DEVICE_INFO_AI_CORE_NUM:
            return soc.ai_core.count;
        case ACL_DEVICE_INFO_VECTOR_CORE_NUM:
            return soc.vector_core.count;
        case ACL_DEVICE_INFO_L2_SIZE:
            return soc.l2.capacity.count();
        case ACL_DEVICE_INFO_UNDEFINED:
            break;
    }
    throw Failure(ACL_ERROR_INVALID_PARAM, "deviceInfo is no aclDeviceInfo");
}

std::int32_t attribute_of(const ascend::sim::SocSpec& soc, aclCannAttr attribute) {
    switch (attribute) {
        case ACL_CANN_ATTR_INF_NAN:
            return soc.split ? 1 : 0;
        case ACL_CANN_ATTR_BF16:
            return soc.ai_core.cube.bf16 ? 1 : 0;
        case ACL_CANN_ATTR_JIT_COMPILE:
            return 1;
        case ACL_CANN_ATTR_UNDEFINED:
            break;
    }
    throw Failure(ACL_ERROR_INVALID_PARAM, "cannAttr is no aclCannAttr");
}

/// Share of all cores' time in which a pipe was busy, in percent.
std::int32_t utilisation(const ascend::sim::DeviceStats& stats, ascend::sim::Pipe pipe) {
    std::int64_t busy = 0, all = 0;
    for (const auto& core : stats.cores) {
        busy += core.busy[static_cast<std::size_t>(pipe)].count();
        all += core.cycles.count();
    }
    return all == 0 ? 0 : static_cast<std::int32_t>(busy * 100 / all);
}

void copy_text(char (&destination)[ACL_PKG_VERSION_PARTS_MAX_SIZE], const char* text) {
    std::strncpy(destination, text, sizeof destination - 1);
}

}  // namespace

aclError aclGetCannAttributeList(const aclCannAttr** cannAttrList, size_t* num) {
    return guard_host(__func__, [&] {
        require_argument(cannAttrList, "cannAttrList");
        require_argument(num, "num");
        *cannAttrList = kAttributes;
        *num = std::size(kAttributes);
    });
}

aclError aclGetCannAttribute(aclCannAttr cannAttr, int32_t* value) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(value, "value");
        *value = attribute_of(current_soc(caller), cannAttr);
    });
}

aclError aclGetDeviceCapability(uint32_t deviceId, aclDeviceInfo deviceInfo, int64_t* value) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(value, "value");
        caller.simulator.contexts.check_device(static_cast<std::int32_t>(deviceId));
        *value = number_of(caller.machine.soc(deviceId), deviceInfo);
    });
}

aclError aclrtQueryDeviceStatus(int32_t deviceId, aclrtDeviceStatus* deviceStatus) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(deviceStatus, "deviceStatus");
        caller.simulator.contexts.check_device(deviceId);
        *deviceStatus = ACL_RT_DEVICE_STATUS_NORMAL;
    });
}

aclError aclrtGetDeviceUtilizationRate(int32_t deviceId, aclrtUtilizationInfo* utilizationInfo) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(utilizationInfo, "utilizationInfo");
        caller.simulator.contexts.check_device(deviceId);
        const auto id = static_cast<ascend::sim::DeviceId>(deviceId);
        const auto stats = caller.machine.stats(id);
        const DeviceMemory& memory = caller.simulator.memory(id);
        const auto used = memory.capacity().count() - memory.free().count();
        utilizationInfo->cubeUtilization = utilisation(stats, ascend::sim::Pipe::kCube);
        utilizationInfo->vectorUtilization = utilisation(stats, ascend::sim::Pipe::kVector);
        utilizationInfo->aicpuUtilization = -1;
        utilizationInfo->memoryUtilization =
            static_cast<std::int32_t>(used * 100 / memory.capacity().count());
    });
}

aclError aclsysGetCANNVersion(aclCANNPackageName name, aclCANNPackageVersion* version) {
    return guard_host(__func__, [&] {
        require_argument(version, "version");
        require(name >= ACL_PKG_NAME_CANN && name <= ACL_PKG_NAME_DRIVER, ACL_ERROR_INVALID_PARAM,
                "name is no aclCANNPackageName");
        *version = {};
        std::strncpy(version->version, kVersion[0], sizeof version->version - 1);
        copy_text(version->majorVersion, kVersion[1]);
        copy_text(version->minorVersion, kVersion[2]);
        copy_text(version->releaseVersion, kVersion[3]);
        copy_text(version->patchVersion, kVersion[4]);
    });
}

aclError aclsysGetVersionStr(char* pkgName, char* versionStr) {
    return guard_host(__func__, [&] {
        require_argument(pkgName, "pkgName");
        require_argument(versionStr, "versionStr");
        std::strcpy(versionStr, kVersion[0]);
    });
}

aclError aclrtGetPrimaryCtxState(int32_t deviceId, uint32_t* flags, int32_t* active) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        caller.simulator.contexts.check_device(deviceId);
        if (flags != nullptr) *flags = 0;
        if (active != nullptr) *active = caller.simulator.contexts.is_set(deviceId) ? 1 : 0;
    });
}

aclError aclrtCtxGetCurrentDefaultStream(aclrtStream* stream) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(stream, "stream");
        *stream = current_context(caller)->default_stream()->handle();
    });
}
