// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "acl/acl_rt.h"
#include "runtime/acl/event.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

constexpr std::uint32_t kDefault = 0, kExternal = 1;

/// External records and waits belong to captures of newer products. source: facts 2.3
void check_flag(std::uint32_t flag) {
    require(flag == kDefault || flag == kExternal, ACL_ERROR_INVALID_PARAM, "flag must be 0 or 1");
    require(flag == kDefault, ACL_ERROR_RT_FEATURE_NOT_SUPPORT,
            "external records and waits are not modelled");
}

ascend::Picoseconds seconds_or_forever(std::uint32_t seconds) {
    return seconds == 0 ? ascend::kForever : ascend::milliseconds(1000) * seconds;
}

}  // namespace

aclError aclrtStreamWaitEventWithTimeout(aclrtStream stream, aclrtEvent event, int32_t timeout) {
    return guard(__func__, &HostSpec::stream_wait_event_us, [&](Caller& caller) {
        const auto awaited = find_event(caller, event);
        if (timeout < 0)
            throw Failure(ACL_ERROR_RT_PARAM_INVALID,
                          fmt::format("timeout is {} s: expected 0 or more", timeout));
        awaited->wait(caller, own_stream(caller, stream),
                      seconds_or_forever(static_cast<std::uint32_t>(timeout)));
    });
}

aclError aclrtStreamWaitEventWithFlag(aclrtStream stream, aclrtEvent event, uint32_t timeout,
                                      uint32_t flag) {
    return guard(__func__, &HostSpec::stream_wait_event_us, [&](Caller& caller) {
        const auto awaited = find_event(caller, event);
        check_flag(flag);
        awaited->wait(caller, own_stream(caller, stream), seconds_or_forever(timeout));
    });
}

aclError aclrtRecordEventWithFlag(aclrtEvent event, aclrtStream stream, uint32_t flag) {
    return guard(__func__, &HostSpec::event_record_us, [&](Caller& caller) {
        const auto recorded = find_event(caller, event);
        check_flag(flag);
        recorded->record(caller, *own_stream(caller, stream));
    });
}
