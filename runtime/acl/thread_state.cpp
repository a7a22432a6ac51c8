// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/thread_state.h"

#include <fmt/format.h>

namespace ascend::runtime {
namespace {

/// Class and id of a message, after who is at fault. source: facts 9.3
const char* class_of(aclError code) {
    if (code < 200000) return "Invalid_Argument(EH0001)";
    if (code < 300000) return "Resource_Error(EE1011)";
    return "Execution_Error(EE9999)";
}

const char* solution_for(aclError code) {
    if (code < 200000) return "Correct the arguments or the order of the calls.";
    if (code < 300000) return "Free resources, or avoid what the device does not support.";
    return "See what was running on the device when the error came.";
}

}  // namespace

ThreadState& ThreadState::of_this_thread() {
    static thread_local ThreadState state;
    return state;
}

ThreadState::~ThreadState() {
    if (id_) machine_->detach_thread(*id_);
}

sim::HostThreadId ThreadState::id(sim::Machine& machine) {
    if (!id_) {
        machine_ = &machine;
        id_ = machine.this_thread();
    }
    return *id_;
}

void ThreadState::report(const char* function, aclError code, const std::string& message) {
    last_code = code;
    error = message;
    recent_ += fmt::format("{}: {} failed with {}. Reason: {}. Solution: {}\n", class_of(code),
                           function, code, message, solution_for(code));
}

const char* ThreadState::take_recent() {
    if (recent_.empty()) return nullptr;
    handed_out_ = std::move(recent_);
    recent_.clear();
    return handed_out_.c_str();
}

}  // namespace ascend::runtime
