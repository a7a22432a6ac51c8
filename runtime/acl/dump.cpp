// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/dump.h"

#include <utility>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

namespace ascend::runtime {

void Dump::initialise(bool after_init) {
    require(after_init, ACL_ERROR_UNINITIALIZE, "aclInit was not called");
    const std::lock_guard lock(mutex_);
    require(state_ != State::kInitialised, ACL_ERROR_REPEAT_INITIALIZE,
            "aclmdlInitDump was called before");
    require(state_ != State::kSetByInit, ACL_ERROR_DUMP_ALREADY_RUN,
            "the file of aclInit has set the dump");
    state_ = State::kInitialised;
    ++next_plan_.session;
}

void Dump::use(Caller& caller, const char* file) {
    auto configuration = std::make_shared<const DumpConfiguration>(read_dump_configuration(file));
    const std::string started = dump_time_text(caller.machine.clock(caller.thread));
    const std::lock_guard lock(mutex_);
    next_plan_.configuration = std::move(configuration);
    next_plan_.started = started;
}

void Dump::configure(Caller& caller, const char* file) {
    {
        const std::lock_guard lock(mutex_);
        require(state_ == State::kInitialised, ACL_ERROR_DUMP_NOT_RUN,
                "aclmdlInitDump was not called");
    }
    require_argument(file, "dumpCfgPath");
    use(caller, file);
}

void Dump::configure_from_init(Caller& caller, const char* file) {
    if (file == nullptr || *file == '\0' || !has_dump_configuration(file)) return;
    use(caller, file);
    const std::lock_guard lock(mutex_);
    ++next_plan_.session;
    state_ = State::kSetByInit;
}

void Dump::finalise(Caller& caller) {
    {
        const std::lock_guard lock(mutex_);
        require(state_ != State::kOff, ACL_ERROR_DUMP_NOT_RUN, "aclmdlInitDump was not called");
        state_ = State::kOff;
        next_plan_.configuration = nullptr;
    }
    std::map<sim::DeviceId, std::unique_ptr<DumpRecorder>> recorders;
    {
        const std::lock_guard lock(recorders_mutex_);
        recorders.swap(recorders_);
    }
    for (const auto& [device, recorder] : recorders) recorder->stop(caller);
}

void Dump::stop(Caller& caller) {
    {
        const std::lock_guard lock(mutex_);
        if (state_ == State::kOff) return;
    }
    finalise(caller);
}

void Dump::set_callback(DumpOutlet::Callback callback, std::int32_t flag) {
    require(callback != nullptr, ACL_ERROR_FAILURE, "messageCallback is null");
    require(flag == 0, ACL_ERROR_FAILURE, "flag must be 0");
    outlet_.set_callback(callback);
}

std::shared_ptr<const DumpPlan> Dump::plan(const models::Program& program) const {
    const std::lock_guard lock(mutex_);
    if (next_plan_.configuration == nullptr) return nullptr;
    return make_dump_plan(next_plan_, program);
}

DumpRecorder& Dump::recorder(Caller& caller, sim::DeviceId device) {
    {
        const std::lock_guard lock(recorders_mutex_);
        const auto found = recorders_.find(device);
        if (found != recorders_.end()) return *found->second;
    }
    // No lock is held over a call of the machine, so two threads may both have made one.
    auto made = std::make_unique<DumpRecorder>(caller, device, outlet_);
    std::unique_lock lock(recorders_mutex_);
    const auto [kept, first] = recorders_.try_emplace(device, std::move(made));
    DumpRecorder& recorder = *kept->second;
    lock.unlock();
    if (!first) made->stop(caller);
    return recorder;
}

void Dump::follow(Caller& caller, sim::StreamId stream, DumpedExecution execution) {
    if (!execution.plan->configuration->covers_step(execution.step)) return;
    {
        const std::lock_guard lock(mutex_);
        if (state_ == State::kOff || execution.plan->session != next_plan_.session) return;
    }
    DumpRecorder& follower = recorder(caller, execution.device);
    follower.follow(caller, stream, std::move(execution));
}

void Dump::follow(Caller& caller, const Stream& stream, const sim::TaskInfo& single_operator) {
    std::shared_ptr<const DumpPlan> plan;
    {
        const std::lock_guard lock(mutex_);
        if (next_plan_.configuration == nullptr || stream.capture() != nullptr) return;
        plan = make_dump_plan(next_plan_, single_operator, stream.id(),
                              caller.state.last_task.value_or(0));
    }
    if (plan == nullptr) return;
    const sim::DeviceId device = stream.context()->device();
    recorder(caller, device).follow(caller, stream.id(), {std::move(plan), device});
}

}  // namespace ascend::runtime
