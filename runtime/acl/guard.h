// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <type_traits>

#include "acl/acl_base.h"
#include "runtime/acl/simulator.h"
#include "runtime/acl/thread_state.h"

namespace ascend::runtime {

/// Who calls: what an entry point's body works with.
struct Caller {
    Simulator& simulator;
    sim::Machine& machine;
    ThreadState& state;
    sim::HostThreadId thread;

    /// Host costs of the SoC that the thread works on (device 0 without a context).
    const sim::HostSpec& host() const;
    void spend(double microseconds) const;

    /// Runs a wait of the machine and returns its result. A thread that had to sleep takes the
    /// host's wake-up time on top.
    template <class Wait>
    auto wait(Wait machine_wait) const {
        const Picoseconds before = machine.clock(thread);
        auto result = machine_wait();
        if (machine.clock(thread) > before) spend(host().wake_up_us);
        return result;
    }
};

/// The number of HostSpec that a call costs its caller.
using HostCost = double sim::HostSpec::*;
/// For calls whose body spends by itself.
inline constexpr HostCost kNoCost = nullptr;

/// Codes that an Error of the simulator becomes, when an entry point does not say itself.
struct ErrorCodes {
    aclError invalid_argument, not_found, malformed, unsupported, resource_exhausted, io;
};
extern const ErrorCodes kRuntimeCodes;
extern const ErrorCodes kModelCodes;
extern const ErrorCodes kOperatorCodes;

namespace detail {

/// A reference to a callable, for the time of a call.
class Body {
  public:
    template <class Function>
    explicit Body(Function& function)
        : function_(&function),
          call_([](void* f, Caller& caller) { (*static_cast<Function*>(f))(caller); }) {}
    void operator()(Caller& caller) const { call_(function_, caller); }

  private:
    void* function_;
    void (*call_)(void*, Caller&);
};

aclError run_call(const char* name, HostCost cost, const ErrorCodes& codes, Body body) noexcept;
aclError run_host_only(const char* name, void* function, void (*call)(void*)) noexcept;

}  // namespace detail

/// Runs the body of an ACL call: makes the thread managed, spends the call's host time, draws the
/// call on the timeline, and turns exceptions into ACL codes, keeping their text for
/// aclGetRecentErrMsg. The only place that catches.
template <class Function>
aclError guard(const char* name, HostCost cost, Function body) noexcept {
    return detail::run_call(name, cost, kRuntimeCodes, detail::Body(body));
}

/// The same for calls of the model layer, whose codes differ.
template <class Function>
aclError guard_model(const char* name, HostCost cost, Function body) noexcept {
    return detail::run_call(name, cost, kModelCodes, detail::Body(body));
}

/// The same for calls that compile single operators.
template <class Function>
aclError guard_operator(const char* name, HostCost cost, Function body) noexcept {
    return detail::run_call(name, cost, kOperatorCodes, detail::Body(body));
}

/// For calls that only touch a structure of the host: they take no simulated time.
template <class Function>
aclError guard_host(const char* name, Function body) noexcept {
    return detail::run_host_only(name, &body, [](void* f) { (*static_cast<Function*>(f))(); });
}

}  // namespace ascend::runtime
