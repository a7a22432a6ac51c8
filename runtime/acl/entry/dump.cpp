// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/dump.h"

#include "acl/acl_dump.h"
#include "acl/acl_mdl.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

aclError aclmdlInitDump() {
    return guard(__func__, &HostSpec::call_us, [](Caller& caller) {
        caller.simulator.dump.initialise(caller.simulator.lifecycle.initialised());
    });
}

aclError aclmdlSetDump(const char* dumpCfgPath) {
    return guard(__func__, &HostSpec::call_us,
                 [&](Caller& caller) { caller.simulator.dump.configure(caller, dumpCfgPath); });
}

aclError aclmdlFinalizeDump() {
    return guard(__func__, &HostSpec::call_us,
                 [](Caller& caller) { caller.simulator.dump.finalise(caller); });
}

aclError acldumpRegCallback(int32_t (*const messageCallback)(const acldumpChunk*, int32_t),
                            int32_t flag) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        caller.simulator.dump.set_callback(messageCallback, flag);
    });
}

void acldumpUnregCallback() {
    guard(__func__, &HostSpec::call_us,
          [](Caller& caller) { caller.simulator.dump.clear_callback(); });
}
