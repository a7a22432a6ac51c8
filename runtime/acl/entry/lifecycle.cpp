// SPDX-License-Identifier: Apache-2.0
#include "acl/acl.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using ascend::runtime::Caller;
using ascend::runtime::guard;
using ascend::runtime::guard_host;
using ascend::runtime::require_argument;
using ascend::runtime::ThreadState;
using ascend::sim::HostSpec;

aclError aclInit(const char* configPath) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        caller.simulator.lifecycle.initialise(configPath);
        caller.simulator.dump.configure_from_init(caller, configPath);
    });
}

aclError aclFinalize() {
    return guard(__func__, &HostSpec::call_us, [](Caller& caller) {
        caller.simulator.lifecycle.finalise();
        caller.simulator.dump.stop(caller);
        caller.simulator.release_everything(caller.thread);
    });
}

aclError aclFinalizeReference(uint64_t* refCount) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        std::uint64_t left = 0;
        const bool last = caller.simulator.lifecycle.release(left);
        if (refCount != nullptr) *refCount = left;
        if (!last) return;
        caller.simulator.lifecycle.finalise();
        caller.simulator.dump.stop(caller);
        caller.simulator.release_everything(caller.thread);
    });
}

aclError aclrtGetVersion(int32_t* majorVersion, int32_t* minorVersion, int32_t* patchVersion) {
    return guard_host(__func__, [&] {
        require_argument(majorVersion, "majorVersion");
        require_argument(minorVersion, "minorVersion");
        require_argument(patchVersion, "patchVersion");
        *majorVersion = ACL_MAJOR_VERSION;
        *minorVersion = ACL_MINOR_VERSION;
        *patchVersion = ACL_PATCH_VERSION;
    });
}

const char* aclGetRecentErrMsg() {
    return ThreadState::of_this_thread().take_recent();
}
