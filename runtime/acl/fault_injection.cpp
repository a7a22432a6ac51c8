// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/fault_injection.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/acl/failure.h"

namespace ascend::runtime {
namespace {

struct Refusal {
    aclError code;
    const char* what;
};

Refusal refusal_of(Resource resource) {
    switch (resource) {
        case Resource::kStreams:
            return {ACL_ERROR_RT_NO_STREAM_RESOURCE, "stream"};
        case Resource::kEvents:
            return {ACL_ERROR_RT_NO_EVENT_RESOURCE, "event"};
        case Resource::kNotifies:
            return {ACL_ERROR_RT_NO_NOTIFY_RESOURCE, "notify"};
        case Resource::kMemory:
            break;
    }
    return {ACL_ERROR_RT_MEMORY_ALLOCATION, "memory"};
}

}  // namespace

void FaultInjection::configure(const FaultPlan& plan) {
    for (const Exhaustion& exhaustion : plan.exhaustions) watches_.push_back({exhaustion, 0});
    losses_ = plan.losses;
}

void FaultInjection::take(Resource resource, sim::DeviceId device) {
    if (watches_.empty()) return;
    const std::lock_guard lock(mutex_);
    bool exhausted = false;
    for (Watch& watch : watches_) {
        const Exhaustion& each = watch.exhaustion;
        if (each.resource != resource || each.device != device) continue;
        const std::uint64_t earlier = watch.asked++;
        exhausted = exhausted || (earlier >= each.after && earlier - each.after < each.count);
    }
    if (!exhausted) return;
    const Refusal refusal = refusal_of(resource);
    throw Failure(refusal.code, fmt::format("device {} has no {} left (an injected fault)", device,
                                            refusal.what));
}

Picoseconds FaultInjection::lost_at(sim::DeviceId device) const {
    Picoseconds at = kForever;
    for (const DeviceLoss& loss : losses_)
        if (loss.device == device) at = std::min(at, loss.at);
    return at;
}

}  // namespace ascend::runtime
