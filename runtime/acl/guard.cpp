// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/guard.h"

#include <cmath>
#include <new>

#include "runtime/acl/context.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/host_shim.h"
#include "traces/error.h"

namespace ascend::runtime {

const ErrorCodes kRuntimeCodes = {
    .invalid_argument = ACL_ERROR_RT_PARAM_INVALID,
    .not_found = ACL_ERROR_RT_INVALID_HANDLE,
    .malformed = ACL_ERROR_RT_PARAM_INVALID,
    .unsupported = ACL_ERROR_RT_FEATURE_NOT_SUPPORT,
    .resource_exhausted = ACL_ERROR_RT_RESOURCE_ALLOC_FAIL,
    .io = ACL_ERROR_RT_FILE_OPEN,
};

const ErrorCodes kModelCodes = {
    .invalid_argument = static_cast<aclError>(ACL_ERROR_GE_SHAPE_INVALID),
    .not_found = static_cast<aclError>(ACL_ERROR_GE_EXEC_MODEL_PATH_INVALID),
    .malformed = static_cast<aclError>(ACL_ERROR_GE_LOAD_MODEL),
    .unsupported = ACL_ERROR_FEATURE_UNSUPPORTED,
    .resource_exhausted = static_cast<aclError>(ACL_ERROR_GE_MEMORY_ALLOCATION),
    .io = static_cast<aclError>(ACL_ERROR_GE_EXEC_MODEL_PATH_INVALID),
};

const ErrorCodes kOperatorCodes = {
    .invalid_argument = static_cast<aclError>(ACL_ERROR_GE_SHAPE_INVALID),
    .not_found = ACL_ERROR_OP_NOT_FOUND,
    .malformed = static_cast<aclError>(ACL_ERROR_GE_SHAPE_INVALID),
    .unsupported = ACL_ERROR_FEATURE_UNSUPPORTED,
    .resource_exhausted = ACL_ERROR_RT_MEMORY_ALLOCATION,
    .io = ACL_ERROR_INVALID_FILE,
};

const sim::HostSpec& Caller::host() const {
    const auto& context = state.context;
    return machine.soc(context == nullptr ? 0 : context->device()).host;
}

void Caller::spend(double microseconds) const {
    machine.spend(thread, Picoseconds(std::llround(microseconds * 1e6)));
}

namespace detail {
namespace {

aclError code_of(ErrorCode code, const ErrorCodes& codes) {
    switch (code) {
        case ErrorCode::kInvalidArgument:
            return codes.invalid_argument;
        case ErrorCode::kNotFound:
            return codes.not_found;
        case ErrorCode::kMalformed:
            return codes.malformed;
        case ErrorCode::kUnsupported:
            return codes.unsupported;
        case ErrorCode::kResourceExhausted:
            return codes.resource_exhausted;
        case ErrorCode::kIo:
            return codes.io;
        case ErrorCode::kUsage:
            return ACL_ERROR_INVALID_PARAM;
    }
    return ACL_ERROR_INTERNAL_ERROR;
}

/// Translates what `body` throws. Anything but a refusal or an exhausted host is our bug.
template <class Function>
aclError translate(const char* name, const ErrorCodes& codes, Function body) noexcept {
    ThreadState& state = ThreadState::of_this_thread();
    aclError code = ACL_SUCCESS;
    std::string message;
    try {
        body();
        return ACL_SUCCESS;
    } catch (const Failure& failure) {
        code = failure.code();
        message = failure.what();
    } catch (const Error& error) {
        code = code_of(error.code(), codes);
        message = error.what();
    } catch (const std::bad_alloc&) {
        code = ACL_ERROR_BAD_ALLOC;
        message = "the host has no memory left";
    } catch (const std::exception& bug) {
        internal_error(bug.what(), __FILE__, __LINE__);
    }
    state.report(name, code, message);
    return code;
}

/// Draws the call when it ends, however it ends.
class TracedCall {
  public:
    TracedCall(const Caller& caller, const char* name)
        : caller_(caller), name_(name), start_(caller.machine.clock(caller.thread)) {}
    ~TracedCall() { caller_.machine.trace_call(caller_.thread, name_, start_); }
    TracedCall(const TracedCall&) = delete;
    TracedCall& operator=(const TracedCall&) = delete;

  private:
    const Caller& caller_;
    const char* name_;
    Picoseconds start_;
};

/// Calls that tell the device something and expect no answer: their order is that of their time
/// stamps (host_time.md 1).
bool expects_no_answer(HostCost cost) {
    return cost == &sim::HostSpec::launch_us || cost == &sim::HostSpec::event_record_us ||
           cost == &sim::HostSpec::stream_wait_event_us ||
           cost == &sim::HostSpec::memcpy_async_us || cost == &sim::HostSpec::execute_async_us;
}

/// The runtime reports a mistake of its caller in a log before it returns. Estimated: a line of
/// text formatted and written; without it a loop that only makes mistakes would take no time.
constexpr Picoseconds kMistake = microseconds(20);

bool is_mistake(aclError code) {
    constexpr aclError kFirst = 100000, kEnd = 200000;
    return code >= kFirst && code < kEnd;
}

constexpr ErrorCodes kHostCodes = {
    .invalid_argument = ACL_ERROR_INVALID_PARAM,
    .not_found = ACL_ERROR_INVALID_PARAM,
    .malformed = ACL_ERROR_PARSE_FILE,
    .unsupported = ACL_ERROR_FEATURE_UNSUPPORTED,
    .resource_exhausted = ACL_ERROR_BAD_ALLOC,
    .io = ACL_ERROR_INVALID_FILE,
};

/// Without a machine nothing works: as an unknown SoC in the real runtime. source: facts 4.1
constexpr ErrorCodes kStartCodes = {ACL_ERROR_INTERNAL_ERROR, ACL_ERROR_INTERNAL_ERROR,
                                    ACL_ERROR_INTERNAL_ERROR, ACL_ERROR_INTERNAL_ERROR,
                                    ACL_ERROR_INTERNAL_ERROR, ACL_ERROR_INTERNAL_ERROR};

}  // namespace

aclError run_call(const char* name, HostCost cost, const ErrorCodes& codes, Body body) noexcept {
    const host_shim::InLibrary inside;
    Simulator& simulator = Simulator::instance();
    if (const aclError code = translate(name, kStartCodes, [&] { simulator.start(); })) return code;
    ThreadState& state = ThreadState::of_this_thread();
    const aclError code = translate(name, codes, [&] {
        Caller caller{simulator, simulator.machine(), state, state.id(simulator.machine())};
        const TracedCall traced(caller, name);
        if (cost != kNoCost) caller.spend(caller.host().*cost);
        if (!expects_no_answer(cost)) host_shim::take_turn();
        body(caller);
    });
    sim::Machine& machine = simulator.machine();
    if (is_mistake(code)) machine.spend(state.id(machine), kMistake);
    return code;
}

aclError run_host_only(const char* name, void* function, void (*call)(void*)) noexcept {
    const host_shim::InLibrary inside;
    return translate(name, kHostCodes, [&] { call(function); });
}

}  // namespace detail
}  // namespace ascend::runtime
