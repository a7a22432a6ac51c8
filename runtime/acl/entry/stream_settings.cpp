// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <new>

#include "acl/acl_rt.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

constexpr std::int32_t kLeastPriority = 7, kGreatestPriority = 0;
/// What an abort waits before it kills the queue. source: facts 1.9
constexpr double kAbortDelayUs = 10000;

template <class Value>
void set_option(Value& option, const void* value, size_t size) {
    require(size == sizeof option, ACL_ERROR_INVALID_PARAM,
            "valueSize is not that of the attribute");
    std::memcpy(&option, value, sizeof option);
}

void set_option(aclrtStreamConfigHandle& config, aclrtStreamConfigAttr attr, const void* value,
                size_t size) {
    switch (attr) {
        case ACL_RT_STREAM_WORK_ADDR_PTR:
            return set_option(config.workptr, value, size);
        case ACL_RT_STREAM_WORK_SIZE:
            return set_option(config.workSize, value, size);
        case ACL_RT_STREAM_FLAG:
            return set_option(config.flag, value, size);
        case ACL_RT_STREAM_PRIORITY:
            return set_option(config.priority, value, size);
    }
    throw Failure(ACL_ERROR_INVALID_PARAM, "attr is no aclrtStreamConfigAttr");
}

/// A failure mode for the default stream is taken by newer products only. source: facts 1.8
bool default_stream_has_mode(const Caller& caller, const Context& context) {
    const std::string& family = caller.machine.soc(context.device()).family;
    return family == "910B" || family == "910_93" || family == "950";
}

}  // namespace

aclrtStreamConfigHandle* aclrtCreateStreamConfigHandle() {
    return new (std::nothrow) aclrtStreamConfigHandle{};
}

aclError aclrtDestroyStreamConfigHandle(aclrtStreamConfigHandle* handle) {
    return guard_host(__func__, [&] {
        require_argument(handle, "handle");
        delete handle;
    });
}

aclError aclrtSetStreamConfigOpt(aclrtStreamConfigHandle* handle, aclrtStreamConfigAttr attr,
                                 const void* attrValue, size_t valueSize) {
    return guard_host(__func__, [&] {
        require_argument(handle, "handle");
        require_argument(attrValue, "attrValue");
        set_option(*handle, attr, attrValue, valueSize);
    });
}

aclError aclrtCreateStreamV2(aclrtStream* stream, const aclrtStreamConfigHandle* handle) {
    return guard(__func__, &HostSpec::create_us, [&](Caller& caller) {
        require_argument(handle, "handle");
        create_stream(caller, stream, {handle->priority, static_cast<std::uint32_t>(handle->flag)});
    });
}

aclError aclrtSetStreamFailureMode(aclrtStream stream, uint64_t mode) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const auto changed = own_stream(caller, stream);
        const auto context = changed->context();
        require(stream != nullptr || default_stream_has_mode(caller, *context),
                ACL_ERROR_RT_FEATURE_NOT_SUPPORT,
                "the default stream of this product has no failure mode");
        context->check_failure(caller);
        const bool stop = (mode & ACL_STOP_ON_FAILURE) != 0;
        require(stop || !context->stops_on_failure(), ACL_ERROR_RT_FEATURE_NOT_SUPPORT,
                "a context that stops on failures cannot go back");
        if (stop) context->stop_on_failure(caller.machine, caller.thread);
    });
}

aclError aclrtStreamAbort(aclrtStream stream) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(stream != nullptr, ACL_ERROR_RT_PARAM_INVALID, "stream is null");
        const auto aborted = own_stream(caller, stream);
        caller.spend(kAbortDelayUs);
        aborted->context()->abort_stream(caller.simulator, caller.thread, *aborted);
    });
}

aclError aclrtSetStreamOverflowSwitch(aclrtStream stream, uint32_t flag) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(flag <= 1, ACL_ERROR_INVALID_PARAM, "flag must be 0 or 1");
        own_stream(caller, stream)->reports_overflow = flag != 0;
    });
}

aclError aclrtGetStreamOverflowSwitch(aclrtStream stream, uint32_t* flag) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(flag, "flag");
        *flag = own_stream(caller, stream)->reports_overflow ? 1 : 0;
    });
}

aclError aclrtStreamGetFlags(aclrtStream stream, uint32_t* flags) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(flags, "flags");
        *flags = own_stream(caller, stream)->settings().flags;
    });
}

aclError aclrtStreamGetPriority(aclrtStream stream, uint32_t* priority) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(priority, "priority");
        *priority = own_stream(caller, stream)->settings().priority;
    });
}

aclError aclrtDeviceGetStreamPriorityRange(int32_t* leastPriority, int32_t* greatestPriority) {
    return guard(__func__, &HostSpec::call_us, [&](Caller&) {
        if (leastPriority != nullptr) *leastPriority = kLeastPriority;
        if (greatestPriority != nullptr) *greatestPriority = kGreatestPriority;
    });
}

aclError aclrtGetStreamAvailableNum(uint32_t* streamCount) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(streamCount, "streamCount");
        const auto device = current_context(caller)->device();
        const auto most = caller.machine.soc(device).scheduler.max_streams;
        *streamCount = static_cast<std::uint32_t>(most) - caller.machine.live_streams(device);
    });
}
