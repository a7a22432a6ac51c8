// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

// A shareable handle is the number of a handle of the same process: other processes simulate
// machines of their own.
namespace {

aclrtDrvMemHandle handle_of(Caller& caller, std::uint64_t shareable) {
    auto* handle = reinterpret_cast<aclrtDrvMemHandle>(shareable);
    require(caller.simulator.physical_memory.find(handle) != nullptr, ACL_ERROR_RT_PARAM_INVALID,
            "no such shareable handle");
    return handle;
}

}  // namespace

aclError aclrtMemExportToShareableHandle(aclrtDrvMemHandle handle, aclrtMemHandleType handleType,
                                         uint64_t flags, uint64_t* shareableHandle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(handle, "handle");
        require_argument(shareableHandle, "shareableHandle");
        require(handleType == ACL_MEM_HANDLE_TYPE_NONE, ACL_ERROR_INVALID_PARAM,
                "handleType is no aclrtMemHandleType");
        require(flags <= 1, ACL_ERROR_RT_PARAM_INVALID, "flags must be 0 or 1");
        *shareableHandle = reinterpret_cast<std::uint64_t>(
            handle_of(caller, reinterpret_cast<std::uint64_t>(handle)));
    });
}

aclError aclrtMemImportFromShareableHandle(uint64_t shareableHandle, int32_t deviceId,
                                           aclrtDrvMemHandle* handle) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(handle, "handle");
        caller.simulator.contexts.check_device(deviceId);
        const auto memory =
            caller.simulator.physical_memory.find(handle_of(caller, shareableHandle));
        *handle = caller.simulator.physical_memory.insert(memory);
    });
}

aclError aclrtMemSetPidToShareableHandle(uint64_t shareableHandle, int32_t* pid, size_t pidNum) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(pid, "pid");
        require(pidNum > 0, ACL_ERROR_INVALID_PARAM, "pidNum is 0");
        handle_of(caller, shareableHandle);
    });
}

aclError aclrtDeviceGetBareTgid(int32_t* pid) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) {
        require_argument(pid, "pid");
        *pid = static_cast<std::int32_t>(getpid());
    });
}
