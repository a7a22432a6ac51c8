// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string>

#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "runtime/acl/copy.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/notify.h"

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

/// Of a key of the runtime, in bytes with its end. source: facts 2.9
constexpr std::size_t kKeyBytes = 65;

void write_key(char* key, std::size_t length, const char* kind, std::uint64_t number) {
    require_argument(key, "key");
    require(length >= kKeyBytes, ACL_ERROR_INVALID_PARAM, "len is less than 65");
    fmt::format_to_n(key, length - 1, "ascend-sim:{}:{}:{:x}{}", getpid(), kind, number, '\0');
}

/// The number in a key of this process. Throws Failure: 107000 for other texts, 507022 for the key
/// of another process.
std::uint64_t number_in(const char* key, const std::string& kind) {
    require_argument(key, "key");
    int process = 0;
    char name[16] = {};
    unsigned long long number = 0;
    require(std::sscanf(key, "ascend-sim:%d:%15[a-z]:%llx", &process, name, &number) == 3 &&
                name == kind,
            ACL_ERROR_RT_PARAM_INVALID, "the key is none of this kind");
    require(process == getpid(), ACL_ERROR_RT_IPC_ERROR,
            "the key is of another process, which has a simulation of its own");
    return number;
}

void check_pids(const std::int32_t* pid, std::size_t count) {
    require_argument(pid, "pid");
    require(count > 0, ACL_ERROR_INVALID_PARAM, "num is 0");
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

aclError aclrtIpcMemGetExportKey(void* devPtr, size_t size, char* key, size_t len, uint64_t flags) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(devPtr, "devPtr");
        require(size > 0, ACL_ERROR_INVALID_PARAM, "size is 0");
        require(flags <= 1, ACL_ERROR_RT_PARAM_INVALID, "flags must be 0 or 1");
        check_device_range(caller, devPtr, size);
        write_key(key, len, "memory", reinterpret_cast<std::uint64_t>(devPtr));
    });
}

aclError aclrtIpcMemImportByKey(void** devPtr, const char* key, uint64_t flags) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(devPtr, "devPtr");
        require(flags <= 1, ACL_ERROR_RT_PARAM_INVALID, "flags must be 0 or 1");
        void* memory = reinterpret_cast<void*>(number_in(key, "memory"));
        check_device_range(caller, memory, 1);
        *devPtr = memory;
    });
}

aclError aclrtIpcMemClose(const char* key) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) { number_in(key, "memory"); });
}

aclError aclrtIpcMemSetImportPid(const char* key, int32_t* pid, size_t num) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) {
        number_in(key, "memory");
        check_pids(pid, num);
    });
}

aclError aclrtNotifyGetExportKey(aclrtNotify notify, char* key, size_t len, uint64_t flags) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        find_notify(caller, notify);
        require(flags <= 1, ACL_ERROR_RT_PARAM_INVALID, "flags must be 0 or 1");
        write_key(key, len, "notify", reinterpret_cast<std::uint64_t>(notify));
    });
}

aclError aclrtNotifyImportByKey(aclrtNotify* notify, const char* key, uint64_t flags) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(notify, "notify");
        require(flags <= 1, ACL_ERROR_RT_PARAM_INVALID, "flags must be 0 or 1");
        auto* handle = reinterpret_cast<aclrtNotify>(number_in(key, "notify"));
        find_notify(caller, handle);
        *notify = handle;
    });
}

aclError aclrtNotifySetImportPid(aclrtNotify notify, int32_t* pid, size_t num) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        find_notify(caller, notify);
        check_pids(pid, num);
    });
}
