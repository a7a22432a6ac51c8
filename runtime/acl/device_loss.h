// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/acl/guard.h"

namespace ascend::runtime {

/// Throws Failure{code} when the device is lost by the caller's time.
void require_device(const Caller& caller, sim::DeviceId device, aclError code);

/// Waits for the device, at most `timeout`. Throws Failure{507010} when it is lost meanwhile.
template <class Wait>
sim::WaitResult wait_for_device(const Caller& caller, sim::DeviceId device, Picoseconds timeout,
                                Wait wait) {
    require_device(caller, device, ACL_ERROR_RT_LOST_HEARTBEAT);
    const Picoseconds lost = caller.simulator.faults.lost_at(device);
    const Picoseconds left =
        lost < kForever ? lost - caller.machine.clock(caller.thread) : kForever;
    auto result = caller.wait([&] { return wait(timeout < left ? timeout : left); });
    if (result.status == sim::WaitStatus::kTimeout)
        require_device(caller, device, ACL_ERROR_RT_LOST_HEARTBEAT);
    return result;
}

}  // namespace ascend::runtime
