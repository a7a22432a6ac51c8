// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/device_loss.h"

#include <fmt/format.h>

#include "runtime/acl/failure.h"

namespace ascend::runtime {

void require_device(const Caller& caller, sim::DeviceId device, aclError code) {
    const Picoseconds lost = caller.simulator.faults.lost_at(device);
    if (lost == kForever || caller.machine.clock(caller.thread) < lost) return;
    throw Failure(code, fmt::format("device {} was lost (an injected fault)", device));
}

}  // namespace ascend::runtime
