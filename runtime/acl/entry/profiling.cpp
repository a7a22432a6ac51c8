// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/profiling.h"

#include <algorithm>
#include <memory>
#include <new>

#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

constexpr size_t kLongestSetting = 256;

void check_devices(const Caller& caller, const std::vector<std::uint32_t>& devices) {
    for (auto device = devices.begin(); device != devices.end(); ++device) {
        caller.simulator.contexts.check_device(static_cast<std::int32_t>(*device));
        require(std::find(devices.begin(), device, *device) == device, ACL_ERROR_INVALID_PARAM,
                "a device is named twice");
    }
}

}  // namespace

aclError aclprofInit(const char* profilerResultPath, size_t length) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        caller.simulator.profiling.initialise(profilerResultPath, length);
    });
}

aclError aclprofFinalize() {
    return guard(__func__, &HostSpec::call_us,
                 [](Caller& caller) { caller.simulator.profiling.finalise(); });
}

aclprofConfig* aclprofCreateConfig(uint32_t* deviceIdList, uint32_t deviceNums,
                                   aclprofAicoreMetrics aicoreMetrics,
                                   const aclprofAicoreEvents* aicoreEvents,
                                   uint64_t dataTypeConfig) {
    aclprofConfig* made = nullptr;
    guard(__func__, &HostSpec::create_us, [&](Caller& caller) {
        require(aicoreEvents == nullptr, ACL_ERROR_INVALID_PARAM, "aicoreEvents must be null");
        require(deviceNums > 0 || dataTypeConfig == ACL_PROF_MSPROFTX, ACL_ERROR_INVALID_PARAM,
                "deviceNums is 0");
        if (deviceNums > 0) require_argument(deviceIdList, "deviceIdList");
        auto config = std::make_unique<aclprofConfig>();
        config->devices.assign(deviceIdList, deviceIdList + deviceNums);
        check_devices(caller, config->devices);
        config->metrics = aicoreMetrics;
        config->data = dataTypeConfig;
        made = config.release();
    });
    return made;
}

aclError aclprofDestroyConfig(const aclprofConfig* profilerConfig) {
    return guard_host(__func__, [&] {
        require_argument(profilerConfig, "profilerConfig");
        delete profilerConfig;
    });
}

aclError aclprofStart(const aclprofConfig* profilerConfig) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(profilerConfig, "profilerConfig");
        caller.simulator.profiling.start(*profilerConfig);
    });
}

aclError aclprofStop(const aclprofConfig* profilerConfig) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(profilerConfig, "profilerConfig");
        caller.simulator.profiling.stop(*profilerConfig);
    });
}

aclError aclprofSetConfig(aclprofConfigType configType, const char* config, size_t configLength) {
    return guard_host(__func__, [&] {
        require(configType > ACL_PROF_ARGS_MIN && configType < ACL_PROF_ARGS_MAX,
                ACL_ERROR_INVALID_PARAM, "configType is no aclprofConfigType");
        require_argument(config, "config");
        require(configLength > 0 && configLength <= kLongestSetting, ACL_ERROR_INVALID_PARAM,
                "configLength must be 1 to 256");
    });
}

aclprofStepInfo* aclprofCreateStepInfo() {
    aclprofStepInfo* made = nullptr;
    guard_host(__func__, [&] {
        auto step = std::make_unique<aclprofStepInfo>();
        step->index = Simulator::instance().profiling.next_step();
        made = step.release();
    });
    return made;
}

void aclprofDestroyStepInfo(aclprofStepInfo* stepinfo) {
    delete stepinfo;
}

aclError aclprofGetStepTimestamp(aclprofStepInfo* stepInfo, aclprofStepTag tag,
                                 aclrtStream stream) {
    return guard(__func__, &HostSpec::launch_us, [&](Caller& caller) {
        require_argument(stepInfo, "stepInfo");
        require(tag == ACL_STEP_START || tag == ACL_STEP_END, ACL_ERROR_INVALID_PARAM,
                "tag is no aclprofStepTag");
        own_stream(caller, stream);
        bool& seen = tag == ACL_STEP_START ? stepInfo->started : stepInfo->ended;
        require(!seen, ACL_ERROR_INVALID_PARAM, "the step has this tag already");
        seen = true;
    });
}
