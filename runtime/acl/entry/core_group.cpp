// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <new>

#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

/// Groups of a device's cores. There is one, of all of them.
struct tagRtGroupInfo {
    bool filled = false;
    std::int32_t ai_cores = 0, vector_cores = 0, cube_cores = 0, copy_engines = 0, queues = 0;
};

namespace {

constexpr std::int32_t kOnlyGroup = 0, kCurrentGroup = -1;

std::int32_t value_of(const aclrtGroupInfo& info, aclrtGroupAttr attr) {
    switch (attr) {
        case ACL_GROUP_AICORE_INT:
            return info.ai_cores;
        case ACL_GROUP_AIV_INT:
            return info.vector_cores;
        case ACL_GROUP_AIC_INT:
            return info.cube_cores;
        case ACL_GROUP_SDMANUM_INT:
            return info.copy_engines;
        case ACL_GROUP_ASQNUM_INT:
            return info.queues;
        case ACL_GROUP_GROUPID_INT:
            return kOnlyGroup;
    }
    throw Failure(ACL_ERROR_INVALID_PARAM, "attr is no aclrtGroupAttr");
}

}  // namespace

aclError aclrtGetGroupCount(uint32_t* count) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(count, "count");
        current_context(caller);
        *count = 1;
    });
}

aclError aclrtSetGroup(int32_t groupId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        current_context(caller);
        require(groupId == kOnlyGroup, ACL_ERROR_RT_GROUP_NOT_CREATE,
                "the device has group 0 only");
    });
}

aclrtGroupInfo* aclrtCreateGroupInfo() {
    return new (std::nothrow) aclrtGroupInfo;
}

aclError aclrtDestroyGroupInfo(aclrtGroupInfo* groupInfo) {
    return guard_host(__func__, [&] {
        require_argument(groupInfo, "groupInfo");
        delete groupInfo;
    });
}

aclError aclrtGetAllGroupInfo(aclrtGroupInfo* groupInfo) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(groupInfo, "groupInfo");
        const auto& soc = caller.machine.soc(current_context(caller)->device());
        groupInfo->filled = true;
        groupInfo->ai_cores = groupInfo->cube_cores = static_cast<std::int32_t>(soc.ai_core.count);
        groupInfo->vector_cores = static_cast<std::int32_t>(ascend::sim::vector_core_of(soc).count);
        groupInfo->copy_engines = 1;
        groupInfo->queues = static_cast<std::int32_t>(soc.scheduler.max_streams);
    });
}

aclError aclrtGetGroupInfoDetail(const aclrtGroupInfo* groupInfo, int32_t groupIndex,
                                 aclrtGroupAttr attr, void* attrValue, size_t valueLen,
                                 size_t* paramRetSize) {
    return guard_host(__func__, [&] {
        require_argument(groupInfo, "groupInfo");
        require_argument(attrValue, "attrValue");
        require_argument(paramRetSize, "paramRetSize");
        require(groupInfo->filled, ACL_ERROR_INVALID_PARAM, "aclrtGetAllGroupInfo was not called");
        require(groupIndex == kOnlyGroup || groupIndex == kCurrentGroup, ACL_ERROR_INVALID_PARAM,
                "groupIndex is out of range");
        const std::int32_t value = value_of(*groupInfo, attr);
        require(valueLen >= sizeof value, ACL_ERROR_INVALID_PARAM, "valueLen is less than 4");
        std::memcpy(attrValue, &value, sizeof value);
        *paramRetSize = sizeof value;
    });
}
