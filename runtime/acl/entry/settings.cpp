// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "acl/acl_rt.h"
#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

/// Units of a kernel's time limit, in nanoseconds, and how many there are. source: facts 1.10, 10.1
constexpr std::uint64_t kMostUnits = 254;
constexpr std::uint64_t kUnitOf910 = std::uint64_t{1} << 36, kUnitOf310P = std::uint64_t{1} << 31,
                        kUnit = std::uint64_t{1} << 32;

std::uint64_t unit_ns(const Caller& caller, const Context& context) {
    const std::string& family = caller.machine.soc(context.device()).family;
    if (family == "910") return kUnitOf910;
    return family == "310P" ? kUnitOf310P : kUnit;
}

/// Rounds up to whole units; 0 is the largest limit.
std::uint64_t effective_timeout(const Caller& caller, const Context& context,
                                std::uint64_t microseconds) {
    const std::uint64_t unit = unit_ns(caller, context);
    const std::uint64_t most = unit * kMostUnits / 1000;
    const std::uint64_t wanted = std::min(microseconds, most) * 1000;
    const std::uint64_t units = microseconds == 0 ? kMostUnits : (wanted + unit - 1) / unit;
    return units * unit / 1000;
}

std::uint64_t set_execute_timeout(Caller& caller, std::uint64_t microseconds) {
    const auto effective = effective_timeout(caller, *current_context(caller), microseconds);
    caller.simulator.settings.set_execute_timeout(effective);
    return effective;
}

void check_option(aclSysParamOpt option) {
    require(option == ACL_OPT_DETERMINISTIC || option == ACL_OPT_ENABLE_DEBUG_KERNEL,
            ACL_ERROR_INVALID_PARAM, "opt is no aclSysParamOpt");
}

int64_t get_option(Caller& caller, const void* context, aclSysParamOpt option) {
    check_option(option);
    const auto value = caller.simulator.settings.option(context, option);
    require(value.has_value(), ACL_ERROR_RT_SYSPARAMOPT_NOT_SET, "the option was never set");
    return *value;
}

}  // namespace

aclError aclrtSetSysParamOpt(aclSysParamOpt opt, int64_t value) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        check_option(opt);
        caller.simulator.settings.set_option(nullptr, opt, value);
    });
}

aclError aclrtGetSysParamOpt(aclSysParamOpt opt, int64_t* value) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(value, "value");
        *value = get_option(caller, nullptr, opt);
    });
}

aclError aclrtCtxSetSysParamOpt(aclSysParamOpt opt, int64_t value) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        check_option(opt);
        const void* context = current_context(caller)->handle();
        caller.simulator.settings.set_option(context, opt, value);
    });
}

aclError aclrtCtxGetSysParamOpt(aclSysParamOpt opt, int64_t* value) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(value, "value");
        *value = get_option(caller, current_context(caller)->handle(), opt);
    });
}

aclError aclrtSetOpExecuteTimeOut(uint32_t timeout) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        set_execute_timeout(caller, std::uint64_t{timeout} * 1000000);
    });
}

aclError aclrtSetOpExecuteTimeOutWithMs(uint32_t timeout) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        set_execute_timeout(caller, std::uint64_t{timeout} * 1000);
    });
}

aclError aclrtSetOpExecuteTimeOutV2(uint64_t timeout, uint64_t* actualTimeout) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(actualTimeout, "actualTimeout");
        *actualTimeout = set_execute_timeout(caller, timeout);
    });
}

aclError aclrtGetOpTimeOutInterval(uint64_t* interval) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(interval, "interval");
        require(caller.state.context != nullptr, ACL_ERROR_RT_DEV_SETUP_ERROR, "no device is set");
        *interval = unit_ns(caller, *current_context(caller)) / 1000;
    });
}

aclError aclrtGetOpExecuteTimeout(uint32_t* const timeoutMs) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(timeoutMs, "timeoutMs");
        std::uint64_t limit = caller.simulator.settings.execute_timeout();
        if (limit == 0) limit = effective_timeout(caller, *current_context(caller), 0);
        *timeoutMs = static_cast<std::uint32_t>(limit / 1000);
    });
}

aclError aclrtSetDeviceSatMode(aclrtFloatOverflowMode mode) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(mode == ACL_RT_OVERFLOW_MODE_SATURATION || mode == ACL_RT_OVERFLOW_MODE_INFNAN,
                ACL_ERROR_INVALID_PARAM, "mode is neither saturation nor inf-nan");
        caller.simulator.settings.set_overflow_mode(current_context(caller)->device(), mode);
    });
}

aclError aclrtGetDeviceSatMode(aclrtFloatOverflowMode* mode) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(mode, "mode");
        *mode = caller.simulator.settings.overflow_mode(current_context(caller)->device());
    });
}
