// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/thread_state.h"

#include <fmt/format.h>
#include <unistd.h>

#include <mutex>
#include <utility>

#include "runtime/acl/simulator.h"

namespace ascend::runtime {
namespace {

/// What aclGetRecentErrMsg tells in the mode of one store for the process.
struct ProcessMessages {
    std::mutex mutex;
    std::string text;
};
ProcessMessages& process_messages() {
    static ProcessMessages& messages = *new ProcessMessages;
    return messages;
}

/// Class and id of a message, after who is at fault: the ACL layer or the runtime. source: facts
/// 9.3, 1.2, 1.5
const char* class_of(aclError code) {
    constexpr aclError kFirstOfRuntime = 107000, kLastOfRuntime = 107999;
    if (code == ACL_ERROR_RT_NO_STREAM_RESOURCE) return "Resource_Error(EE1023)";
    if (code == ACL_ERROR_RT_STREAM_TASK_FULL) return "Resource_Error(EE1019)";
    if (code >= kFirstOfRuntime && code <= kLastOfRuntime) return "Invalid_Argument(EE1001)";
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

/// The main thread's stays: destructors of static objects call ACL after its own thread-local
/// objects are gone.
struct ThreadState::Owner {
    ThreadState* state = new ThreadState;
    ~Owner() {
        if (gettid() != getpid()) delete state;
    }
};

ThreadState& ThreadState::of_this_thread() {
    static thread_local ThreadState* current = nullptr;
    if (current == nullptr) {
        static thread_local Owner owner;
        current = owner.state;
    }
    return *current;
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
    const std::string text =
        fmt::format("{}: {} failed with {}. Reason: {}. Solution: {}\n", class_of(code), function,
                    code, message, solution_for(code));
    if (!Simulator::instance().lifecycle.messages_of_process()) {
        recent_ += text;
        return;
    }
    const std::lock_guard lock(process_messages().mutex);
    process_messages().text += text;
}

const char* ThreadState::take_recent() {
    if (Simulator::instance().lifecycle.messages_of_process()) {
        const std::lock_guard lock(process_messages().mutex);
        recent_ += std::exchange(process_messages().text, {});
    }
    if (recent_.empty()) return nullptr;
    handed_out_ = std::move(recent_);
    recent_.clear();
    return handed_out_.c_str();
}

}  // namespace ascend::runtime
